import { shareInterval, Z95 } from "../measure/index.ts";
import type { Wait } from "./waits.ts";

/** What is known after the events of one moment. */
export interface Step {
  days: number;
  /** Share that has not come back: Π (1 − d/n). */
  survival: number;
  /** Greenwood's sum Σ d / (n(n − d)): the variance of ln Ŝ. */
  greenwood: number;
  /** Nelson and Aalen's Σ d/n. */
  hazard: number;
}

export interface SurvivalCurve {
  /** Ascending; the first is at no days, where nobody has come back. */
  steps: Step[];
  /** Every wait in days, ascending, whether it ended or goes on. */
  durations: Float64Array;
}

/** A point of F2(t) = 1 − Ŝ(t). */
export interface CurvePoint {
  rate: number;
  /** 95 %. */
  interval: [number, number];
  /** Whose wait was at least as long. */
  atRisk: number;
}

/**
 * Kaplan and Meier's product-limit estimate (1958) of the share that has not come back. Who was lost
 * on the day of an event counts as at risk in it.
 */
export function kaplanMeier(waits: readonly Pick<Wait, "days" | "next">[]): SurvivalCurve {
  const sorted = waits.toSorted((a, b) => a.days - b.days);
  const steps: Step[] = [{ days: 0, survival: 1, greenwood: 0, hazard: 0 }];
  for (let from = 0; from < sorted.length;) {
    const { days } = sorted[from]!;
    let to = from;
    let events = 0;
    while (to < sorted.length && sorted[to]!.days === days)
      events += Number(sorted[to++]!.next !== null);
    if (events > 0) steps.push(after(steps.at(-1)!, days, events, sorted.length - from));
    from = to;
  }
  return { steps, durations: Float64Array.from(sorted, ({ days }) => days) };
}

function after(step: Step, days: number, events: number, atRisk: number): Step {
  return {
    days,
    survival: step.survival * (1 - events / atRisk),
    greenwood: step.greenwood + events / (atRisk * (atRisk - events)),
    hazard: step.hazard + events / atRisk,
  };
}

/** The last step at or before so many days. */
export function stepAt({ steps }: SurvivalCurve, days: number): Step {
  let low = 0;
  let high = steps.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (steps[middle]!.days <= days) low = middle;
    else high = middle - 1;
  }
  return steps[low]!;
}

/** How many waits are at least so long. */
export function atRiskAt({ durations }: SurvivalCurve, days: number): number {
  let low = 0;
  let high = durations.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (durations[middle]! < days) low = middle + 1;
    else high = middle;
  }
  return durations.length - low;
}

/** The share that has come back by so many days, with its interval. */
export function returnedBy(curve: SurvivalCurve, days: number): CurvePoint {
  const step = stepAt(curve, days);
  return {
    rate: 1 - step.survival,
    interval: intervalOf(step, curve.durations.length),
    atRisk: atRiskAt(curve, days),
  };
}

/**
 * Greenwood's variance on the scale of ln(−ln Ŝ), which keeps the interval within 0 and 1 (Kalbfleisch
 * & Prentice 1980). Where everybody or nobody has come back that scale has no value, and Wilson's
 * interval of all stands in.
 */
function intervalOf({ survival, greenwood }: Step, people: number): [number, number] {
  if (survival === 1 || survival === 0) return shareInterval((1 - survival) * people, people);
  const reach = Math.exp((Z95 * Math.sqrt(greenwood)) / -Math.log(survival));
  return [1 - survival ** (1 / reach), 1 - survival ** reach];
}
