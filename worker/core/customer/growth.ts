import type { ValidOrder } from "./order.ts";

const QUARTER = 91 * 86_400_000;

/** Quarters that a trend looks back over, at most. */
export const QUARTERS = 8;

/** Ridge on the slope, in quarters squared: four quarters of evidence halve it, eight take a tenth. */
const RIDGE = 5;

export interface Growth {
  /** Change of log spend a quarter, drawn to 0. */
  slope: number;
  /** Whole quarters that it is read from. */
  quarters: number;
}

/**
 * Trend of quarterly spend: least squares of ln(1 + spend/orderValue) on the quarter, over the whole
 * quarters of 91 days before now that lie after the first order, at most eight; null for fewer than two.
 * What lies before them is left out: a part of a quarter that begins with an order says too much. The 1
 * gives quarters without an order a logarithm.
 */
export function growthOf(
  orders: readonly ValidOrder[],
  now: number,
  orderValue: number,
): Growth | null {
  const quarters = Math.min(QUARTERS, Math.floor((now - orders[0]!.time) / QUARTER));
  if (quarters < 2) return null;
  const spend = Array.from<number>({ length: quarters }).fill(0);
  for (const { time, net } of orders) {
    const ago = Math.floor((now - time) / QUARTER);
    if (ago < quarters) spend[quarters - 1 - ago]! += net;
  }
  const middle = (quarters - 1) / 2;
  let [xy, xx] = [0, 0];
  for (const [quarter, net] of spend.entries()) {
    xy += (quarter - middle) * Math.log1p(net / Math.max(1, orderValue));
    xx += (quarter - middle) ** 2;
  }
  return { slope: xy / (xx + RIDGE), quarters };
}
