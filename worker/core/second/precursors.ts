import type { Buyer } from "../customer/index.ts";
import { type Finding, findingOf, isFind, type Observation, testExposures } from "./exposures.ts";
import { categoriesOf, DAY, decidedBy, itemsOf } from "./orders.ts";

/** Something that somebody did or was at some time. */
export interface Behaviour {
  person: string;
  /** Epoch ms. */
  at: number;
  /** In words, such as `Read the size guide`. */
  name: string;
}

export interface PrecursorOptions {
  /** Days after the first order in which behaviour counts as early. */
  window?: number;
  /** So many orders later make a loyal customer. */
  orders?: number;
  /** Days after the window in which these orders come. */
  horizon?: number;
  limit?: number;
}

export interface Precursor extends Finding {
  name: string;
}

export interface PrecursorsReport {
  window: number;
  orders: number;
  horizon: number;
  /** People whose window and horizon are over, and how many of them became loyal. */
  people: number;
  loyal: number;
  /** Behaviours that came after the window, and cannot have been early: left out. */
  rejected: number;
  tested: number;
  /** What future loyal customers did more, the surest first. */
  precursors: Precursor[];
}

/** Somebody whose early days and what became of them are both over. */
interface Starter extends Observation {
  keys: Set<string>;
  /** Epoch ms: early ends, later begins. */
  landmark: number;
}

/**
 * Early behaviour of future loyal customers (SPEC S40), as a landmark analysis (Anderson, Cain & Gelber
 * 1983): what was done until the landmark is compared with orders after it, so that nothing that the
 * outcome caused can pass for its cause. An association, not yet a cause.
 */
export function precursorsReport(
  buyers: readonly Buyer[],
  behaviours: readonly Behaviour[],
  now: number,
  options: PrecursorOptions = {},
): PrecursorsReport {
  const { window = 30, orders = 3, horizon = 180, limit = 50 } = options;
  const starters = new Map<string, Starter>();
  for (const buyer of buyers) {
    const starter = starterOf(buyer, now, window, orders, horizon);
    if (starter !== null) starters.set(buyer.person, starter);
  }
  let rejected = 0;
  for (const { person, at, name } of behaviours) {
    const starter = starters.get(person);
    if (starter === undefined) continue;
    if (at > starter.landmark) rejected++;
    else starter.keys.add(name);
  }
  const all = [...starters.values()];
  const tested = testExposures(all);
  return {
    window,
    orders,
    horizon,
    people: all.length,
    loyal: all.filter(({ happened }) => happened).length,
    rejected,
    tested: tested.length,
    precursors: Array.from(tested.filter(isFind).slice(0, limit), (exposure) => ({
      name: exposure.key,
      ...findingOf(exposure),
    })),
  };
}

function starterOf(
  buyer: Buyer,
  now: number,
  window: number,
  orders: number,
  horizon: number,
): Starter | null {
  const [first, ...more] = decidedBy(buyer, now);
  if (first === undefined) return null;
  const landmark = first.time + window * DAY;
  const end = landmark + horizon * DAY;
  if (end > now) return null;
  const early = more.filter(({ time }) => time <= landmark);
  const later = more.filter(({ time }) => time > landmark && time <= end);
  const keys = new Set([
    ...itemsOf(first).map((item) => `Began with ${item}`),
    ...categoriesOf(first).map((category) => `Began in ${category}`),
    ...(first.channel === null ? [] : [`Came by ${first.channel}`]),
    ...(early.length > 0 ? [`Ordered again within ${window} days`] : []),
    ...(itemsOf(first).length > 1 ? ["Began with several items"] : []),
  ]);
  const date = new Date(first.time);
  const quarter = `${date.getUTCFullYear()}/${Math.floor(date.getUTCMonth() / 3)}`;
  return {
    person: buyer.person,
    stratum: quarter,
    happened: later.length >= orders,
    keys,
    landmark,
  };
}
