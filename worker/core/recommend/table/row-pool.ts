import { MAX_EXPONENT, decayedBy } from "../shelf/forward-decay.ts";
import { grown } from "./grown.ts";
import type { ItemRow } from "./row-codec.ts";

/** A row in place: its entries are `from … to − 1` of two arrays that it shares with others. */
export interface RowView {
  neighbours: Uint32Array;
  weights: Float32Array;
  from: number;
  to: number;
  /** Epoch ms from which the weights are forward-decayed. */
  landmark: number;
}

/** Entries of one page, 64 KB of them; a place is the page's number and, below, that in the page. */
const PAGE_BITS = 13;
const PAGE = 2 ** PAGE_BITS;
const IN_PAGE = PAGE - 1;
const FIRST_CAPACITY = 4;
/** Steps this large leave less behind in places that were grown out of than they waste in the last. */
const GROWTH = 4;

/**
 * Rows of neighbours, packed into pages of numbers: an entry is 8 bytes, and a row costs some 20
 * beside its entries, where two arrays of its own would cost 200. A row is named by a small number
 * that stays the same while its entries move to a larger place, and is used again after `close`.
 */
export class RowPool {
  readonly #limit: number;
  readonly #rate: number;
  readonly #neighbours: Uint32Array[] = [];
  readonly #weights: Float32Array[] = [];
  /** Entries of the last page that are given out. */
  #used = PAGE;
  /** By capacity: places that rows have left. */
  readonly #free = new Map<number, number[]>();
  readonly #closed: number[] = [];
  #rows = 0;
  #starts = new Uint32Array(64);
  #capacities = new Uint16Array(64);
  #sizes = new Uint16Array(64);
  #landmarks = new Float64Array(64);

  /**
   * @param limit neighbours that a row keeps, at most `PAGE`
   * @param rate of forward decay, per ms
   */
  constructor(limit: number, rate: number) {
    this.#limit = Math.min(limit, PAGE);
    this.#rate = rate;
  }

  /** Rows that were ever open at one time: their names are below it. */
  get rows(): number {
    return this.#rows;
  }

  /** A new, empty row. */
  open(landmark: number): number {
    const row = this.#closed.pop() ?? this.#rows++;
    if (row === this.#starts.length) {
      this.#starts = grown(this.#starts, row + 1);
      this.#capacities = grown(this.#capacities, row + 1);
      this.#sizes = grown(this.#sizes, row + 1);
      this.#landmarks = grown(this.#landmarks, row + 1);
    }
    this.#capacities[row] = 0;
    this.#sizes[row] = 0;
    this.#landmarks[row] = landmark;
    return row;
  }

  /** A new row that holds what was stored; of more than `limit` neighbours the first. */
  restore({ neighbours, weights, landmark }: ItemRow): number {
    const row = this.open(landmark);
    const size = Math.min(neighbours.length, this.#limit);
    if (size === 0) return row;
    this.#move(row, this.#capacityFor(size));
    const { neighbours: all, weights: allWeights, from } = this.view(row);
    all.set(neighbours.subarray(0, size), from);
    allWeights.set(weights.subarray(0, size), from);
    this.#sizes[row] = size;
    return row;
  }

  close(row: number): void {
    this.#leave(row);
    this.#closed.push(row);
  }

  /** Where the entries of a row are, until the row is next written to. */
  view(row: number): RowView {
    const start = this.#starts[row]!;
    const page = start >>> PAGE_BITS;
    const from = start & IN_PAGE;
    return {
      neighbours: this.#neighbours[page] ?? NOTHING.neighbours,
      weights: this.#weights[page] ?? NOTHING.weights,
      from,
      to: from + this.#sizes[row]!,
      landmark: this.#landmarks[row]!,
    };
  }

  /** The row by itself, in place: good until the row is next written to. */
  entries(row: number): ItemRow {
    const { neighbours, weights, from, to, landmark } = this.view(row);
    return {
      neighbours: neighbours.subarray(from, to),
      weights: weights.subarray(from, to),
      landmark,
    };
  }

  /** What a weight of 1 learnt at `at` is stored as in this row; moves its landmark when it must. */
  growth(row: number, at: number): number {
    if (this.#rate * (at - this.#landmarks[row]!) > MAX_EXPONENT) this.#moveLandmark(row, at);
    return Math.exp(this.#rate * (at - this.#landmarks[row]!));
  }

  /**
   * Adds `weight`, already multiplied by `growth`, to that of `neighbour`. When the row already holds
   * `limit` neighbours, a newcomer takes the place of the smallest with its own weight. Inheriting
   * the weight it replaces, as Space-Saving does, would let one-time visitors crowd out what is known
   * (METHODS §1: 1.1 points of hit rate at 64 neighbours).
   */
  strengthen(row: number, neighbour: number, weight: number): void {
    const size = this.#sizes[row]!;
    const start = this.#starts[row]!;
    const from = start & IN_PAGE;
    const to = from + size;
    const neighbours = this.#neighbours[start >>> PAGE_BITS] ?? NOTHING.neighbours;
    let slot = from;
    while (slot < to && neighbours[slot] !== neighbour) slot++;
    if (slot < to) {
      this.#weights[start >>> PAGE_BITS]![slot]! += weight;
      return;
    }
    if (size < this.#limit) this.#append(row, neighbour, weight);
    else {
      const weights = this.#weights[start >>> PAGE_BITS]!;
      const place = smallest(weights, from, to);
      neighbours[place] = neighbour;
      weights[place] = weight;
    }
  }

  #append(row: number, neighbour: number, weight: number): void {
    const size = this.#sizes[row]!;
    if (size === this.#capacities[row]) this.#move(row, this.#capacityFor(size + 1));
    this.#sizes[row] = size + 1;
    const { neighbours, weights, to } = this.view(row);
    neighbours[to - 1] = neighbour;
    weights[to - 1] = weight;
  }

  #moveLandmark(row: number, landmark: number): void {
    const { weights, from, to, landmark: before } = this.view(row);
    const factor = decayedBy(before, landmark, this.#rate);
    for (let slot = from; slot < to; slot++) weights[slot]! *= factor;
    this.#landmarks[row] = landmark;
  }

  #capacityFor(size: number): number {
    let capacity = FIRST_CAPACITY;
    while (capacity < size) capacity *= GROWTH;
    return Math.min(capacity, this.#limit);
  }

  /** Moves the entries of a row to a place with room for `capacity` of them. */
  #move(row: number, capacity: number): void {
    const { neighbours, weights, from, to } = this.view(row);
    this.#leave(row);
    this.#starts[row] = this.#place(capacity);
    this.#capacities[row] = capacity;
    const into = this.view(row);
    into.neighbours.set(neighbours.subarray(from, to), into.from);
    into.weights.set(weights.subarray(from, to), into.from);
  }

  #leave(row: number): void {
    const capacity = this.#capacities[row]!;
    if (capacity === 0) return;
    const left = this.#free.get(capacity);
    if (left === undefined) this.#free.set(capacity, [this.#starts[row]!]);
    else left.push(this.#starts[row]!);
    this.#capacities[row] = 0;
  }

  #place(capacity: number): number {
    const left = this.#free.get(capacity)?.pop();
    if (left !== undefined) return left;
    if (this.#used + capacity > PAGE) {
      this.#neighbours.push(new Uint32Array(PAGE));
      this.#weights.push(new Float32Array(PAGE));
      this.#used = 0;
    }
    const start = (this.#neighbours.length - 1) * PAGE + this.#used;
    this.#used += capacity;
    return start;
  }
}

const NOTHING = { neighbours: new Uint32Array(), weights: new Float32Array() };

function smallest(weights: Float32Array, from: number, to: number): number {
  let slot = from;
  for (let other = from + 1; other < to; other++) {
    if (weights[other]! < weights[slot]!) slot = other;
  }
  return slot;
}
