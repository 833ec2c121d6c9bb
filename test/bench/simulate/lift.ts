import { dice } from "../../core/dice.ts";
import type { VisitRecord } from "../../simulator/requests.ts";
import type { Said } from "./drive.ts";
import { ordersByVisitor, WEEK, withinWeek } from "./outcomes.ts";

/** How much likelier the best-scored tenth orders than all, with a 95 % interval, of so many orders. */
export interface Lift {
  lift: number;
  interval: [low: number, high: number];
  orders: number;
}

/** Somebody in a list, and what came of them. */
export interface Ranked {
  visitor: string;
  score: number;
  ordered: boolean;
}

const DAY = 86_400_000;
const RESAMPLES = 500;
/** Scored is who has been seen so lately. */
const SEEN = 30 * DAY;
/** Days between two lists of everybody. */
const LIST_EVERY = 3 * DAY;

/** Of people who had not ordered, at these scores as far as they lie in the period: an order within 7 days. */
export function momentLift(
  moments: readonly Said[],
  visits: readonly VisitRecord[],
  [split, end]: [number, number],
  scoreOf: (said: Said) => number,
): Lift {
  const orders = ordersByVisitor(visits);
  const late = moments.filter(
    ({ visit, at }) => visit.ordersBefore === 0 && at >= split && at <= end - WEEK,
  );
  return liftOf([
    late.map((each) => ({
      visitor: each.visit.visitor,
      score: scoreOf(each),
      ordered: withinWeek(orders.get(each.visit.visitor), each.at),
    })),
  ]);
}

/**
 * Of everybody who has been seen in 30 days and has not ordered, as a list made every third day from
 * `split` on would score them: by the last word on them, whatever they are doing.
 */
export function audienceLift(
  said: readonly Said[],
  visits: readonly VisitRecord[],
  [split, end]: [number, number],
): Lift {
  const orders = ordersByVisitor(visits);
  const ascending = said.toSorted((a, b) => a.at - b.at);
  const last = new Map<string, Said>();
  const lists: Ranked[][] = [];
  let next = 0;
  for (let at = split; at <= end - WEEK; at += LIST_EVERY) {
    for (; next < ascending.length && ascending[next]!.at <= at; next++)
      last.set(ascending[next]!.visit.visitor, ascending[next]!);
    const list: Ranked[] = [];
    for (const [visitor, latest] of last) {
      const times = orders.get(visitor);
      if (at - latest.at > SEEN || (times?.[0] ?? Infinity) <= at) continue;
      list.push({
        visitor,
        score: latest.week.probability,
        ordered: withinWeek(times, at),
      });
    }
    lists.push(list);
  }
  return liftOf(lists);
}

/** The tenth is taken of each list by itself; the interval by resampling visitors. */
export function liftOf(lists: readonly Ranked[][]): Lift {
  const sums = new Map<string, number[]>();
  for (const list of lists) {
    const best = new Set(
      list.toSorted((a, b) => b.score - a.score).slice(0, Math.round(list.length / 10)),
    );
    for (const each of list) {
      const sum = sums.get(each.visitor) ?? [0, 0, 0, 0];
      const mine = [1, Number(each.ordered), Number(best.has(each))];
      sums.set(each.visitor, [
        sum[0]! + 1,
        sum[1]! + mine[1]!,
        sum[2]! + mine[2]!,
        sum[3]! + mine[1]! * mine[2]!,
      ]);
    }
  }
  const people = [...sums.values()];
  const roll = dice(1);
  const resampled = Array.from({ length: RESAMPLES }, () =>
    ratio(people, () => Math.floor(roll() * people.length)),
  ).sort((a, b) => a - b);
  const at = (share: number) => resampled[Math.floor(share * RESAMPLES)]!;
  return {
    lift: ratio(people, (place) => place),
    interval: [at(0.025), at(0.975)],
    orders: people.reduce((sum, [, ordered]) => sum + ordered!, 0),
  };
}

/** Of as many people as there are, the `place`-th of them being whom `pick` names. */
function ratio(people: readonly number[][], pick: (place: number) => number): number {
  let [all, orders, best, ordersOfBest] = [0, 0, 0, 0];
  for (let place = 0; place < people.length; place++) {
    const one = people[pick(place)]!;
    all += one[0]!;
    orders += one[1]!;
    best += one[2]!;
    ordersOfBest += one[3]!;
  }
  return ordersOfBest / best / (orders / all);
}
