import type { OrderRow } from "./order-rows.ts";

/** Rows that are held at most; then the transactions that have been complete for longest go on. */
const MAX_HELD = 20_000;
/** Rows of other transactions after which one is taken to be complete. */
const COMPLETE_AFTER = 5_000;
/** Rows of one transaction, and characters of their ids and categories. */
const MAX_ROWS = 5_000;
const MAX_CHARS = 600_000;

interface Gathering {
  rows: OrderRow[];
  chars: number;
  /** Rows that had come when its latest did. */
  latest: number;
}

/**
 * Gathers the rows of each transaction, which need not lie beside each other: one is complete when
 * 5 000 rows of others have followed its last. What comes of it later still is told as its continuation.
 * The same rows make the same gatherings, so that a file that is read again is gathered as before.
 */
export class Gatherer {
  readonly #open = new Map<string, Gathering>();
  #came = 0;
  #held = 0;

  /** Takes a row in under the key of its transaction; false when that has too many already. */
  add(key: string, row: OrderRow): boolean {
    this.#came += 1;
    const known = this.#open.get(key) ?? { rows: [], chars: 0, latest: 0 };
    known.latest = this.#came;
    // The one with the latest row last, so that the first is the one that is complete first.
    this.#open.delete(key);
    this.#open.set(key, known);
    known.chars += (row.item?.length ?? 0) + row.category.length;
    if (known.rows.length >= MAX_ROWS || known.chars > MAX_CHARS) return false;
    known.rows.push(row);
    this.#held += 1;
    return true;
  }

  /** The complete ones, once so much is held that it is time to tell them. */
  takeComplete(): OrderRow[][] {
    if (this.#held < MAX_HELD) return [];
    return this.#take(({ latest }) => this.#came - latest >= COMPLETE_AFTER);
  }

  /** All that is held: the file is at its end. */
  takeAll(): OrderRow[][] {
    return this.#take(() => true);
  }

  #take(isComplete: (gathering: Gathering) => boolean): OrderRow[][] {
    const taken: OrderRow[][] = [];
    for (const [key, gathering] of this.#open) {
      if (!isComplete(gathering)) break;
      this.#open.delete(key);
      this.#held -= gathering.rows.length;
      taken.push(gathering.rows);
    }
    return taken;
  }
}
