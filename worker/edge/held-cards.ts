import { type Card, idsIn, type Naming } from "../core/catalogue/index.ts";
import { isAsNew, isOlder, type Revision, type Told } from "./recent-changes.ts";
import { Standing } from "./standing.ts";

/**
 * What this isolate holds of one shop's catalogue. A map of cards only grows: what was taken from the
 * catalogue at one time stays as it was for whoever reads it.
 */
export class HeldCards {
  readonly standing = new Standing();
  /** As of which all of this stands; undefined while nothing was heard. */
  revision: Revision | undefined;
  /** Of the price and stock ledger. */
  version = 0;
  /** Null for an id that the catalogue does not know. */
  cards = new Map<string, Card | null>();
  /** What names nothing but items that are here. */
  #complete = new WeakSet<Naming>();

  /** How many ids it knows of. */
  get size(): number {
    return this.cards.size;
  }

  /**
   * What is not here of `ids`, and of what `kept` names.
   *
   * @param kept what is kept by others as well and never changes, so that it is gone through once
   */
  missing(ids: Iterable<string>, kept: readonly Naming[]): Set<string> {
    const missing = new Set<string>();
    for (const id of ids) if (!this.cards.has(id)) missing.add(id);
    for (const naming of kept) {
      if (this.#complete.has(naming)) continue;
      let isComplete = true;
      for (const id of idsIn(naming))
        if (!this.cards.has(id)) {
          missing.add(id);
          isComplete = false;
        }
      if (isComplete) this.#complete.add(naming);
    }
    return missing;
  }

  /** Forgets what the catalogue says has changed; the rest stands at `now`. */
  stand({ revision, changed, version }: Told & { version: number }, now: number): void {
    if (isOlder(revision, this.revision)) return;
    if (changed === null || changed.length > 0) {
      this.cards = new Map(changed === null ? [] : this.cards);
      this.#complete = new WeakSet();
      for (const id of changed ?? []) this.cards.delete(id);
    }
    this.revision = revision;
    this.version = version;
    this.standing.confirm(now);
  }

  /** Takes in cards that were read at a revision, unless that was before what is known by now. */
  put(cards: ReadonlyMap<string, Card | null>, revision: Revision): boolean {
    if (!isAsNew(revision, this.revision)) return false;
    for (const [id, card] of cards) this.cards.set(id, card);
    return true;
  }
}
