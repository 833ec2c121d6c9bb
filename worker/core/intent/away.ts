import { decay } from "./decay.ts";
import { bound, rounded } from "./logistic.ts";

/**
 * What becomes of people between visits, from the shop's own: how soon they come back, and how often
 * whoever left without an order has one within 7 days. Decayed sums.
 */
export interface Away {
  visits: number;
  /** Visits that came back from a visit before, by the time between (`EDGES`). */
  returns: number[];
  /** Of visits without an order: what the week's score said at their last moment, and orders since. */
  said: number;
  came: number;
  /** Epoch ms up to which the sums are decayed. */
  since: number;
}

/** What of a score is left as time passes: ready to answer, a few hundred bytes. */
export interface AwayCurve {
  /** Orders that come after visits without one, of what their last scores said. */
  later: number;
  /** Share of visits that were followed by another within each of `EDGES`. */
  returned: number[];
}

const DAY = 86_400_000;
const WEEK = 7;
/** Days between visits, finer where most people come back; what takes longer is not told apart. */
const EDGES = [
  0, 0.25, 0.5, 1, 1.5, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 17, 21, 25, 30, 37, 45, 60, 90,
];

/** Until visits tell: three in ten come back, after 5 days on average; worth so many visits. */
const PRIOR = { visits: 10, share: 0.3, days: 5 };
/** And half of what was said is still to come when a visit is over; worth one order. */
const PRIOR_LATER = { said: 2, came: 1 };
/** A visit is over after so long without an event; until then its score stands. */
const VISIT_MS = 30 * 60_000;

export function newAway(): Away {
  return { visits: 0, returns: EDGES.slice(1).map(() => 0), said: 0, came: 0, since: 0 };
}

/** Counts a visit; `gap` is how long after the one before it began (ms), null for a first one. */
export function countReturn(away: Away, gap: number | null, at: number, halfLife: number): void {
  const fresh = age(away, at, halfLife);
  away.visits += fresh;
  if (gap === null) return;
  const place = EDGES.findIndex((edge) => gap / DAY < edge) - 1;
  // A clock that runs back makes a negative one.
  if (place >= 0 || gap < 0) away.returns[Math.max(0, place)]! += fresh;
}

/** Learns what came, within 7 days, of a visit that ended without an order and with this score. */
export function learnLater(
  away: Away,
  probability: number,
  ordered: boolean,
  at: number,
  halfLife: number,
): void {
  const fresh = age(away, at, halfLife);
  away.said += fresh * probability;
  if (ordered) away.came += fresh;
}

export function curveOf(away: Away): AwayCurve {
  const visits = away.visits + PRIOR.visits;
  let returns = 0;
  const returned = EDGES.map((days, place) => {
    if (place > 0) returns += away.returns[place - 1]!;
    const expected = PRIOR.visits * PRIOR.share * (1 - Math.exp(-days / PRIOR.days));
    // Returns are counted at their end, and a shop that shrinks has more of them than visits.
    return Math.min(MOST, (returns + expected) / visits);
  });
  return {
    later: Math.min(1, (away.came + PRIOR_LATER.came) / (away.said + PRIOR_LATER.said)),
    returned,
  };
}

/** No more than this share of visits counts as followed by another. */
const MOST = 0.95;

/**
 * The probability of an order within the 7 days from `now` of somebody who was scored at their last event
 * (epoch ms) and has not been seen since. While the visit may go on it is what was said. Then it is
 * `later` of that, times what is left: with F(t) the share who are back within t days, somebody who has
 * stayed away for t comes back within the next seven with (F(t + 7) − F(t)) / (1 − F(t)), against F(7) for
 * who has just left. Taken for independent: when somebody comes back, and whether they order then.
 */
export function probabilityNow(
  { later, returned }: AwayCurve,
  probability: number,
  lastSeen: number,
  now: number,
): number {
  if (now - lastSeen < VISIT_MS) return probability;
  const days = (now - lastSeen) / DAY;
  const before = valueAt(returned, days);
  const back = (valueAt(returned, days + WEEK) - before) / (1 - before);
  return rounded(bound((probability * later * back) / valueAt(returned, WEEK)));
}

/** Linear between the edges. */
function valueAt(curve: readonly number[], days: number): number {
  const next = EDGES.findIndex((edge) => edge > days);
  if (next < 0) return curve.at(-1)!;
  const [from, to] = [EDGES[next - 1]!, EDGES[next]!];
  const part = (days - from) / (to - from);
  return curve[next - 1]! + part * (curve[next]! - curve[next - 1]!);
}

/** Brings the sums to `at`; returns what an observation of then counts. */
function age(away: Away, at: number, halfLife: number): number {
  const { old, fresh, since } = decay(away.since, at, halfLife);
  away.visits *= old;
  away.said *= old;
  away.came *= old;
  away.returns.forEach((count, place) => (away.returns[place] = count * old));
  away.since = since;
  return fresh;
}
