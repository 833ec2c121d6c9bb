import { localDay, startOfLocalDay } from "./local-day.ts";
import type { ValidOrder } from "./order.ts";
import { quintileCuts, scoreBy } from "./rank.ts";

/** Six months, in days: an order of this age still counts, one a day older does not. */
export const RFM_WINDOW = 182;

/** What RFM looks at (METHODS §4). */
export interface RfmMeasures {
  /** Days of the shop's calendar since the last valid order, however long ago. */
  recency: number;
  /** Valid orders in the last 182 days. */
  frequency: number;
  /** Their net, minor units. */
  spend: number;
}

/**
 * Where scores begin, ascending, at most four each: of the shop's quintiles, or fixed. Recency's score
 * starts at 5 and falls by one at each of its cuts, the others start at 1 and rise.
 */
export interface RfmCuts {
  /** Days. */
  recency: readonly number[];
  /** Orders. */
  frequency: readonly number[];
  /** Minor units. */
  spend: readonly number[];
}

/** Each 1 to 5; 4 and 5 are high. */
export interface RfmScores {
  r: number;
  f: number;
  m: number;
}

/** A person's measures; `orders` has at least one, oldest first, none later than `now`. */
export function rfmOf(orders: readonly ValidOrder[], now: number, zone: string): RfmMeasures {
  const today = localDay(now, zone);
  const start = startOfLocalDay(today - RFM_WINDOW, zone);
  let [frequency, spend] = [0, 0];
  for (let index = orders.length - 1; index >= 0 && orders[index]!.time >= start; index--) {
    frequency++;
    spend += orders[index]!.net;
  }
  return { recency: today - localDay(orders.at(-1)!.time, zone), frequency, spend };
}

/** When the oldest order in the window leaves it and F and M fall (epoch ms); null when none is in it. */
export function leavesRfmWindowAt(
  orders: readonly ValidOrder[],
  now: number,
  zone: string,
): number | null {
  const start = startOfLocalDay(localDay(now, zone) - RFM_WINDOW, zone);
  const oldest = orders.find(({ time }) => time >= start);
  if (oldest === undefined) return null;
  return startOfLocalDay(localDay(oldest.time, zone) + RFM_WINDOW + 1, zone);
}

/** The shop's quintiles over everybody with a valid order ever. */
export function rfmCuts(people: readonly RfmMeasures[]): RfmCuts {
  return {
    recency: quintileCuts(people.map(({ recency }) => recency)),
    frequency: quintileCuts(people.map(({ frequency }) => frequency)),
    spend: quintileCuts(people.map(({ spend }) => spend)),
  };
}

/** Scores by the cuts. Whoever bought nothing in the window never scores above 1 in F and M. */
export function rfmScores(measures: RfmMeasures, cuts: RfmCuts): RfmScores {
  const { recency, frequency, spend } = measures;
  return {
    r: 6 - scoreBy(cuts.recency, recency),
    f: frequency === 0 ? 1 : scoreBy(cuts.frequency, frequency),
    m: spend === 0 ? 1 : scoreBy(cuts.spend, spend),
  };
}
