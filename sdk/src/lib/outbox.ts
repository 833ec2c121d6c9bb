import type { Batch } from "../../../worker/wire/batch.ts";
import type { Event } from "../../../worker/wire/event.ts";
import { onDisk, wipeDisk } from "./disk.ts";
import { hook } from "./hooks.ts";

// Holds every event from the moment it happens until a request takes it. The disk holds it longer:
// until the server has acknowledged it.

/** Whose event it is; one request carries events of one head. */
export type Head = Pick<Batch, "visitor" | "session" | "consent">;

/** An event as it waits, in memory and on disk. */
export interface Entry {
  event: Event;
  head: Head;
  /** Epoch ms when it happened, see `clock`. */
  at: number;
}

const MAX_EVENTS = 1000;

/** In the order in which they happened. */
export let waiting: Entry[] = [];
export let wipes = 0;

/**
 * Epoch ms on a clock that never jumps while the page lives, so that ages are differences of one
 * clock (the browser's own is set back and forth).
 */
export const clock = (): number => Math.round(performance.timeOrigin + performance.now());

/** These are done with: acknowledged, refused for good, or more than the outbox holds. */
export function settle(entries: Entry[]): void {
  // Without consent nothing was written, and asking the disk would create a database.
  if (entries[0]?.head.visitor)
    onDisk((objects) => entries.forEach(({ event }) => objects.delete(event.id)));
}

/** They wait (again), in the order in which they happened; beyond the cap the oldest are dropped. */
export function keep(entries: Entry[]): void {
  waiting = [...waiting, ...entries].sort((a, b) => a.at - b.at);
  settle(waiting.splice(0, waiting.length - MAX_EVENTS));
}

/** Keeps a copy of the event, so that the page may reuse its objects; returns that copy. */
export function post(original: Event, head: Head): Event | null {
  const event: Event | null = hook("beforeSend", JSON.parse(JSON.stringify(original)));
  if (event?.id) {
    const entry = { event, head, at: clock() };
    // Nothing is written for someone who gave no consent.
    if (head.visitor) onDisk((objects) => objects.put(entry, event.id));
    keep([entry]);
  }
  return event;
}

/**
 * Brings back what earlier page loads left behind. Begins before this page's first event is written,
 * so that it brings back none of its own.
 */
export async function recover(): Promise<void> {
  const before = wipes;
  const entries = await new Promise<Entry[]>((resolve) =>
    onDisk((objects) => {
      const request = objects.getAll();
      request.onsuccess = () => resolve(request.result);
    }),
  );
  if (wipes === before) keep(entries);
}

/**
 * Takes events of the newest one's session, about `limit` characters of them and at least one, in the
 * order in which they happened.
 */
export function take(limit: number): Entry[] {
  const newest = waiting[waiting.length - 1];
  const taken = waiting.filter((entry) => {
    const fits = limit > 0 && entry.head.session === newest!.head.session;
    if (fits) limit -= JSON.stringify(entry).length;
    return fits;
  });
  waiting = waiting.filter((entry) => !taken.includes(entry));
  return taken;
}

/** Forgets everything, here and on disk. */
export function wipeOutbox(): void {
  waiting = [];
  wipes++;
  wipeDisk();
}
