import type { Buyer } from "../customer/index.ts";
import { FEWEST } from "./conversion.ts";
import { DAY, decidedBy } from "./orders.ts";

/** Days from order to door. */
export interface LeadTime {
  /** As many orders take longer as shorter. */
  usual: number;
  /** Nine of ten orders keep within. */
  p90: number;
  /** Deliveries that it was read from. */
  n: number;
}

/** How far back deliveries tell of today's. */
const WITHIN = 180 * DAY;

/** The lead time of orders that came in the half year before `now`; null when too few did. */
export function leadTimeOf(buyers: readonly Buyer[], now: number): LeadTime | null {
  const days: number[] = [];
  for (const buyer of buyers)
    for (const { time, delivered } of decidedBy(buyer, now))
      if (delivered !== null && delivered <= now && delivered > now - WITHIN)
        days.push(Math.max(0, delivered - time) / DAY);
  if (days.length < FEWEST) return null;
  days.sort((a, b) => a - b);
  const quantile = (share: number) => days[Math.ceil(share * days.length) - 1]!;
  return { usual: quantile(0.5), p90: quantile(0.9), n: days.length };
}
