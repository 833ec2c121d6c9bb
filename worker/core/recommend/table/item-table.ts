import { DAY, decayRate, decayedBy } from "../shelf/forward-decay.ts";
import { ItemDictionary } from "./item-dictionary.ts";
import { type ScaledRow, type TableAsk, nextByNumber } from "./next-by-number.ts";
import type { NextItem } from "./next-items.ts";
import { NumberBoard } from "./number-board.ts";
import { type LoadStored, ResidentRows } from "./resident-rows.ts";
import { encodeRow, type ItemRow } from "./row-codec.ts";
import { RowPool } from "./row-pool.ts";
import { eachPair } from "./session-pairs.ts";

/** METHODS §1. A table keeps the options that it learnt with: they are baked into its weights. */
export interface ItemTableOptions {
  /** Two clicks further apart than this teach nothing. Default 10. */
  maxDistance?: number;
  /** Share of the forward lesson `1/√d` that the way back gets. Default 0.75. */
  backward?: number;
  /** Milliseconds in which what was learnt counts half. Default 90 days. */
  halfLife?: number;
  /** Neighbours kept per item. Default 64. */
  neighbours?: number;
  /** Exponent by which a neighbour's own popularity is held against it. Default 0.3. */
  popularityDiscount?: number;
  /** Rows kept in memory where they can be loaded again, some 0.5 KB each when full. Default 32 768. */
  rowsInMemory?: number;
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

/** Which items' rows a table keeps. */
export type Owns = (id: string) => boolean;

const ALL_ITEMS: Owns = () => true;

const NO_ROW: ItemRow = { neighbours: new Uint32Array(), weights: new Float32Array(), landmark: 0 };

function checkLesson(at: number, weight: number): void {
  if (!Number.isFinite(at)) throw new RangeError(`a session needs a finite time, got ${at}`);
  if (!(weight > 0 && weight < Infinity)) throw new RangeError(`weight must be > 0, got ${weight}`);
}

/**
 * The directed item-to-item table: which items are viewed around which, nearer and later ones
 * counting more. Learns a session at a time, answers in microseconds.
 *
 * The dictionary and the counts live in memory (scoring a neighbour needs the neighbour's count);
 * rows are fetched by `load` when touched, and only so many are kept.
 */
export class ItemTable {
  readonly #maxDistance: number;
  readonly #backward: number;
  readonly #rate: number;
  readonly #items: ItemDictionary;
  readonly #pool: RowPool;
  readonly #rows: ResidentRows;
  readonly #dirty = new Set<number>();
  readonly #board = new NumberBoard();

  /** @param load the stored row of an item; without it all rows stay in memory */
  constructor(options: ItemTableOptions = {}, load?: LoadStored) {
    this.#maxDistance = options.maxDistance ?? 10;
    this.#backward = options.backward ?? 0.75;
    this.#rate = decayRate(options.halfLife ?? 90 * DAY);
    this.#items = new ItemDictionary(options.popularityDiscount ?? 0.3);
    this.#pool = new RowPool(options.neighbours ?? 64, this.#rate);
    const limit = load === undefined ? Infinity : (options.rowsInMemory ?? 32_768);
    this.#rows = new ResidentRows(this.#pool, limit, this.#dirty, load ?? (() => undefined));
  }

  /** Number of items known. */
  get size(): number {
    return this.#items.size;
  }

  /** Number of rows in memory. */
  get rowsInMemory(): number {
    return this.#rows.size;
  }

  /** Fills an empty table with what `takeDirty` once gave, rows aside: `[number, id, count]` each. */
  loadDictionary(items: Iterable<readonly [number: number, id: string, count: number]>): void {
    for (const [number, id, count] of items) this.#items.set(number, id, count);
  }

  /**
   * Learns one finished session. For two distinct items `d ≤ maxDistance` clicks apart the later is
   * strengthened by `1/√d` in the row of the earlier, and the earlier by `backward/√d` in the row of
   * the later. See `eachPair` for items that come up again.
   *
   * METHODS §1 has `1/d` up to five clicks. On the last 6 % of the training sessions of RetailRocket,
   * Diginetica and Tmall, `1/√d` up to ten gains 0.3, 0.5 and 0.2 points of hit rate over it.
   *
   * @param session item ids in the order they were viewed, repeats included
   * @param at epoch ms of the session; may be earlier than what was learnt before
   * @param weight what this session counts for, above 0
   * @param owns the items whose rows are kept here, where a table is spread over several shards
   * @throws {RangeError} when `at` or `weight` is no such number; nothing is learnt then
   */
  learn(session: readonly string[], at: number, weight = 1, owns: Owns = ALL_ITEMS): void {
    checkLesson(at, weight);
    const { clicks, distinct } = this.#numbered(session);
    for (const place of clicks) this.#items.click(distinct[place]!, weight);
    const rows = distinct.map((number) => this.#ownRow(number, at, owns));
    const growths = rows.map((row) => (row === null ? 0 : weight * this.#pool.growth(row, at)));
    eachPair(clicks, distinct.length, this.#maxDistance, (earlier, later, d) => {
      const share = 1 / Math.sqrt(d);
      this.#strengthen(rows[earlier]!, distinct[later]!, share * growths[earlier]!);
      this.#strengthen(rows[later]!, distinct[earlier]!, this.#backward * share * growths[later]!);
    });
  }

  /**
   * Learns pairs that belong together in another way than by their places in a session: `to` is
   * strengthened by `weight` in the row of `from`.
   *
   * @param counted items that came up once more, each once
   * @param at epoch ms; may be earlier than what was learnt before
   * @throws {RangeError} when `at` or a weight is no such number; nothing is learnt then
   */
  learnPairs(
    counted: readonly string[],
    pairs: readonly (readonly [from: string, to: string, weight: number])[],
    at: number,
    owns: Owns = ALL_ITEMS,
  ): void {
    for (const [, , weight] of pairs) checkLesson(at, weight);
    for (const id of counted) {
      const number = this.#numberOf(id);
      this.#items.click(number, 1);
      this.#ownRow(number, at, owns);
    }
    for (const [from, to, weight] of pairs) {
      const neighbour = this.#numberOf(to);
      const row = this.#ownRow(this.#numberOf(from), at, owns);
      if (row !== null) this.#strengthen(row, neighbour, weight * this.#pool.growth(row, at));
    }
  }

  /** How often an item came up in all that was learnt; 0 for one that never did. */
  count(id: string): number {
    const number = this.#items.find(id);
    return number === undefined ? 0 : this.#items.count(number);
  }

  /**
   * What is viewed around an item, as of `now`: neighbour `j` of item `i` scores
   * `weight_ij(now) / (√count_i · count_j^popularityDiscount)`.
   *
   * @param popularityDiscount another than the table's own
   * @returns null when the item is not known or nothing was ever viewed around it
   */
  neighbours(id: string, now: number, popularityDiscount?: number): Neighbours | null {
    const number = this.#items.find(id);
    const row = number === undefined ? null : this.#find(number);
    if (number === undefined || row === null) return null;
    const { neighbours, weights, from, to, landmark } = this.#pool.view(row);
    if (from === to) return null;

    const scale = this.#scale(number, landmark, now);
    const discounts = this.#items.discounts(popularityDiscount);
    const ids: string[] = [];
    const scores: number[] = [];
    for (let slot = from; slot < to; slot++) {
      const neighbour = neighbours[slot]!;
      ids.push(this.#items.id(neighbour));
      // In this order, so that a discount that is applied elsewhere gives the same bits.
      scores.push(weights[slot]! * scale * discounts[neighbour]!);
    }
    return { ids, scores };
  }

  /**
   * What `nextItems` answers from this table's rows as of `now`, without making lists of them.
   * @throws {Error} when a stored row is corrupt
   */
  next(ask: TableAsk): NextItem[] {
    const scaledRow = (number: number): ScaledRow | null => {
      const row = this.#find(number);
      if (row === null) return null;
      const view = this.#pool.view(row);
      return { view, scale: this.#scale(number, view.landmark, ask.now) };
    };
    return nextByNumber(ask, this.#items, this.#board, scaledRow);
  }

  /** What has changed since the last call, for storage; afterwards nothing counts as changed. */
  takeDirty(): StoredItem[] {
    const items = Array.from(this.#dirty, (number) => {
      const row = this.#find(number);
      return {
        number,
        id: this.#items.id(number),
        count: this.#items.count(number),
        blob: encodeRow(row === null ? NO_ROW : this.#pool.entries(row)),
      };
    });
    this.#dirty.clear();
    return items;
  }

  #strengthen(row: number | null, neighbour: number, amount: number): void {
    if (row !== null) this.#pool.strengthen(row, neighbour, amount);
  }

  /** The row of an item for writing; null where it is not kept here. */
  #ownRow(number: number, at: number, owns: Owns): number | null {
    if (!owns(this.#items.id(number))) return null;
    this.#dirty.add(number);
    return this.#find(number) ?? this.#rows.open(number, at);
  }

  #find(number: number): number | null {
    return this.#rows.find(number, ({ neighbours }) => {
      for (const neighbour of neighbours) {
        if (this.#items.has(neighbour)) continue;
        throw new Error(`Corrupt item row ${number}: item ${neighbour} is not in the dictionary`);
      }
    });
  }

  #numberOf(id: string): number {
    const known = this.#items.find(id);
    if (known !== undefined) return known;
    const number = this.#items.add(id);
    // Rows name it by its number from now on, wherever its own row is kept.
    this.#dirty.add(number);
    return number;
  }

  /** A session as places in the list of its distinct items. */
  #numbered(session: readonly string[]): { clicks: number[]; distinct: number[] } {
    const places = new Map<number, number>();
    const clicks = session.map((id) => {
      const number = this.#numberOf(id);
      const place = places.get(number) ?? places.size;
      places.set(number, place);
      return place;
    });
    return { clicks, distinct: [...places.keys()] };
  }

  /** What the weights of an item's row are multiplied by, the discount aside. */
  #scale(number: number, landmark: number, now: number): number {
    return decayedBy(landmark, now, this.#rate) / Math.sqrt(this.#items.count(number) || 1);
  }
}
