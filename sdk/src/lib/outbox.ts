import type { Batch } from "../../../worker/wire/batch.ts";
import type { Event } from "../../../worker/wire/event.ts";
import { promisifyRequest } from "idb-keyval";
import { onDisk, wipeDisk } from "./disk.ts";
import { hook } from "./hooks.ts";

// Holds every event from the moment it happens until a request takes it. The disk holds it until the
// server has acknowledged it; but most events are acknowledged before they would be written.

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
/** Opening a database costs a page more than all else that the tag does at its start. */
const UNSAVED_MS = 1000;

/** In the order in which they happened. */
export let waiting: Entry[] = [];
export let wipes = 0;
/** Not acknowledged and not on disk. */
let unsaved: Entry[] = [];
/** Of `save`. One at a time: setting it costs a page as much as keeping an event. */
let timer: ReturnType<typeof setTimeout> | 0;

/**
 * Epoch ms on a clock that never jumps while the page lives, so that ages are differences of one
 * clock (the browser's own is set back and forth).
 */
export const clock = (): number => Math.round(performance.timeOrigin + performance.now());

function save(): void {
  const entries = unsaved;
  unsaved = [];
  timer = 0;
  if (entries[0])
    void onDisk((objects) => entries.forEach((entry) => objects.put(entry, entry.event.id)));
}

/** These are done with: acknowledged, refused for good, or more than the outbox holds. */
export function settle(entries: Entry[]): void {
  // Without consent nothing was written, and asking the disk would create a database.
  const saved = entries.filter((entry) => entry.head.visitor && !unsaved.includes(entry));
  unsaved = unsaved.filter((entry) => !entries.includes(entry));
  if (saved[0]) void onDisk((objects) => saved.forEach(({ event }) => objects.delete(event.id)));
}

/** They wait (again), in the order in which they happened; beyond the cap the oldest are dropped. */
export function keep(entries: Entry[]): void {
  waiting.push(...entries);
  waiting.sort((a, b) => a.at - b.at);
  settle(waiting.splice(0, waiting.length - MAX_EVENTS));
}

/** Keeps the event, which is the tag's own from now on; returns what plugins made of it. */
export function post(original: Event, head: Head): Event | null {
  const event: Event | null = hook("beforeSend", original);
  if (event?.id) {
    const entry = { event, head, at: clock() };
    // Without a network at once: the page may not live for a second.
    const delay = navigator.onLine ? UNSAVED_MS : 0;
    // Nothing is written for someone who gave no consent.
    if (head.visitor) {
      unsaved.push(entry);
      timer = (delay && timer) || setTimeout(save, delay);
    }
    if (waiting.push(entry) > MAX_EVENTS) settle(waiting.splice(0, 1));
  }
  return event;
}

/** Brings back what earlier page loads left behind. */
export async function recover(): Promise<void> {
  const before = wipes;
  const entries = await onDisk<Promise<Entry[]>>(
    (objects) => promisifyRequest(objects.getAll()),
    true,
  );
  if (wipes !== before || !entries) return;
  keep(entries);
  // An empty one goes, so that the next page need not look into it.
  if (!entries[0]) wipeDisk();
}

/**
 * Takes events of the newest one's session, about `limit` characters of them and at least one, in the
 * order in which they happened.
 */
export function take(limit: number): Entry[] {
  const [newest] = waiting.slice(-1);
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
  waiting.length = unsaved.length = 0;
  wipes++;
  wipeDisk();
}
