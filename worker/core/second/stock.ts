import { type Delivery, gapDays } from "./deliveries.ts";
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
 * Follows a customer's stock from delivery to delivery, of which there must be one at least, and answers
 * what is at hand after the last. Each gap teaches the pace at which the units at hand went:
 * μ̂ = (n·ȳ + κ·μ_item) / (n + κ). What, at that pace, is left over when a new delivery comes is carried
 * on, and if the next one comes early all the same, the pace was faster than thought.
 *
 * @param onGap hears of each gap how many days it took, and how long the stock was thought to last
 */
export function followStock(
  deliveries: readonly Delivery[],
  { pace: item, elasticity, lag }: Pick<Usage, "pace" | "elasticity" | "lag">,
  onGap: (days: number, lasts: number) => void = () => {},
): Stock {
  const own = { mean: 0, n: 0 };
  let pace = shrink(own, item.mean, CUSTOMER_WEIGHT);
  let units = deliveries[0]!.units;
  let lasts = lastsFor(units, pace, elasticity);
  for (let next = 1; next < deliveries.length; next++) {
    const days = gapDays(deliveries[next - 1]!, deliveries[next]!, lag);
    onGap(days, lasts);
    own.mean += (paceOf({ days, units }, elasticity) - own.mean) / ++own.n;
    pace = shrink(own, item.mean, CUSTOMER_WEIGHT);
    const leftOver = units * Math.max(0, 1 - days / lastsFor(units, pace, elasticity));
    units = deliveries[next]!.units + leftOver;
    lasts = lastsFor(units, pace, elasticity);
  }
  return { units, pace, lasts };
}

const lastsFor = (units: number, { mean }: Pace, elasticity: number): number =>
  units ** elasticity * Math.exp(mean);
