import type { Buyer } from "./order.ts";

/** How every report begins. Money in it is net, in minor units of `currency`. */
export interface ReportHead {
  /** Epoch ms. */
  at: number;
  /** ISO 4217; null when nobody bought. */
  currency: string | null;
  /** Everybody with a valid order by then. */
  people: number;
}

export function headOf(buyers: readonly Buyer[], now: number): ReportHead {
  return { at: now, currency: buyers[0]?.orders[0]?.currency ?? null, people: buyers.length };
}
