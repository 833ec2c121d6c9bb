import type { Batch } from "../../../worker/wire/batch.ts";
import type { Event } from "../../../worker/wire/event.ts";
import type { Disk } from "./disk.ts";

/** Whose event it is; one request carries events of one head. */
export type Head = Pick<Batch, "visitor" | "session" | "consent">;

/** An event as it is kept on disk. */
export interface Entry {
  event: Event;
  head: Head;
  /** Epoch ms when it happened, by the browser's clock. */
  at: number;
}

/** An event as it waits in memory. */
export interface Parcel extends Entry {
  /** When it happened on the clock of `performance.now()`; negative for an earlier page load. */
  start: number;
  /** Absent until sent; `flying` while a request carries it, `landed` when its outcome is unknown. */
  state?: "flying" | "landed" | undefined;
}

const MAX_EVENTS = 1000;
const MAX_AGE_MS = 7 * 86_400_000;

/** Size of `text` as it is sent, in bytes. */
export const bytesOf = (text: string): number => new Blob([text]).size;

const idsOf = (entries: Entry[]) => entries.map((entry) => entry.event.id);

/** Holds every event from the moment it happens until the server has acknowledged it. */
export function createOutbox(disk: Disk) {
  let parcels: Parcel[] = [];
  let wipes = 0;

  /** These are done with: acknowledged, refused for good, or more than the outbox holds. */
  function settle(ids: (string | null)[]): void {
    const gone = parcels.filter((parcel) => ids.includes(parcel.event.id));
    parcels = parcels.filter((parcel) => !gone.includes(parcel));
    // Without consent nothing was written, and asking the disk would create a database.
    if (gone[0]?.head.visitor) disk.eraseEntries(idsOf(gone));
  }

  function trim(): void {
    const isExcess = ({ at }: Parcel, index: number) =>
      index < parcels.length - MAX_EVENTS || Date.now() - at > MAX_AGE_MS;
    settle(idsOf(parcels.filter(isExcess)));
  }

  return {
    settle,

    /** Keeps a copy of the event, so that the page may reuse its objects; returns that copy. */
    post(original: Event, head: Head): Event {
      const event: Event = JSON.parse(JSON.stringify(original));
      const entry = { event, head, at: Date.now() };
      parcels.push({ ...entry, start: performance.now() });
      // Nothing is written for someone who gave no consent.
      if (head.visitor) disk.writeEntry(entry);
      trim();
      return event;
    },

    /** Brings back what earlier page loads left behind; what is too old or too much is dropped. */
    async recover(): Promise<void> {
      const before = wipes;
      const known = idsOf(parcels);
      const entries = (await disk.readEntries()).sort((a, b) => b.at - a.at);
      if (wipes !== before) return;
      for (const entry of entries) {
        if (known.includes(entry.event.id)) continue;
        const age = Math.max(0, Date.now() - entry.at);
        parcels.unshift({ ...entry, start: performance.now() - age });
      }
      trim();
    },

    /** Whether `count` events or more have not been carried by a request yet. */
    holds: (count: number) => parcels.filter((parcel) => !parcel.state).length >= count,

    /**
     * Takes the newest events of one head, at most `limit` bytes of them but at least one, in the
     * order in which they happened. Those that have `landed` come along when `again` is set.
     */
    take(limit: number, again: boolean): Parcel[] {
      const taken: Parcel[] = [];
      let head: string | undefined;
      for (let index = parcels.length; index--;) {
        const parcel = parcels[index]!;
        const own = JSON.stringify(parcel.head);
        if (parcel.state === "flying" || (parcel.state && !again) || own !== (head ??= own))
          continue;
        if ((limit -= bytesOf(JSON.stringify(parcel.event))) < 0 && taken.length) break;
        parcel.state = "flying";
        taken.unshift(parcel);
      }
      return taken;
    },

    /** Forgets everything, here and on disk. */
    wipe(): void {
      parcels = [];
      wipes++;
      disk.wipe();
    },
  };
}

export type Outbox = ReturnType<typeof createOutbox>;
