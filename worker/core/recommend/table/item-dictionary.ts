import { grown } from "./grown.ts";

/** Exponents whose discounts are kept: the table's own, and those that a tuning tries beside it. */
const KEPT_EXPONENTS = 4;

/** Items by number: their ids, how often each came up, and what that is held against them. */
export class ItemDictionary {
  readonly #popularityDiscount: number;
  readonly #numbers = new Map<string, number>();
  readonly #ids: string[] = [];
  #counts = new Float64Array(64);
  /** By exponent: `discount` of each item, since a power costs more than all else in a read. */
  readonly #discounts = new Map<number, Float64Array>();

  /** @param popularityDiscount the exponent that is kept always */
  constructor(popularityDiscount: number) {
    this.#popularityDiscount = popularityDiscount;
    this.#discounts.set(popularityDiscount, new Float64Array(64));
  }

  /** Number of items. */
  get size(): number {
    return this.#numbers.size;
  }

  /** The number that the next new item will get. */
  get nextNumber(): number {
    return this.#ids.length;
  }

  find(id: string): number | undefined {
    return this.#numbers.get(id);
  }

  has(number: number): boolean {
    return this.#ids[number] !== undefined;
  }

  id(number: number): string {
    return this.#ids[number]!;
  }

  count(number: number): number {
    return this.#counts[number]!;
  }

  /** The number of a new item. */
  add(id: string): number {
    const number = this.#ids.length;
    this.set(number, id, 0);
    return number;
  }

  set(number: number, id: string, count: number): void {
    this.#numbers.set(id, number);
    this.#ids[number] = id;
    if (number >= this.#counts.length) {
      this.#counts = grown(this.#counts, number + 1);
      for (const [exponent, discounts] of this.#discounts)
        this.#discounts.set(exponent, grown(discounts, number + 1));
    }
    this.#setCount(number, count);
  }

  click(number: number, weight: number): void {
    this.#setCount(number, this.#counts[number]! + weight);
  }

  /** By item number, what its popularity leaves of it. Good until the next item or click. */
  discounts(exponent = this.#popularityDiscount): Float64Array {
    const kept = this.#discounts.get(exponent);
    if (kept !== undefined) return kept;
    if (this.#discounts.size === KEPT_EXPONENTS) {
      const [, oldest] = this.#discounts.keys();
      this.#discounts.delete(oldest!);
    }
    const discounts = this.#counts.map((count) => discount(count, exponent));
    this.#discounts.set(exponent, discounts);
    return discounts;
  }

  #setCount(number: number, count: number): void {
    this.#counts[number] = count;
    for (const [exponent, discounts] of this.#discounts)
      discounts[number] = discount(count, exponent);
  }
}

/** `count^-exponent`; an item that was only ever named counts as one that came up once. */
const discount = (count: number, exponent: number): number => (count || 1) ** -exponent;
