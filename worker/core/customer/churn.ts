import { shareInterval, Z95 } from "../measure/index.ts";
import { asOf } from "./buyer.ts";
import { type ClvModel, FEWEST_REPEATERS, fitClv, forecast } from "./clv.ts";
import { CUSTOMER_OPTIONS, type CustomerOptions } from "./options.ts";
import type { Buyer, ValidOrder } from "./order.ts";
import { headOf, type ReportHead } from "./report-head.ts";

export interface ChurnReport extends ReportHead {
  /** Whether money is the margin, when the shop has said its share, or net sales. */
  money: "margin" | "net_sales";
  /** Why there is no projection; null when there is one. */
  missing: string | null;
  /** Of those who ordered in the half-year before the last, how many did not in the last one. */
  churn: { rate: number; interval: [number, number]; n: number } | null;
  /** Who ordered in the last half-year, and what they bring in twelve months at the present churn. */
  present: { people: number; value: number } | null;
  /** What lower churn adds to that. */
  effects: ChurnEffect[];
}

export interface ChurnEffect {
  /** Share of churn that is avoided, as 0.05. */
  reduction: number;
  /** Customers who stay in addition. */
  kept: number;
  /** What they bring in twelve months, minor units, with its 95 % interval. */
  value: number;
  interval: [number, number];
  /** `value` beside the present one. */
  share: number;
}

export interface ChurnOptions extends CustomerOptions {
  reductions: readonly number[];
}

/** Customers who had ordered once, or more often: they differ in how many stay, and in what they spend. */
interface Group {
  /** Who ordered in the half-year before the last, and how many of them in the last one too. */
  before: number;
  stayed: number;
  /** Of those who stayed: the mean of what they bring in twelve months, and its variance. */
  worth: number;
  worthVariance: number;
  /** Who ordered in the last half-year. */
  present: number;
}

const DAY = 86_400_000;
const HALF_YEAR = 182;
const FEWEST = 30;

/**
 * What lower churn would earn, on the shop's own past: how many of a half-year's customers did not come
 * in the next, and what those brought who did, in that half-year and by the CLV model in the one after.
 * Keeping δ of the churned share c of N customers adds δ·c·N times that worth. The interval counts how
 * well c and the mean worth are known (variances of a product), not how good the means to keep them are.
 */
export function churnReport(
  buyers: readonly Buyer[],
  now: number,
  options: Partial<ChurnOptions> = {},
): ChurnReport {
  const defaults = { ...CUSTOMER_OPTIONS, reductions: [0.05, 0.1, 0.2] };
  const { reductions, margin, numbers } = { ...defaults, ...options };
  const people = asOf(buyers, now);
  const money = margin === null ? "net_sales" : "margin";
  const head = { ...headOf(people, now), money } as const;
  const without = (missing: string): ChurnReport => ({
    ...head,
    missing,
    churn: null,
    present: null,
    effects: [],
  });
  const model = numbers === null ? fitClv(people, now) : numbers.clv;
  if (model === null) return without(`fewer than ${FEWEST_REPEATERS} customers have come back`);
  const groups = [true, false].map((once) => groupOf(people, once, now, model, margin ?? 1));
  const before = sum(groups, (group) => group.before);
  if (before < FEWEST)
    return without(`fewer than ${FEWEST} customers ordered in the half-year before the last`);
  const left = before - sum(groups, ({ stayed }) => stayed);
  const value = sum(groups, (group) => group.present * (1 - churnOf(group)) * group.worth);
  return {
    ...head,
    missing: null,
    churn: { rate: left / before, interval: shareInterval(left, before), n: before },
    present: { people: sum(groups, ({ present }) => present), value: Math.round(value) },
    effects: reductions.map((reduction) => effectOf(groups, reduction, value)),
  };
}

function groupOf(
  people: readonly Buyer[],
  once: boolean,
  now: number,
  model: ClvModel,
  margin: number,
): Group {
  const last = now - HALF_YEAR * DAY;
  const earlier = last - HALF_YEAR * DAY;
  const worths: number[] = [];
  let [before, present] = [0, 0];
  for (const { orders } of people) {
    const until = orders.findLastIndex(({ time }) => time <= last);
    const recent = orders.slice(until + 1);
    if (recent.length > 0 && (orders.length === 1) === once) present++;
    if (until < 0 || orders[until]!.time <= earlier || (until === 0) !== once) continue;
    before++;
    if (recent.length === 0) continue;
    worths.push(margin * (netOfAll(recent) + forecast(orders, now, model, HALF_YEAR).value));
  }
  const worth = worths.length === 0 ? 0 : sum(worths, (each) => each) / worths.length;
  const squares = sum(worths, (each) => (each - worth) ** 2);
  const degrees = Math.max(1, worths.length - 1) * Math.max(1, worths.length);
  return { before, stayed: worths.length, worth, worthVariance: squares / degrees, present };
}

function effectOf(groups: readonly Group[], reduction: number, present: number): ChurnEffect {
  const kept = sum(groups, (group) => reduction * churnOf(group) * group.present);
  const value = sum(groups, (group) => reduction * churnOf(group) * group.present * group.worth);
  const variance = sum(groups, (group) => {
    const churn = churnOf(group);
    const churnVariance = (churn * (1 - churn)) / Math.max(1, group.before);
    const product = group.worth ** 2 * churnVariance + churn ** 2 * group.worthVariance;
    return (reduction * group.present) ** 2 * product;
  });
  const reach = Z95 * Math.sqrt(variance);
  return {
    reduction,
    kept,
    value: Math.round(value),
    interval: [Math.max(0, Math.round(value - reach)), Math.round(value + reach)],
    share: present > 0 ? value / present : 0,
  };
}

function churnOf({ before, stayed }: Group): number {
  return before === 0 ? 0 : 1 - stayed / before;
}

function netOfAll(orders: readonly ValidOrder[]): number {
  return sum(orders, ({ net }) => net);
}

function sum<T>(list: readonly T[], read: (each: T) => number): number {
  let total = 0;
  for (const each of list) total += read(each);
  return total;
}
