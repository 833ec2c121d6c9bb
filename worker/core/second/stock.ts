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
 * The answer has one entry a delivery; there must be one at least.
 */
export function followStock(
  deliveries: readonly Delivery[],
  { pace: item, elasticity, lag }: Pick<Usage, "pace" | "elasticity" | "lag">,
): Stock[] {
  const own = { mean: 0, n: 0 };
  let pace = shrink(own, item.mean, CUSTOMER_WEIGHT);
  let units = deliveries[0]?.units ?? 0;
  const stocks = [{ units, pace, lasts: lastsFor(units, pace, elasticity) }];
  for (const [index, { days }] of gapsOf(deliveries, lag).entries()) {
    own.mean += (paceOf({ days, units }, elasticity) - own.mean) / ++own.n;
    pace = shrink(own, item.mean, CUSTOMER_WEIGHT);
    const leftOver = units * Math.max(0, 1 - days / lastsFor(units, pace, elasticity));
    units = deliveries[index + 1]!.units + leftOver;
    stocks.push({ units, pace, lasts: lastsFor(units, pace, elasticity) });
  }
  return stocks;
}

const lastsFor = (units: number, { mean }: Pace, elasticity: number): number =>
  units ** elasticity * Math.exp(mean);
