import type { Buyer, ValidOrder } from "../customer/index.ts";
import { DAY, decidedBy, itemsOf } from "./orders.ts";

/** What people buy next, learnt from all orders up to a moment. */
export interface AfterFirst {
  /** Item → share of recent orders that hold it. */
  popularity: ReadonlyMap<string, number>;
  /** Item → how often the next order held it again, of how many. */
  rebuys: ReadonlyMap<string, Rebuys>;
  /** How much likelier an item is in an order when the one before held it, over the shop. */
  lift: number;
}

interface Rebuys {
  again: number;
  of: number;
}

export interface NextItem {
  item: string;
  /** Chance that the next order holds it. */
  probability: number;
  /** It was in this order too. */
  again: boolean;
}

/** After so many days an order counts half in the popularity (proposal). */
const HALF_LIFE = 30;
/** The shop's lift counts as so many orders of an item. */
const WEIGHT = 10;

/** Learns from what was ordered before `now`. */
export function fitAfterFirst(buyers: readonly Buyer[], now: number): AfterFirst {
  const popularity = new Map<string, number>();
  const rebuys = new Map<string, Rebuys>();
  let orders = 0;
  for (const buyer of buyers) {
    let before: readonly string[] = [];
    for (const order of decidedBy(buyer, now)) {
      const weight = 0.5 ** ((now - order.time) / (HALF_LIFE * DAY));
      const items = itemsOf(order);
      orders += weight;
      for (const item of items) popularity.set(item, (popularity.get(item) ?? 0) + weight);
      count(rebuys, before, new Set(items));
      before = items;
    }
  }
  for (const [item, weight] of popularity) popularity.set(item, weight / orders);
  return { popularity, rebuys, lift: liftOf(popularity, rebuys) };
}

function count(rebuys: Map<string, Rebuys>, before: readonly string[], items: Set<string>): void {
  for (const item of before) {
    let known = rebuys.get(item);
    if (known === undefined) rebuys.set(item, (known = { again: 0, of: 0 }));
    known.of++;
    if (items.has(item)) known.again++;
  }
}

function liftOf(
  popularity: ReadonlyMap<string, number>,
  rebuys: ReadonlyMap<string, Rebuys>,
): number {
  let [again, expected] = [0, 0];
  for (const [item, known] of rebuys) {
    again += known.again;
    expected += known.of * (popularity.get(item) ?? 0);
  }
  return expected === 0 ? 1 : again / expected;
}

/**
 * The likeliest items of the order that follows: those of this one by how often they are bought again,
 * shrunk to their popularity times the shop's lift, among what is popular. Where nothing is used up the
 * lift is small, and few of them come up.
 */
export function afterFirst(order: ValidOrder, model: AfterFirst, most: number): NextItem[] {
  const own = new Set(itemsOf(order));
  const next = Array.from(model.popularity, ([item, share]): NextItem => {
    if (!own.has(item)) return { item, probability: share, again: false };
    const { again, of } = model.rebuys.get(item) ?? { again: 0, of: 0 };
    const prior = Math.min(1, share * model.lift);
    return { item, probability: (again + WEIGHT * prior) / (of + WEIGHT), again: true };
  });
  return next
    .sort((a, b) => b.probability - a.probability || (a.item < b.item ? -1 : 1))
    .slice(0, most);
}
