import { INTERCEPT, SLOTS } from "./hash.ts";
import type { IntentSettings } from "./settings.ts";

type Rates = Pick<IntentSettings, "alpha" | "beta" | "l1" | "l2">;

/**
 * FTRL-proximal logistic regression (McMahan et al. 2013, algorithm 1), a coordinate a slot and the
 * intercept last. Doubles: squared gradients of 10⁻⁶ would vanish beside sums of a few hundred in
 * floats. Only touched coordinates are stored, so that costs little.
 */
export interface Ftrl {
  /** Gradients so far less the pull of past steps. */
  z: Float64Array;
  /** Squared gradients so far, one gradient a session. */
  n: Float64Array;
  /** Fisher information so far: Σ p(1 − p). */
  information: Float64Array;
}

/** One prefix: its active slots, and what was said of it. */
export interface Example {
  slots: ArrayLike<number>;
  probability: number;
}

/** Prior precision of a weight, as ±0.5 around 0; what an unseen bucket adds to the variance. */
const PRIOR_PRECISION = 4;
export const UNSEEN_VARIANCE = 1 / PRIOR_PRECISION;

export function newFtrl(size = SLOTS + 1): Ftrl {
  return {
    z: new Float64Array(size),
    n: new Float64Array(size),
    information: new Float64Array(size),
  };
}

/** The weight of one coordinate: lazily, from z and n. The intercept is the shop's own: unregularised. */
export function weightAt(model: Ftrl, index: number, rates: Rates): number {
  const z = model.z[index]!;
  const l1 = index === INTERCEPT ? 0 : rates.l1;
  const l2 = index === INTERCEPT ? 0 : rates.l2;
  if (Math.abs(z) <= l1) return 0;
  return -(z - Math.sign(z) * l1) / ((rates.beta + Math.sqrt(model.n[index]!)) / rates.alpha + l2);
}

/**
 * Variance of one weight by the diagonal of the sandwich J / I²: the sessions' squared gradients
 * over the squared information, so that prefixes of one session do not pass for independent ones.
 */
export function varianceAt(model: Ftrl, index: number): number {
  const precision = model.information[index]! + PRIOR_PRECISION;
  return (model.n[index]! + PRIOR_PRECISION) / (precision * precision);
}

/** Coordinates that were ever touched, ascending. */
export function touched(model: Ftrl): number[] {
  const indices: number[] = [];
  for (let index = 0; index < model.n.length; index++) {
    if (model.information[index]! > 0) indices.push(index);
  }
  return indices;
}

/** What the slots add to the logit of the base rate, with the intercept. */
export function predict(model: Ftrl, slots: ArrayLike<number>, rates: Rates): number {
  let sum = weightAt(model, INTERCEPT, rates);
  for (let index = 0; index < slots.length; index++) sum += weightAt(model, slots[index]!, rates);
  return sum;
}

/**
 * Learns one session: its prefixes share an outcome, so they make one step of one gradient. It is
 * measured in sessions of `length` prefixes.
 */
export function learn(
  model: Ftrl,
  examples: Example[],
  ordered: boolean,
  length: number,
  rates: Rates,
): void {
  const gradients = new Map<number, number>();
  for (const { slots, probability } of examples) {
    const error = (probability - (ordered ? 1 : 0)) / length;
    const information = (probability * (1 - probability)) / length;
    for (let position = -1; position < slots.length; position++) {
      const index = position < 0 ? INTERCEPT : slots[position]!;
      gradients.set(index, (gradients.get(index) ?? 0) + error);
      model.information[index]! += information;
    }
  }
  for (const [index, gradient] of gradients) step(model, index, gradient, rates);
}

function step(model: Ftrl, index: number, gradient: number, rates: Rates): void {
  const before = model.n[index]!;
  const after = before + gradient * gradient;
  const sigma = (Math.sqrt(after) - Math.sqrt(before)) / rates.alpha;
  model.z[index]! += gradient - sigma * weightAt(model, index, rates);
  model.n[index] = after;
}
