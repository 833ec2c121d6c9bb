import { forecast } from "./clv.ts";
import { growthOf, QUARTERS } from "./growth.ts";
import type { Buyer, ValidOrder } from "./order.ts";
import { percentileOf } from "./rank.ts";
import { rfmOf, rfmScores } from "./rfm.ts";
import type { ShopNumbers } from "./shop-numbers.ts";
import { topCategory } from "./stage.ts";

/** What a customer is worth, in five aspects (METHODS §4). */
export const ASPECTS = ["current", "future", "loyalty", "credit", "growth"] as const;
export type Aspect = (typeof ASPECTS)[number];

export type ValueWeights = Readonly<Record<Aspect, number>>;

export const VALUE_WEIGHTS: ValueWeights = {
  current: 0.3,
  future: 0.25,
  loyalty: 0.2,
  credit: 0.1,
  growth: 0.15,
};

export interface AspectScore {
  /** 0 to 100; null when the shop has too little data for it. */
  score: number | null;
  /** What it is read from, in words. */
  reason: string;
}

export interface CustomerValue {
  /** 0 to 100: the weighted mean of the aspects that have a score. */
  composite: number;
  aspects: Record<Aspect, AspectScore>;
}

const DAY = 86_400_000;

/** Placed orders that a customer's record of troubles has to outweigh: the shop's share of so many. */
const CREDIT_PRIOR = 4;

/** The value of somebody beside everybody else's; `buyer` has no order later than `now`. */
export function valueOf(
  buyer: Buyer,
  now: number,
  numbers: ShopNumbers,
  zone: string,
  weights: ValueWeights = VALUE_WEIGHTS,
): CustomerValue {
  const aspects = {
    current: current(buyer, now, numbers, zone),
    future: future(buyer, now, numbers),
    loyalty: loyalty(buyer, now, numbers, zone),
    credit: credit(buyer, numbers),
    growth: growth(buyer, now, numbers),
  };
  let [sum, total] = [0, 0];
  for (const aspect of ASPECTS) {
    const { score } = aspects[aspect];
    if (score === null) continue;
    sum += weights[aspect] * score;
    total += weights[aspect];
  }
  return { composite: total > 0 ? sum / total : 0, aspects };
}

/** Net margin of six months. One margin for the whole shop leaves ranks as they are by net spend. */
function current({ orders }: Buyer, now: number, numbers: ShopNumbers, zone: string): AspectScore {
  const { spend, frequency } = rfmOf(orders, now, zone);
  if (spend === 0) return { score: 0, reason: "nothing bought in the last six months" };
  const score = percentileOf(numbers.spend, spend);
  const reason = `${count(frequency, "order")} in six months, worth more than what ${percent(Math.min(score, 99))} of customers spent`;
  return { score, reason };
}

function future({ orders }: Buyer, now: number, { clv, future: all }: ShopNumbers): AspectScore {
  if (clv === null) return { score: null, reason: "fewer than 30 customers have come back so far" };
  const expected = forecast(orders, now, clv);
  const score = percentileOf(all, expected.value);
  const why =
    expected.basis === "bg_nbd"
      ? `the rhythm of ${count(orders.length, "order")}`
      : "how many one-time buyers came back after as long a wait";
  return {
    score,
    reason: `${expected.orders.toFixed(1)} orders expected in twelve months, from ${why}: more than those of ${percent(Math.min(score, 99))} of customers`,
  };
}

/** The mean of how often (F's quintile), for how long (one year is 50) and how broadly (two categories 50). */
function loyalty({ orders }: Buyer, now: number, { rfm }: ShopNumbers, zone: string): AspectScore {
  const { f } = rfmScores(rfmOf(orders, now, zone), rfm);
  const days = Math.floor((now - orders[0]!.time) / DAY);
  const categories = breadthOf(orders);
  const parts = [25 * (f - 1), 100 * (1 - 2 ** (-days / 365))];
  const reasons = [`frequency ${f} of 5`, `customer for ${count(days, "day")}`];
  if (categories > 0) {
    parts.push(100 * (1 - 2 ** (1 - categories)));
    reasons.push(`bought in ${count(categories, "category", "categories")}`);
  }
  const score = parts.reduce((sum, part) => sum + part, 0) / parts.length;
  return { score, reason: reasons.join(", ") };
}

/** Top categories bought in. */
function breadthOf(orders: readonly ValidOrder[]): number {
  const categories = new Set<string>();
  for (const { lines } of orders) for (const { category } of lines) categories.add(category);
  categories.delete("");
  return new Set(Array.from(categories, topCategory)).size;
}

/** 1 − the share of orders that was cancelled, refunded or sent back, drawn to the shop's. */
function credit({ orders, troubles }: Buyer, numbers: ShopNumbers): AspectScore {
  const { placed, undone } = troubles ?? { placed: orders.length, undone: 0 };
  const share = (undone + CREDIT_PRIOR * numbers.undone) / (placed + CREDIT_PRIOR);
  const reason =
    undone === 0
      ? `all of ${count(placed, "order")} kept`
      : `${percent((100 * undone) / placed)} of ${count(placed, "order")} cancelled or given back`;
  return { score: 100 * (1 - share), reason };
}

/** The trend as a logistic curve: 50 when spend stays, 73 when its logarithm rises by ½ a quarter. */
function growth({ orders }: Buyer, now: number, { orderValue }: ShopNumbers): AspectScore {
  const trend = growthOf(orders, now, orderValue);
  if (trend === null)
    return { score: 50, reason: "too new for a trend: fewer than two whole quarters" };
  const { slope, quarters } = trend;
  const score = 100 / (1 + Math.exp(-2 * slope));
  const way = score > 55 ? "rises" : score < 45 ? "falls" : "is steady";
  const span = quarters < QUARTERS ? `since ${quarters} quarters ago` : `over ${QUARTERS} quarters`;
  return { score, reason: `quarterly spend ${way} ${span}` };
}

function percent(share: number): string {
  return `${Math.round(share)} %`;
}

function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}
