import { asOf, netOf } from "./buyer.ts";
import { CUSTOMER_OPTIONS, type CustomerOptions } from "./options.ts";
import type { Buyer } from "./order.ts";
import { headOf, type ReportHead } from "./report-head.ts";

export interface ParetoReport extends ReportHead {
  /** Net of all valid orders. */
  revenue: number;
  /** Share of revenue that the best fifth of people brings, 0.2 to 1; 0 when nobody bought. */
  top_20_share: number;
  /** Smallest share of people that brings four fifths of revenue. */
  people_for_80: number;
  /** 0 when all spend alike, near 1 when one brings all. */
  gini: number;
  /** Lorenz curve, from the smallest spender: shares of people and of revenue, (0, 0) to (1, 1). */
  lorenz: { people: number; revenue: number }[];
  /** How many are the best fifth. */
  vital: number;
  /** They, the best first; at most `limit`. `cumulative` is the share of revenue up to and with them. */
  list: { person: string; orders: number; net: number; cumulative: number }[];
}

const POINTS = 100;

/** How much of revenue few people bring (Pareto, Lorenz 1905, Gini 1912), and who they are. */
export function paretoReport(
  buyers: readonly Buyer[],
  now: number,
  options: Partial<CustomerOptions> = {},
): ParetoReport {
  const { limit } = { ...CUSTOMER_OPTIONS, ...options };
  const people = asOf(buyers, now)
    .map((buyer) => ({ person: buyer.person, orders: buyer.orders.length, net: netOf(buyer) }))
    .sort((a, b) => b.net - a.net || (a.person < b.person ? -1 : 1));
  const best = cumulate(people.map(({ net }) => net));
  const revenue = best.at(-1)!;
  const share = (sum: number) => (revenue > 0 ? sum / revenue : 0);
  const vital = Math.ceil(people.length / 5);
  const worst = (part: number) => 1 - share(interpolate(best, (1 - part) * people.length));
  return {
    ...headOf(buyers, now),
    people: people.length,
    revenue,
    top_20_share: share(interpolate(best, people.length / 5)),
    people_for_80: reachedAt(best, 0.8 * revenue) / Math.max(1, people.length),
    gini: giniOf(best),
    lorenz:
      people.length === 0
        ? []
        : Array.from({ length: POINTS + 1 }, (_, point) => ({
            people: point / POINTS,
            revenue: worst(point / POINTS),
          })),
    vital,
    list: Array.from(people.slice(0, Math.min(vital, limit)), (each, index) => ({
      ...each,
      cumulative: share(best[index + 1]!),
    })),
  };
}

/** Sums of the first 0, 1, 2 … values. */
function cumulate(values: readonly number[]): number[] {
  const sums = [0];
  for (const value of values) sums.push(sums.at(-1)! + value);
  return sums;
}

/** The sum of the first `count` values, which need not be whole: of the next one its part. */
function interpolate(sums: readonly number[], count: number): number {
  const whole = Math.floor(count);
  const here = sums[whole]!;
  return here + (count - whole) * ((sums[whole + 1] ?? here) - here);
}

/** How many of the first values it takes to reach `sum`, in parts too. */
function reachedAt(sums: readonly number[], sum: number): number {
  const index = sums.findIndex((each) => each >= sum);
  if (index <= 0) return 0;
  const before = sums[index - 1]!;
  return index - 1 + (sum - before) / (sums[index]! - before);
}

/** Twice the area between the sums' curve, best first, and the line of equality (trapezoids). */
function giniOf(sums: readonly number[]): number {
  const n = sums.length - 1;
  const total = sums.at(-1)!;
  if (n === 0 || total === 0) return 0;
  let area = 0;
  for (let index = 0; index < n; index++) area += sums[index]! + sums[index + 1]!;
  return area / (n * total) - 1;
}
