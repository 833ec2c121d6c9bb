import { decay } from "./decay.ts";
import { bound } from "./logistic.ts";
import type { IntentSettings } from "./settings.ts";

/** Share of visits that end in an order, decayed: visits and orders as of `since` (epoch ms). */
export interface BaseRate {
  visits: number;
  orders: number;
  since: number;
}

export function newBaseRate(): BaseRate {
  return { visits: 0, orders: 0, since: 0 };
}

export function countVisit(base: BaseRate, ordered: boolean, at: number, halfLife: number): void {
  const { old, fresh, since } = decay(base.since, at, halfLife);
  base.visits = base.visits * old + fresh;
  base.orders = base.orders * old + (ordered ? fresh : 0);
  base.since = since;
}

/** The rate with the prior's pseudo-visits, which do not decay. */
export function rateOf(
  base: BaseRate,
  { priorRate, priorWeight }: Pick<IntentSettings, "priorRate" | "priorWeight">,
): number {
  return bound((base.orders + priorRate * priorWeight) / (base.visits + priorWeight));
}
