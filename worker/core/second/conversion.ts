import { shareInterval } from "../measure/index.ts";
import { kaplanMeier, returnedBy } from "./kaplan-meier.ts";
import type { Wait } from "./waits.ts";

/** Days after which one asks who has come back. */
export const HORIZONS: readonly number[] = [7, 30, 60, 90, 180, 365];
/** Points of fewer people are hidden: their rate and interval are null (METHODS §5). */
export const FEWEST = 30;

/** A rate of people, hidden when too few of them can tell. */
export interface Rate {
  rate: number | null;
  /** 95 %. */
  interval: [number, number] | null;
  /** People that it rests on. */
  n: number;
}

/** Who came back within so many days, of those whose order is at least so old (Wilson 1927). */
export interface MaturedPoint extends Rate {
  days: number;
}

/** The share that has come back by so many days; `n` is who was still being waited for. */
export interface SurvivalPoint extends Rate {
  days: number;
}

/** Three answers to "how many come back?". */
export interface Conversion {
  /** People at the start. */
  n: number;
  matured: MaturedPoint[];
  /** Weekly and at the horizons, as far as enough people are at risk. */
  kaplan_meier: SurvivalPoint[];
  /** Who has come back so far of everybody, however new: too low while the shop grows. */
  naive: Rate;
}

/** A share of people with Wilson's interval, or hidden. */
export function rateOf(returned: number, n: number): Rate {
  if (n < FEWEST) return { rate: null, interval: null, n };
  return { rate: returned / n, interval: shareInterval(returned, n), n };
}

/** Matured F2(H): only people whose order is at least H days old tell of H. */
export function matured(waits: readonly Wait[], days: number): MaturedPoint {
  const { returned, n } = maturedCounts(waits, days);
  return { days, ...rateOf(returned, n) };
}

export function maturedCounts(
  waits: readonly Wait[],
  days: number,
): { returned: number; n: number } {
  let [returned, n] = [0, 0];
  for (const wait of waits) {
    if (wait.watched < days) continue;
    n++;
    if (wait.next !== null && wait.days <= days) returned++;
  }
  return { returned, n };
}

/** All three rates of METHODS §5. */
export function conversionOf(
  waits: readonly Wait[],
  horizons: readonly number[] = HORIZONS,
): Conversion {
  return {
    n: waits.length,
    matured: horizons.map((days) => matured(waits, days)),
    kaplan_meier: survivalPoints(waits, horizons),
    naive: rateOf(waits.filter(({ next }) => next !== null).length, waits.length),
  };
}

function survivalPoints(waits: readonly Wait[], horizons: readonly number[]): SurvivalPoint[] {
  const last = Math.max(...horizons);
  const weeks = Array.from({ length: Math.floor(last / 7) }, (_, week) => 7 * (week + 1));
  const days = [...new Set([...weeks, ...horizons])].sort((a, b) => a - b);
  const curve = kaplanMeier(waits);
  const points: SurvivalPoint[] = [];
  for (const day of days) {
    const { rate, interval, atRisk } = returnedBy(curve, day);
    if (atRisk < FEWEST) break;
    points.push({ days: day, rate, interval, n: atRisk });
  }
  return points;
}
