import type { Threshold } from "../../wire/customers.ts";
import { spokenPrice, toMinor } from "../catalogue/index.ts";
import { netOf } from "./buyer.ts";
import { localDay } from "./local-day.ts";
import type { Buyer } from "./order.ts";
import { rfmCell, rfmClass } from "./rfm-class.ts";
import { type RfmCuts, rfmOf, rfmScores } from "./rfm.ts";
import type { CustomerSettings } from "./rules.ts";
import type { ShopNumbers } from "./shop-numbers.ts";
import { nextStageAt, stageAt } from "./stage.ts";
import { purchasesHoldUntil, spendReachedAt } from "./thresholds.ts";

/** A segment that somebody is in by their orders. */
export interface CustomerSegment {
  name: string;
  /** In words. */
  why: string[];
  /** When they leave it if nothing else happens (epoch ms); null when only orders or others end it. */
  until: number | null;
}

/**
 * The segments that follow from a buyer's orders: `stage:<stage>`, `most_wanted` for active and silent
 * people, the shop's own thresholds by their names, `rfm:<class>`, and `value:top` for the best fifth.
 *
 * @param buyer has no order later than `now` (epoch ms)
 * @param numbers null where they are not at hand, and then there is neither class nor top
 */
export function customerSegments(
  buyer: Buyer,
  now: number,
  settings: CustomerSettings,
  numbers: Pick<ShopNumbers, "rfm" | "topNet"> | null,
): CustomerSegment[] {
  const segments = [
    ...stageSegments(buyer, now, settings),
    ...thresholdsHeld(buyer, now, settings),
  ];
  if (numbers === null) return segments;
  segments.push(rfmSegment(buyer, now, settings.zone, numbers.rfm));
  return [...segments, ...topSegment(buyer, numbers)];
}

/** The fifth of customers who have spent most, as Pareto counts them. */
function topSegment(buyer: Buyer, { topNet }: Pick<ShopNumbers, "topNet">): CustomerSegment[] {
  const net = netOf(buyer);
  if (topNet === undefined || net < topNet) return [];
  const spent = spokenPrice(net, buyer.orders[0]!.currency);
  return [{ name: "value:top", why: [`${spent} spent: among the best fifth`], until: null }];
}

function stageSegments(
  { orders }: Buyer,
  now: number,
  { zone, stageCuts }: CustomerSettings,
): CustomerSegment[] {
  const last = orders.at(-1)!.time;
  const stage = stageAt(last, now, zone, stageCuts);
  const why = [`the last order was ${ago(localDay(now, zone) - localDay(last, zone))}`];
  const until = nextStageAt(last, now, zone, stageCuts);
  const segments = [{ name: `stage:${stage}`, why, until }];
  if (stage === "silent") segments.push({ name: "most_wanted", why, until });
  if (stage === "active") {
    // They stay wanted when they fall silent, until that is over too.
    const end = nextStageAt(last, until!, zone, stageCuts);
    segments.push({ name: "most_wanted", why, until: end });
  }
  return segments;
}

/** The shop's own thresholds that hold at `now`. A sum in another currency than the orders' does not. */
export function thresholdsHeld(
  buyer: Buyer,
  now: number,
  { thresholds }: CustomerSettings,
): CustomerSegment[] {
  return thresholds.flatMap((threshold) => held(buyer, now, threshold) ?? []);
}

function held(buyer: Buyer, now: number, threshold: Threshold): CustomerSegment | null {
  const { orders } = buyer;
  const { name } = threshold;
  if ("spend" in threshold) {
    const { amount, currency } = threshold.spend;
    const isReached =
      orders[0]!.currency === currency &&
      spendReachedAt(orders, toMinor(amount, currency)) !== null;
    if (!isReached) return null;
    return { name, why: [`${spokenPrice(netOf(buyer), currency)} spent so far`], until: null };
  }
  const { orders: count, days } = threshold;
  const until = purchasesHoldUntil(orders, count, days, now);
  if (until === null) return null;
  const within = orders.filter(({ time }) => time > now - days * DAY).length;
  const why = `${within} ${within === 1 ? "order" : "orders"} in the last ${days} days`;
  return { name, why: [why], until };
}

function rfmSegment({ orders }: Buyer, now: number, zone: string, cuts: RfmCuts): CustomerSegment {
  const scores = rfmScores(rfmOf(orders, now, zone), cuts);
  const { r, f, m } = scores;
  const why = [`recency ${r}, frequency ${f} and spend ${m} of 5`];
  return { name: `rfm:${rfmClass(rfmCell(scores))}`, why, until: null };
}

const DAY = 86_400_000;

const ago = (days: number): string =>
  days === 0 ? "today" : days === 1 ? "yesterday" : `${days} days ago`;
