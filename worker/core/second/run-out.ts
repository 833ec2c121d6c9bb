import type { Delivery } from "./deliveries.ts";
import { Z25 } from "./normal.ts";
import { DAY } from "./orders.ts";
import type { Usage } from "./pace.ts";
import { followStock } from "./stock.ts";

/** When somebody runs out of an item. Times are epoch ms. */
export interface RunOut {
  /** Units at hand after the last delivery, with what was left over before it. */
  units: number;
  delivered: number;
  starts: number;
  /** As likely earlier as later. */
  run_out_at: number;
  /** One in four runs out before. */
  q25: number;
  /** Days that one unit lasts this customer. */
  days_per_unit: number;
  /** The customer's own gaps that this rests on, beside the item's. */
  own_gaps: number;
}

/**
 * Run-out = delivered + start lag + units·e^μ̂ (METHODS §5). `deliveries` are the oldest first and at
 * least one.
 */
export function runOutOf(deliveries: readonly Delivery[], usage: Usage): RunOut {
  const { units, pace: own, lasts } = followStock(deliveries, usage);
  const { at: delivered } = deliveries.at(-1)!;
  const starts = delivered + usage.lag * DAY;
  return {
    units,
    delivered,
    starts,
    run_out_at: starts + lasts * DAY,
    q25: starts + lasts * Math.exp(-Z25 * usage.spread) * DAY,
    days_per_unit: lasts / units,
    own_gaps: own.n,
  };
}

/** Nobody is asked to reorder sooner after a delivery than this. */
const SETTLING = 3 * DAY;

/**
 * When to ask for a reorder (epoch ms): so early that it arrives before a quarter have run out, with a
 * day of slack, and never before the delivery plus three days. `leadP90` are days from order to door
 * that nine of ten orders keep within.
 */
export function contactAt({ q25, delivered }: RunOut, leadP90: number): number {
  return Math.max(q25 - (leadP90 + 1) * DAY, delivered + SETTLING);
}
