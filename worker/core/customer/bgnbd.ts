import { logGamma } from "../intent/index.ts";
import { hypergeometric } from "./hypergeometric.ts";
import { minimise } from "./nelder-mead.ts";

/**
 * BG/NBD (Fader, Hardie and Lee 2005, "Counting your customers" the easy way): whoever is alive buys at
 * a rate that is gamma distributed (shape r, rate α) and leaves after each repeat order with a chance
 * that is beta distributed (a, b).
 */
export interface BgNbd {
  r: number;
  /** In the history's unit of time. */
  alpha: number;
  a: number;
  b: number;
}

/** What the model knows of somebody: all times count from the first order, in one unit. */
export interface History {
  /** Orders after the first. */
  repeats: number;
  /** Of the last order; 0 without repeats. */
  last: number;
  /** Now. */
  age: number;
}

/** Logs of the parameters stay within these, so that a shop that nobody leaves does not send b to infinity. */
const BOUND = 15;
/** Above it everybody buys as often as everybody else, and the series of ₂F₁ grow long. */
const LARGEST_R = 1000;

/**
 * Maximum likelihood by Nelder–Mead on the logs of the parameters (the paper's equation 7). Null when
 * nobody has come back, since then nothing tells a and b. Times in whole days are the quickest.
 */
export function fitBgNbd(histories: readonly History[]): BgNbd | null {
  if (!histories.some(({ repeats }) => repeats > 0)) return null;
  const people = histories.length;
  const age = sum(histories, (each) => each.age) / people;
  if (age <= 0) return null;
  const known = tabulate(histories);
  const start = [-1, Math.log(age) - 1, 0, 1];
  const { at } = minimise((logs) => -logLikelihood(modelOf(logs), known) / people, start);
  return modelOf(at);
}

function modelOf(logs: readonly number[]): BgNbd {
  const [r, alpha, a, b] = logs.map((x) => Math.exp(Math.max(-BOUND, Math.min(BOUND, x))));
  return { r: Math.min(LARGEST_R, r!), alpha: alpha!, a: a!, b: b! };
}

/** Histories with each time and each count of repeats named once, since logarithms are what a fit costs. */
interface Table {
  times: number[];
  /** How many people came back how often. */
  repeats: { count: number; people: number }[];
  /** `last` and `age` are indices into `times`. */
  rows: { repeats: number; last: number; age: number; people: number }[];
}

function tabulate(histories: readonly History[]): Table {
  const times = [...new Set(histories.flatMap(({ last, age }) => [last, age]))];
  const indexOf = new Map(times.map((time, index) => [time, index]));
  const rows = new Map<string, Table["rows"][number]>();
  const people = new Map<number, number>();
  for (const { repeats, last, age } of histories) {
    people.set(repeats, (people.get(repeats) ?? 0) + 1);
    const key = `${repeats} ${last} ${age}`;
    const row = rows.get(key);
    if (row !== undefined) row.people++;
    else rows.set(key, { repeats, last: indexOf.get(last)!, age: indexOf.get(age)!, people: 1 });
  }
  return {
    times,
    repeats: Array.from(people, ([count, n]) => ({ count, people: n })),
    rows: [...rows.values()],
  };
}

function logLikelihood({ r, alpha, a, b }: BgNbd, { times, repeats, rows }: Table): number {
  const logs = times.map((time) => Math.log(alpha + time));
  const constant = r * Math.log(alpha) - logGamma(r) + logGamma(a + b) - logGamma(b);
  let total = sum(
    repeats,
    ({ count: x, people }) =>
      people * (constant + logGamma(r + x) + logGamma(b + x) - logGamma(a + b + x)),
  );
  const logA = Math.log(a);
  const logB: number[] = [];
  for (const { repeats: x, last, age, people } of rows) {
    const stays = -(r + x) * logs[age]!;
    if (x === 0) {
      total += people * stays;
      continue;
    }
    const left = logA - (logB[x] ??= Math.log(b + x - 1)) - (r + x) * logs[last]!;
    const either = Math.max(stays, left) + Math.log1p(Math.exp(-Math.abs(stays - left)));
    total += people * either;
  }
  return total;
}

/**
 * P(alive). It is 1 for everybody with one order, since the model lets nobody leave before a repeat: so
 * never rank one-time buyers by it.
 */
export function aliveChance(model: BgNbd, { repeats: x, last, age }: History): number {
  if (x === 0) return 1;
  const { r, alpha, a, b } = model;
  const odds = Math.log(a / (b + x - 1)) + (r + x) * Math.log((alpha + age) / (alpha + last));
  return 1 / (1 + Math.exp(odds));
}

/** Orders to expect in the next `span` of time: E[Y(t) | x, t_x, T], the paper's equation 10. */
export function expectedOrders(model: BgNbd, history: History, span: number): number {
  return aliveChance(model, history) * ordersWhileAlive(model, history, span);
}

/**
 * The same of somebody known to be alive:
 * (a+b+x−1)/(a−1) · [1 − (1−z)^(r+x) · ₂F₁(r+x, b+x; a+b+x−1; z)], z = t/(α+T+t).
 */
export function ordersWhileAlive(
  { r, alpha, a, b }: BgNbd,
  { repeats: x, age }: History,
  span: number,
): number {
  // At a = 1 and at a+b+x = 1 the formula is 0/0; this far beside them it is right to nine digits.
  const shape = Math.abs(a - 1) < NUDGE ? 1 + NUDGE : a;
  const exact = shape + b + x - 1;
  const c = Math.abs(exact) < NUDGE ? NUDGE : exact;
  const z = span / (alpha + age + span);
  const kept = hypergeometric(r + x, b + x, c, z, (r + x) * Math.log1p(-z));
  return (c / (shape - 1)) * (1 - kept);
}

const NUDGE = 1e-6;

function sum<T>(list: readonly T[], read: (each: T) => number): number {
  let total = 0;
  for (const each of list) total += read(each);
  return total;
}
