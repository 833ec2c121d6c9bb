import { DAY } from "./forward-decay.ts";

/** An order that the same buyer made before. */
export interface EarlierOrder {
  /** Epoch ms. */
  at: number;
  items: string[];
}

/** Orders further apart are of two needs, not of one. */
export const BASKET_DAYS = 90;

/** Days in which what was bought after an item counts half of what was bought with it. */
const HALF_LIFE = 30 * DAY;

/** A wholesale order of hundreds of lines says little of any two of them. */
const MAX_LINES = 32;

/**
 * What one order teaches of what goes with what: two goods of one basket weigh 1 for each other, and
 * what was bought `d` days after an item weighs `0.5^(d/30)` for that item, up to 90 days.
 *
 * @param bought distinct ids of the order made at `at` (epoch ms)
 */
export function basketPairs(
  bought: readonly string[],
  before: readonly EarlierOrder[],
  at: number,
): [from: string, to: string, weight: number][] {
  const basket = bought.slice(0, MAX_LINES);
  const pairs: [string, string, number][] = [];
  const teach = (from: Iterable<string>, weight: number): void => {
    for (const one of from)
      for (const other of basket) if (other !== one) pairs.push([one, other, weight]);
  };
  teach(basket, 1);
  for (const order of before) {
    const gap = at - order.at;
    if (gap < 0 || gap > BASKET_DAYS * DAY) continue;
    teach(new Set(order.items.slice(0, MAX_LINES)), 0.5 ** (gap / HALF_LIFE));
  }
  return pairs;
}
