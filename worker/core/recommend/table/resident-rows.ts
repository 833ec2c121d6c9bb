import { grown } from "./grown.ts";
import { decodeRow, type ItemRow } from "./row-codec.ts";
import type { RowPool } from "./row-pool.ts";

/** The stored row of an item by its number, if it has one. */
export type LoadStored = (number: number) => Uint8Array | undefined;

const NONE = -1;

/**
 * Which items' rows are in memory. A row comes in when it is first asked for; past `limit` another
 * goes for it that is in storage as it is and was not asked for lately (the clock algorithm: one bit
 * a row, cleared as the hand passes). Rows that are not yet stored never go, so memory may exceed
 * `limit` until they are.
 */
export class ResidentRows {
  readonly #pool: RowPool;
  readonly #limit: number;
  readonly #load: LoadStored;
  readonly #changed: ReadonlySet<number>;
  #resident = 0;
  #hand = 0;
  /** By item number: its row + 1; 0 when it is not here. */
  #rowOf = new Uint32Array(64);
  /** By row: the number of its item. */
  #itemOf = new Int32Array(64).fill(NONE);
  /** By row: 1 when it was asked for since the hand last passed. */
  #asked = new Uint8Array(64);

  /** @param changed numbers of the items whose rows are not yet stored as they are */
  constructor(pool: RowPool, limit: number, changed: ReadonlySet<number>, load: LoadStored) {
    this.#pool = pool;
    this.#limit = limit;
    this.#changed = changed;
    this.#load = load;
  }

  /** Number of rows in memory. */
  get size(): number {
    return this.#resident;
  }

  /**
   * The row of an item; null when it has none.
   * @param check may refuse what is stored, by throwing
   */
  find(number: number, check: (row: ItemRow) => void): number | null {
    const known = (this.#rowOf[number] ?? 0) - 1;
    if (known >= 0) {
      this.#asked[known] = 1;
      return known;
    }
    const bytes = this.#load(number);
    if (bytes === undefined) return null;
    const stored = decodeRow(bytes);
    check(stored);
    this.#makeRoom();
    return this.#take(number, this.#pool.restore(stored));
  }

  /** A new row for an item that has none. */
  open(number: number, landmark: number): number {
    this.#makeRoom();
    return this.#take(number, this.#pool.open(landmark));
  }

  #take(number: number, row: number): number {
    if (number >= this.#rowOf.length) this.#rowOf = grown(this.#rowOf, number + 1);
    if (row >= this.#itemOf.length) {
      const known = this.#itemOf.length;
      this.#itemOf = grown(this.#itemOf, row + 1).fill(NONE, known);
      this.#asked = grown(this.#asked, row + 1);
    }
    this.#rowOf[number] = row + 1;
    this.#itemOf[row] = number;
    this.#asked[row] = 1;
    this.#resident += 1;
    return row;
  }

  #makeRoom(): void {
    if (this.#resident < this.#limit || this.#changed.size >= this.#resident) return;
    // Twice round at most: the first time the bits are cleared, the second all that are clean may go.
    for (let steps = 2 * this.#pool.rows; steps > 0 && this.#resident >= this.#limit; steps--) {
      const row = this.#hand;
      this.#hand = (row + 1) % this.#pool.rows;
      const number = this.#itemOf[row]!;
      if (number === NONE || this.#changed.has(number)) continue;
      if (this.#asked[row] === 0) this.#drop(row, number);
      else this.#asked[row] = 0;
    }
  }

  #drop(row: number, number: number): void {
    this.#pool.close(row);
    this.#rowOf[number] = 0;
    this.#itemOf[row] = NONE;
    this.#resident -= 1;
  }
}
