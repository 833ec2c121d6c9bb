import type { Buyer } from "../customer/index.ts";
import { DAY, decidedBy } from "./orders.ts";

/** Units of an item that came on one day. */
export interface Delivery {
  /** Epoch ms. */
  at: number;
  units: number;
}

/** What somebody got of one item, the oldest first. */
export interface Supply {
  person: string;
  item: string;
  category: string;
  deliveries: Delivery[];
}

/** What everybody got of one item, in columns: objects would take a large shop's memory. */
export interface ItemSupplies {
  item: string;
  category: string;
  /** Who got it, one person's deliveries beside each other. */
  people: string[];
  at: number[];
  units: number[];
}

/**
 * What everybody got of what, by `now`. Orders whose delivery nobody told of arrive `lead` days after
 * they were placed.
 */
export function suppliesByItem(
  buyers: readonly Buyer[],
  now: number,
  lead: number,
): ItemSupplies[] {
  const items = new Map<string, ItemSupplies>();
  for (const buyer of buyers) {
    for (const { time, delivered, lines } of decidedBy(buyer, now)) {
      const at = delivered ?? time + lead * DAY;
      for (const { item, category, quantity } of lines) {
        let known = items.get(item);
        if (known === undefined)
          items.set(item, (known = { item, category, people: [], at: [], units: [] }));
        known.people.push(buyer.person);
        known.at.push(at);
        known.units.push(quantity);
      }
    }
  }
  return [...items.values()];
}

/** The supplies of an item with at least `fewest` deliveries; units that come within a day of others are one. */
export function* suppliesIn(
  { item, category, people, at, units }: ItemSupplies,
  fewest: 1 | 2,
): Generator<Supply> {
  for (let from = 0; from < people.length;) {
    const person = people[from]!;
    let to = from + 1;
    while (people[to] === person) to++;
    if (to - from >= fewest) {
      const all: Delivery[] = [];
      for (let n = from; n < to; n++) all.push({ at: at[n]!, units: units[n]! });
      const deliveries = all.length > 1 ? byDay(all) : all;
      if (deliveries.length >= fewest) yield { person, item, category, deliveries };
    }
    from = to;
  }
}

function byDay(deliveries: readonly Delivery[]): Delivery[] {
  const merged: Delivery[] = [];
  for (const { at, units } of deliveries.toSorted((a, b) => a.at - b.at)) {
    const last = merged.at(-1);
    if (last !== undefined && at - last.at < DAY) last.units += units;
    else merged.push({ at, units });
  }
  return merged;
}

/** How long a delivery lasted: until the next one came. */
export interface Gap {
  /** Days from the start of use to the next delivery, at least half a day. */
  days: number;
  units: number;
}

/** Days from the start of use, `lag` days after a delivery, to the next: at least half a day. */
export const gapDays = (from: Delivery, to: Delivery, lag: number): number =>
  Math.max(0.5, (to.at - from.at) / DAY - lag);

/** The gaps between deliveries, use starting `lag` days after each. */
export function gapsOf(deliveries: readonly Delivery[], lag: number): Gap[] {
  const gaps: Gap[] = [];
  for (let next = 1; next < deliveries.length; next++) {
    const from = deliveries[next - 1]!;
    gaps.push({ days: gapDays(from, deliveries[next]!, lag), units: from.units });
  }
  return gaps;
}
