import type { Buyer, OrderLine, ValidOrder } from "../customer/index.ts";

export const DAY = 86_400_000;

/**
 * The orders that somebody decided on by `now`, the oldest first: renewals of a subscription are no
 * second purchase (METHODS §4), and what comes after `now` is not known yet. With an earlier `now`
 * everything in this folder answers as it would have then.
 */
export function decidedBy({ orders }: Buyer, now: number): ValidOrder[] {
  return orders.filter(({ subscription, time }) => !subscription && time <= now);
}

const itemsOfLines = new WeakMap<readonly OrderLine[], readonly string[]>();

/** The items of an order, each once. A report asks time and again. */
export function itemsOf({ lines }: ValidOrder): readonly string[] {
  let items = itemsOfLines.get(lines);
  if (items === undefined) {
    items = [...new Set(lines.map(({ item }) => item))];
    itemsOfLines.set(lines, items);
  }
  return items;
}

/** The categories of an order as they are written, each once; unknown ones left out. */
export const categoriesOf = ({ lines }: ValidOrder): string[] => [
  ...new Set(lines.map(({ category }) => category).filter((category) => category !== "")),
];

/** Distinct items in octaves: 0 for one, 1 for two or three, … 5 for 32 and more. */
export const sizeBucket = (items: number): number =>
  Math.min(5, Math.floor(Math.log2(Math.max(1, items))));
