import type { Beta } from "./posterior.ts";

/**
 * Where the grid of a density lies, in standard deviations from its peak: dense where the mass is,
 * and out to 27, since on the logit scale the tail of a Beta(1, ·) falls only as e^−x.
 */
const OFFSETS = Float64Array.from({ length: 25 }, (_, i) => 1.5 * Math.sinh((i - 12) / 3.34));

/**
 * For each Beta distribution the probability that a draw from it is the largest of all:
 * `P(k) = ∫ f_k(x) · Π_{j≠k} F_j(x) dx`, to about four digits. They add up to 1.
 *
 * Integrated over y = logit(x), on which every density is smooth and has one peak, on the union of
 * grids around the peaks, so that a sharp posterior beside a flat one is as well resolved. In each
 * interval the densities are taken at the two places of Gauss–Legendre, and what they have added up
 * to by there from the same two values (the two-stage Gauss method, of order 4; Hairer, Nørsett &
 * Wanner 1993, II.7).
 *
 * @param betas parameters of at least 1
 */
export function bestChances(betas: readonly Beta[]): number[] {
  if (betas.length < 2) return betas.map(() => 1);
  const nodes = unionGrid(betas);
  const densities = betas.map((beta) => densityAt(beta, nodes));
  const below = betas.map(() => 0);
  const chances = betas.map(() => 0);
  const atFirst = [...below];
  const atSecond = [...below];
  for (let at = 0; at < nodes.weights.length; at += 2) {
    for (let k = 0; k < betas.length; k++) {
      const first = densities[k]![at]!;
      const second = densities[k]![at + 1]!;
      atFirst[k] = below[k]! + first / 2 - BACK * second;
      atSecond[k] = below[k]! + AHEAD * first + second / 2;
      below[k]! += first + second;
    }
    for (let k = 0; k < betas.length; k++) {
      chances[k]! +=
        densities[k]![at]! * others(atFirst, k) + densities[k]![at + 1]! * others(atSecond, k);
    }
  }
  // One that is never the best may come out a rounding error below 0.
  const positive = chances.map((chance) => Math.max(0, chance));
  const sum = positive.reduce((total, chance) => total + chance, 0);
  return positive.map((chance) => chance / sum);
}

/** The places in an interval of length 1, and the coefficients of the method beside the halves. */
const [FIRST, SECOND] = [0.5 - Math.sqrt(1 / 12), 0.5 + Math.sqrt(1 / 12)];
const [BACK, AHEAD] = [Math.sqrt(1 / 3) - 0.5, Math.sqrt(1 / 3) + 0.5];

/** Two nodes an interval: their places, ln(1 + e^y) there, and half the interval's width. */
interface Nodes {
  places: Float64Array;
  softplus: Float64Array;
  weights: Float64Array;
}

function unionGrid(betas: readonly Beta[]): Nodes {
  const ends = new Float64Array(betas.length * OFFSETS.length);
  betas.forEach(({ a, b }, k) => {
    const peak = Math.log(a / b);
    const deviation = Math.sqrt(1 / a + 1 / b);
    for (let i = 0; i < OFFSETS.length; i++)
      ends[k * OFFSETS.length + i] = peak + deviation * OFFSETS[i]!;
  });
  ends.sort();
  const length = 2 * (ends.length - 1);
  const places = new Float64Array(length);
  const weights = new Float64Array(length);
  for (let i = 0; i < length; i += 2) {
    const low = ends[i / 2]!;
    const width = ends[i / 2 + 1]! - low;
    places[i] = low + width * FIRST;
    places[i + 1] = low + width * SECOND;
    weights[i] = weights[i + 1] = width / 2;
  }
  // −ln(1 − x) at y = logit(x), without overflow.
  const softplus = places.map((y) => Math.max(0, y) + Math.log1p(Math.exp(-Math.abs(y))));
  return { places, softplus, weights };
}

/** e^−40: so far below the peak a density adds nothing that can be seen. */
const NOTHING = -40;

/** The probability that each node stands for; together 1. */
function densityAt({ a, b }: Beta, { places, softplus, weights }: Nodes): Float64Array {
  const peak = a * Math.log(a / (a + b)) + b * Math.log(b / (a + b));
  const masses = new Float64Array(places.length);
  let sum = 0;
  for (let i = 0; i < masses.length; i++) {
    const log = a * places[i]! - (a + b) * softplus[i]! - peak;
    // Most of the grid lies around other peaks, where there is nothing to add.
    if (log > NOTHING) sum += masses[i] = weights[i]! * Math.exp(log);
  }
  for (let i = 0; i < masses.length; i++) masses[i]! /= sum;
  return masses;
}

/** `Π_{j≠k} F_j`. */
function others(below: readonly number[], k: number): number {
  let product = 1;
  for (let j = 0; j < below.length; j++) if (j !== k) product *= below[j]!;
  return product;
}
