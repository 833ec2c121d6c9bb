import type { Buyer } from "../customer/index.ts";
import { fnv1a } from "../intent/index.ts";
import type { Observation } from "./exposures.ts";
import { DAY } from "./orders.ts";
import { type OptOuts, type Wait, waitsAfter } from "./waits.ts";

/** A person's visits as the ledger knows them: when each began (epoch ms), and the pages of it. */
export interface PageVisits {
  person: string;
  sessions: { started: number; paths: readonly string[] }[];
}

/** A visit that began so many days before an order may still hold it. */
const LONGEST_SESSION = 1;
/** Sessions of a window in classes: up to 1, 2, 3, 5, 9, and more. */
const ACTIVITY = [1, 2, 3, 5, 9, Infinity];

/** Somebody after the first order: sessions by the day on which they began, ascending. */
interface Follower {
  wait: Wait;
  days: number[];
  paths: (readonly string[])[];
}

/**
 * Repeat buyers and their matches, by day of the match and activity (incidence-density sampling: a
 * match is anybody who, as many days after the first order, had not ordered again; also who did later).
 * The window runs from the first order to the start of the session that holds the second, or for as
 * many days. A match has about as many sessions in it; without any there is nothing to compare.
 */
export function matchedViews(
  buyers: readonly Buyer[],
  visits: readonly PageVisits[],
  now: number,
  controls: number,
  optOuts?: OptOuts,
): Observation[] {
  const followers = followersOf(waitsAfter(buyers, 1, now, optOuts), visits);
  const observations = new Map<string, Observation>();
  for (const [index, follower] of followers.entries()) {
    const days = windowOf(follower);
    if (days === null) continue;
    const activity = activityWithin(follower, days);
    if (activity === null) continue;
    const stratum = `${Math.floor(days)}|${activity}`;
    // Who is a match here may order again on a later hour of the same day: both count.
    observations.set(
      `${stratum}|repeat|${follower.wait.person}`,
      observed(follower, days, stratum, true),
    );
    for (const match of matchesOf(followers, index, days, activity, controls))
      observations.set(`${stratum}|${match.wait.person}`, observed(match, days, stratum, false));
  }
  return [...observations.values()];
}

/** In an order that has nothing to do with what anybody did, and is the same in every run. */
function followersOf(waits: readonly Wait[], visits: readonly PageVisits[]): Follower[] {
  const sessionsOf = new Map(visits.map(({ person, sessions }) => [person, sessions]));
  return waits
    .flatMap((wait) => {
      const sessions = (sessionsOf.get(wait.person) ?? [])
        .filter(({ started }) => started > wait.order.time)
        .sort((a, b) => a.started - b.started);
      if (sessions.length === 0) return [];
      return {
        wait,
        days: sessions.map(({ started }) => (started - wait.order.time) / DAY),
        paths: sessions.map(({ paths }) => paths),
        rank: fnv1a(wait.person),
      };
    })
    .sort((a, b) => a.rank - b.rank || (a.wait.person < b.wait.person ? -1 : 1));
}

/** Days until the session that holds the second order, or until the order when no session does. */
function windowOf({ wait, days }: Follower): number | null {
  if (wait.next === null) return null;
  const began = days.findLast((day) => day <= wait.days);
  return began !== undefined && wait.days - began < LONGEST_SESSION ? began : wait.days;
}

/** Sessions that began within the window. */
function sessionsWithin({ days }: Follower, window: number): number {
  let count = 0;
  while (count < days.length && days[count]! < window) count++;
  return count;
}

function activityWithin(follower: Follower, window: number): number | null {
  const sessions = sessionsWithin(follower, window);
  return sessions === 0 ? null : ACTIVITY.findIndex((most) => sessions <= most);
}

const observed = (
  follower: Follower,
  window: number,
  stratum: string,
  happened: boolean,
): Observation => ({
  person: follower.wait.person,
  stratum,
  keys: new Set(follower.paths.slice(0, sessionsWithin(follower, window)).flat()),
  happened,
});

/** The next people in line who were still waited for after so many days, about as active. */
function* matchesOf(
  followers: readonly Follower[],
  index: number,
  window: number,
  activity: number,
  most: number,
): Generator<Follower> {
  let found = 0;
  for (let step = 1; step < followers.length && found < most; step++) {
    const follower = followers[(index + step) % followers.length]!;
    if (follower.wait.days <= window || activityWithin(follower, window) !== activity) continue;
    found++;
    yield follower;
  }
}
