/** The state of an object's memory. */
export interface Revision {
  /** Another whenever the object is brought up again, or whatever it told may be wrong. */
  of: string;
  /** Changes so far. */
  count: number;
}

/** What an object says to whoever holds what it told before. */
export interface Told {
  /** Of all that it tells now. */
  revision: Revision;
  /** What is another since the revision that was asked about; null where it may be anything. */
  changed: string[] | null;
}

/** Names that are remembered: for some seconds those of a busy shop. */
const MAX_NAMES = 4_096;

/**
 * What has changed of late in an object's memory, by name, so that who holds what was read at a
 * revision can hear which of it stands no longer. Nothing is stored.
 */
export class RecentChanges {
  /** By name the count of its last change, the oldest first. */
  readonly #names = new Map<string, number>();
  #of = crypto.randomUUID();
  #count = 0;
  /** Up to this count names have been forgotten. */
  #forgotten = 0;

  /** Notes one change, of these names. */
  note(names: Iterable<string>): void {
    this.#count += 1;
    for (const name of names) {
      this.#names.delete(name);
      this.#names.set(name, this.#count);
    }
    for (const [name, count] of this.#names) {
      if (this.#names.size <= MAX_NAMES) return;
      this.#names.delete(name);
      this.#forgotten = count;
    }
  }

  /** Anything may be another now. */
  noteAll(): void {
    this.#of = crypto.randomUUID();
    this.#names.clear();
    this.#count = this.#forgotten = 0;
  }

  /** What to say to who holds what was told at a revision, or null for who holds nothing. */
  since(known: Revision | null): Told {
    const revision = { of: this.#of, count: this.#count };
    if (known?.of !== this.#of || known.count < this.#forgotten) return { revision, changed: null };
    const changed: string[] = [];
    for (const [name, count] of this.#names) if (count > known.count) changed.push(name);
    return { revision, changed };
  }
}

/** Whether what was read at `revision` is as new as what is known: undefined of nothing. */
export const isAsNew = (revision: Revision, known: Revision | undefined): boolean =>
  known === undefined || (revision.of === known.of && revision.count >= known.count);

export const isOlder = (revision: Revision, known: Revision | undefined): boolean =>
  revision.of === known?.of && revision.count < known.count;
