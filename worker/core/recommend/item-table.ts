import { DAY, decayRate, decayedBy } from "./forward-decay.ts";
import { type ItemRow, emptyRow, strengthen } from "./item-row.ts";
import { eachPair } from "./session-pairs.ts";
import { decodeRow, encodeRow } from "./row-codec.ts";

/** METHODS §1. A table keeps the options that it learnt with: they are baked into its weights. */
export interface ItemTableOptions {
  /** Two clicks further apart than this teach nothing. Default 5. */
  maxDistance?: number;
  /** Share of the forward lesson `1/d` that the way back gets. Default 0.75. */
  backward?: number;
  /** Milliseconds in which what was learnt counts half. Default 90 days. */
  halfLife?: number;
  /** Neighbours kept per item. Default 64. */
  neighbours?: number;
  /** Exponent by which a neighbour's own popularity is held against it. Default 0.3. */
  popularityDiscount?: number;
}

/**
 * What is viewed around an item. Scores are final: normalised, and decayed to the asked time. In no
 * particular order: whoever reads sums several rows and sorts the few best of the sum.
 */
export interface Neighbours {
  ids: string[];
  scores: number[];
}

/** One item as storage keeps it. */
export interface StoredItem {
  number: number;
  id: string;
  /** All clicks ever learnt, undecayed. */
  count: number;
  /** `encodeRow` of what follows the item. */
  blob: Uint8Array<ArrayBuffer>;
}

/**
 * The directed item-to-item table: which items are viewed around which, nearer and later ones
 * counting more. Learns a session at a time, answers in microseconds.
 *
 * The dictionary and the counts live in memory (scoring a neighbour needs the neighbour's count);
 * rows are fetched by `load` when first touched.
 */
export class ItemTable {
  readonly #maxDistance: number;
  readonly #backward: number;
  readonly #rate: number;
  readonly #limit: number;
  readonly #popularityDiscount: number;
  readonly #load: (number: number) => Uint8Array | undefined;

  readonly #numbers = new Map<string, number>();
  readonly #ids: string[] = [];
  readonly #counts: number[] = [];
  /** `count^-popularityDiscount`, kept because a power costs more than all else in a read. */
  readonly #discounts: number[] = [];
  readonly #rows: (ItemRow | undefined)[] = [];
  /** Scratch by item number, all 0 between calls: 1 + the item's place in the list being made. */
  readonly #places: number[] = [];
  readonly #dirty = new Set<number>();

  /** @param load the stored row of an item by its number, if it has one */
  constructor(
    options: ItemTableOptions = {},
    load: (number: number) => Uint8Array | undefined = () => undefined,
  ) {
    this.#maxDistance = options.maxDistance ?? 5;
    this.#backward = options.backward ?? 0.75;
    this.#rate = decayRate(options.halfLife ?? 90 * DAY);
    this.#limit = options.neighbours ?? 64;
    this.#popularityDiscount = options.popularityDiscount ?? 0.3;
    this.#load = load;
  }

  /** Number of items known. */
  get size(): number {
    return this.#numbers.size;
  }

  /** Fills an empty table with what `takeDirty` once gave, rows aside: `[number, id, count]` each. */
  loadDictionary(items: Iterable<readonly [number: number, id: string, count: number]>): void {
    for (const [number, id, count] of items) {
      this.#numbers.set(id, number);
      this.#ids[number] = id;
      this.#places[number] = 0;
      this.#setCount(number, count);
    }
  }

  /**
   * Learns one finished session. For two distinct items `d ≤ maxDistance` clicks apart the later is
   * strengthened by `1/d` in the row of the earlier, and the earlier by `backward/d` in the row of
   * the later. See `eachPair` for items that come up again.
   *
   * @param session item ids in the order they were viewed, repeats included
   * @param at epoch ms of the session; may be earlier than what was learnt before
   * @param weight what this session counts for, above 0
   * @throws {RangeError} when `at` or `weight` is no such number; nothing is learnt then
   */
  learn(session: readonly string[], at: number, weight = 1): void {
    if (!Number.isFinite(at)) throw new RangeError(`a session needs a finite time, got ${at}`);
    if (!(weight > 0 && weight < Infinity))
      throw new RangeError(`weight must be > 0, got ${weight}`);

    const numbers = session.map((id) => this.#numberOf(id));
    const distinct: number[] = [];
    const clicks = numbers.map((number) => this.#place(number, distinct));
    this.#forgetPlaces(distinct);

    for (const number of numbers) this.#setCount(number, this.#counts[number]! + weight);
    for (const number of distinct) this.#dirty.add(number);
    const rows = distinct.map((number) => this.#row(number, at));
    eachPair(clicks, distinct.length, this.#maxDistance, (earlier, later, d) => {
      const forward = weight / d;
      this.#strengthen(rows[earlier]!, distinct[later]!, forward, at);
      this.#strengthen(rows[later]!, distinct[earlier]!, this.#backward * forward, at);
    });
  }

  /**
   * What is viewed around an item, as of `now`: neighbour `j` of item `i` scores
   * `weight_ij(now) / (count_j^popularityDiscount · √count_i)`.
   *
   * @returns null when the item is not known or nothing was ever viewed around it
   */
  neighbours(id: string, now: number): Neighbours | null {
    const number = this.#numbers.get(id);
    if (number === undefined) return null;
    const { neighbours, weights, size, landmark } = this.#row(number, now);
    if (size === 0) return null;

    const scale = decayedBy(landmark, now, this.#rate) / Math.sqrt(this.#counts[number]!);
    const ids: string[] = [];
    const scores: number[] = [];
    for (let slot = 0; slot < size; slot++) {
      const neighbour = neighbours[slot]!;
      ids.push(this.#ids[neighbour]!);
      scores.push(weights[slot]! * this.#discounts[neighbour]! * scale);
    }
    return { ids, scores };
  }

  /** What has changed since the last call, for storage; afterwards nothing counts as changed. */
  takeDirty(): StoredItem[] {
    const items = Array.from(this.#dirty, (number) => ({
      number,
      id: this.#ids[number]!,
      count: this.#counts[number]!,
      blob: encodeRow(this.#rows[number]!),
    }));
    this.#dirty.clear();
    return items;
  }

  #strengthen(row: ItemRow, neighbour: number, amount: number, at: number): void {
    strengthen(row, neighbour, amount, at, this.#rate, this.#limit);
  }

  #numberOf(id: string): number {
    const known = this.#numbers.get(id);
    if (known !== undefined) return known;
    const number = this.#ids.length;
    this.#numbers.set(id, number);
    this.#ids.push(id);
    this.#counts.push(0);
    this.#places.push(0);
    return number;
  }

  #setCount(number: number, count: number): void {
    this.#counts[number] = count;
    this.#discounts[number] = count ** -this.#popularityDiscount;
  }

  /** The place of an item in `list`, to which it is added when it is not there yet. */
  #place(number: number, list: number[]): number {
    this.#places[number] ||= list.push(number);
    return this.#places[number]! - 1;
  }

  #forgetPlaces(list: readonly number[]): void {
    for (const number of list) this.#places[number] = 0;
  }

  #row(number: number, at: number): ItemRow {
    const known = this.#rows[number];
    if (known !== undefined) return known;
    const blob = this.#load(number);
    if (blob === undefined) return (this.#rows[number] = emptyRow(at));
    const row = decodeRow(blob);
    for (const neighbour of row.neighbours) {
      if (this.#ids[neighbour] !== undefined) continue;
      throw new Error(`Corrupt item row ${number}: item ${neighbour} is not in the dictionary`);
    }
    return (this.#rows[number] = row);
  }
}
