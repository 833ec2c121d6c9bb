import type { VisitRecord } from "../../simulator/requests.ts";
import type { Forecast } from "../intent/measures.ts";
import type { Said } from "./drive.ts";

export const WEEK = 7 * 86_400_000;

/** A forecast of the session's order, with the exact probability beside it. */
export interface Judged extends Forecast {
  chance: number;
  interval: [number, number];
  visit: VisitRecord;
}

export const judged = (said: readonly Said[]): Judged[] =>
  said.map(({ session, chance, visit }) => ({
    probability: session.probability,
    interval: session.interval,
    ordered: visit.orderedAt !== null,
    chance,
    visit,
  }));

/** The first word on each visit after at least `n` events, of the visits that came so far. */
export function after(said: readonly Said[], n: number): Said[] {
  const first = new Map<VisitRecord, Said>();
  for (const each of said)
    if (each.events >= n && !first.has(each.visit)) first.set(each.visit, each);
  return [...first.values()];
}

/** When each visitor id ordered, ascending (epoch ms). */
export function ordersByVisitor(visits: readonly VisitRecord[]): Map<string, number[]> {
  const orders = new Map<string, number[]>();
  for (const { visitor, orderedAt } of visits)
    if (orderedAt !== null) orders.set(visitor, [...(orders.get(visitor) ?? []), orderedAt]);
  for (const times of orders.values()) times.sort((a, b) => a - b);
  return orders;
}

/** Whether one of `times` lies in the seven days after `at`. */
export const withinWeek = (times: readonly number[] | undefined, at: number): boolean =>
  times?.some((time) => time > at && time <= at + WEEK) ?? false;
