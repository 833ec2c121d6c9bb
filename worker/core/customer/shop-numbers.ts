import { asOf, netOf } from "./buyer.ts";
import { type ClvModel, fitClv, forecast } from "./clv.ts";
import { CUSTOMER_OPTIONS, type CustomerOptions } from "./options.ts";
import type { Buyer } from "./order.ts";
import { rankSample } from "./rank.ts";
import { type RfmCuts, rfmCuts, rfmOf } from "./rfm.ts";

/**
 * What one customer is compared with: the whole shop's numbers, JSON-ready and a few KB whatever the
 * shop's size. They are computed once a day, so that no reading of a person needs everybody's orders.
 */
export interface ShopNumbers {
  /** Epoch ms. */
  at: number;
  currency: string | null;
  /** Everybody with a valid order. */
  people: number;
  rfm: RfmCuts;
  /** Null for fewer than 30 people who came back. */
  clv: ClvModel | null;
  /** Net spend in six months, and the forecast of twelve: samples for `percentileOf`, minor units. */
  spend: readonly number[];
  future: readonly number[];
  /** What the last of the best fifth has spent, minor units; absent from numbers of earlier versions and of nobody. */
  topNet?: number;
  /** Median net of an order, minor units. */
  orderValue: number;
  /** Share of all orders placed that was cancelled, refunded or sent back, 0 to 1. */
  undone: number;
}

export function shopNumbers(
  buyers: readonly Buyer[],
  now: number,
  options: Partial<CustomerOptions> = {},
): ShopNumbers {
  const { zone, rfmCuts: fixed } = { ...CUSTOMER_OPTIONS, ...options };
  const people = asOf(buyers, now);
  const measures = people.map(({ orders }) => rfmOf(orders, now, zone));
  const clv = fitClv(people, now);
  const nets = people.flatMap(({ orders }) => orders.map(({ net }) => net)).sort((a, b) => a - b);
  const topNet = people.map(netOf).sort((a, b) => b - a)[Math.ceil(people.length / 5) - 1];
  return {
    at: now,
    currency: people[0]?.orders[0]?.currency ?? null,
    people: people.length,
    rfm: fixed ?? rfmCuts(measures),
    clv,
    spend: rankSample(measures.map(({ spend }) => spend)),
    future:
      clv === null ? [] : rankSample(people.map(({ orders }) => forecast(orders, now, clv).value)),
    ...(topNet !== undefined && { topNet }),
    orderValue: nets[nets.length >> 1] ?? 0,
    undone: undoneShare(people),
  };
}

function undoneShare(people: readonly Buyer[]): number {
  let [placed, undone] = [0, 0];
  for (const { orders, troubles } of people) {
    placed += troubles?.placed ?? orders.length;
    undone += troubles?.undone ?? 0;
  }
  return placed === 0 ? 0 : undone / placed;
}
