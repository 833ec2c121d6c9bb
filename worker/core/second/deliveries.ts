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

/**
 * What everybody got of what, by `now`, one after another: a large shop's would not fit in memory. Orders whose delivery nobody told of arrive `lead` days after
 * they were placed. Units that come within a day of others are one delivery.
 */
export function* suppliesOf(
  buyers: readonly Buyer[],
  now: number,
  lead: number,
): Generator<Supply> {
  for (const buyer of buyers) {
    const own = new Map<string, Supply>();
    for (const { time, delivered, lines } of decidedBy(buyer, now)) {
      const at = delivered ?? time + lead * DAY;
      for (const { item, category, quantity } of lines) {
        const supply = own.get(item);
        const delivery = { at, units: quantity };
        if (supply === undefined)
          own.set(item, { person: buyer.person, item, category, deliveries: [delivery] });
        else supply.deliveries.push(delivery);
      }
    }
    for (const supply of own.values()) {
      if (supply.deliveries.length > 1) supply.deliveries = byDay(supply.deliveries);
      yield supply;
    }
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

/** The gaps between deliveries, use starting `lag` days after each. */
export function gapsOf(deliveries: readonly Delivery[], lag: number): Gap[] {
  const gaps: Gap[] = [];
  for (let next = 1; next < deliveries.length; next++) {
    const { at: from, units } = deliveries[next - 1]!;
    const days = (deliveries[next]!.at - from) / DAY - lag;
    gaps.push({ days: Math.max(0.5, days), units });
  }
  return gaps;
}
