import { kaplanMeier, stepAt, type SurvivalCurve, waitsAfter } from "../second/index.ts";
import { type BgNbd, expectedOrders, fitBgNbd, type History } from "./bgnbd.ts";
import { expectedValue, fitGammaGamma, type GammaGamma, type Spend } from "./gamma-gamma.ts";
import type { Buyer, ValidOrder } from "./order.ts";

/** What a shop's future orders are forecast by; JSON-ready. */
export interface ClvModel {
  /** In days. */
  orders: BgNbd;
  /** In minor units. */
  value: GammaGamma;
  /** Share of first-time buyers who have not come back, by days since; ascending, from day 0. */
  comeback: { days: number; survival: number }[];
}

/** What is to be expected of somebody in the days to come. */
export interface Forecast {
  orders: number;
  /** Minor units an order. */
  orderValue: number;
  /** Minor units: orders times their value. */
  value: number;
  /** What the number of orders is read from. */
  basis: "bg_nbd" | "first_return_curve";
}

const DAY = 86_400_000;

/** With fewer people who came back the parameters are not worth having. */
export const FEWEST_REPEATERS = 30;

/** More people than this change no digit that is shown: of a larger shop every nth is taken. */
const SAMPLE = 20_000;
const STEPS = 200;

/** Fits both models and the curve of first returns; null for fewer than 30 people who came back. */
export function fitClv(buyers: readonly Buyer[], now: number): ClvModel | null {
  const people = everyNth(buyers, SAMPLE);
  const repeaters = people.filter(({ orders }) => orders.length > 1);
  if (repeaters.length < FEWEST_REPEATERS) return null;
  const spends = repeaters.map((buyer) => spendOf(buyer.orders)!).filter(({ mean }) => mean > 0);
  const orders = fitBgNbd(people.map((buyer) => historyOf(buyer.orders, now)));
  if (orders === null || spends.length === 0) return null;
  const value = fitGammaGamma(spends);
  return { orders, value, comeback: thinned(kaplanMeier(waitsAfter(buyers, 1, now))) };
}

/**
 * Orders and net spend in the next `days`. Of one-time buyers by how many of those who had waited as
 * long came back, which counts one order and needs no assumption; of the others by BG/NBD.
 */
export function forecast(
  orders: readonly ValidOrder[],
  now: number,
  model: ClvModel,
  days = 365,
): Forecast {
  const history = historyOf(orders, now);
  const once = history.repeats === 0;
  const count = once
    ? returnChance(model, history.age, days)
    : expectedOrders(model.orders, history, days);
  const orderValue = expectedValue(model.value, spendOf(orders));
  return {
    orders: count,
    orderValue,
    value: count * orderValue,
    basis: once ? "first_return_curve" : "bg_nbd",
  };
}

/** Repeat orders, the last one and the age in whole days, as BG/NBD wants them. */
export function historyOf(orders: readonly ValidOrder[], now: number): History {
  const days = (time: number) => Math.round((time - orders[0]!.time) / DAY);
  return { repeats: orders.length - 1, last: days(orders.at(-1)!.time), age: days(now) };
}

/** The orders after the first, as Gamma-Gamma wants them; null when there are none. */
export function spendOf(orders: readonly ValidOrder[]): Spend | null {
  const repeats = orders.length - 1;
  if (repeats === 0) return null;
  let net = 0;
  for (const order of orders.slice(1)) net += order.net;
  return { orders: repeats, mean: net / repeats };
}

/** 1 − Ŝ(t+h)/Ŝ(t): the chance of a second order within `days` of somebody who has waited `waited`. */
function returnChance({ comeback }: ClvModel, waited: number, days: number): number {
  const at = (day: number) => comeback.findLast((step) => step.days <= day)?.survival ?? 1;
  const still = at(waited);
  return still > 0 ? 1 - at(waited + days) / still : 0;
}

function thinned(curve: SurvivalCurve): ClvModel["comeback"] {
  const end = curve.steps.at(-1)!.days;
  const days =
    curve.steps.length <= STEPS
      ? curve.steps.map((step) => step.days)
      : Array.from({ length: STEPS + 1 }, (_, index) => (end * index) / STEPS);
  return days.map((day) => ({ days: day, survival: stepAt(curve, day).survival }));
}

/** Evenly spread over the list, at most so many. */
export function everyNth<T>(list: readonly T[], most: number): readonly T[] {
  const step = Math.ceil(list.length / most);
  return step <= 1 ? list : list.filter((_, index) => index % step === 0);
}
