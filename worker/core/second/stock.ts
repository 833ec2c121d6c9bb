import { type Delivery, gapsOf } from "./deliveries.ts";
import { type Pace, paceOf, shrink, type Usage } from "./pace.ts";

/** What somebody has of an item after a delivery, and how long it lasts. */
export interface Stock {
  /** Units at hand, with what was left over. */
  units: number;
  /** The customer's pace as known by then. */
  pace: Pace;
  /** Days until all is used up, as likely fewer as more. */
  lasts: number;
}

/** κ: what is known of the item counts as one gap of the customer: rhythm is personal (METHODS §5). */
const CUSTOMER_WEIGHT = 1;

/**
 * Follows a customer's stock from delivery to delivery. Each gap teaches the pace at which the units at
 * hand went: μ̂ = (n·ȳ + κ·μ_item) / (n + κ). What, at that pace, is left over when a new delivery comes
 * is carried on, and if the next one comes early all the same, the pace was faster than thought.
 * The answer has one entry a delivery.
 */
export function followStock(
  deliveries: readonly Delivery[],
  { pace: item, elasticity, lag }: Pick<Usage, "pace" | "elasticity" | "lag">,
): Stock[] {
  const gaps = gapsOf(deliveries, lag);
  const own = { mean: 0, n: 0 };
  let leftOver = 0;
  return deliveries.map((delivery, index) => {
    const units = delivery.units + leftOver;
    const pace = shrink(own, item.mean, CUSTOMER_WEIGHT);
    const lasts = lastsFor(units, pace, elasticity);
    const gap = gaps[index];
    if (gap !== undefined) {
      own.mean += (paceOf({ days: gap.days, units }, elasticity) - own.mean) / ++own.n;
      const taught = shrink(own, item.mean, CUSTOMER_WEIGHT);
      leftOver = units * Math.max(0, 1 - gap.days / lastsFor(units, taught, elasticity));
    }
    return { units, pace, lasts };
  });
}

const lastsFor = (units: number, { mean }: Pace, elasticity: number): number =>
  units ** elasticity * Math.exp(mean);
