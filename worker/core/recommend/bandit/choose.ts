import { bestChances } from "./best-chances.ts";
import { betasOf, type Posterior, type Strategy } from "./posterior.ts";

/**
 * The least probability of any strategy. It bounds the weights of off-policy estimates at 50, and
 * lets a strategy that has fallen behind come back when taste changes.
 */
export const FLOOR = 0.02;

/**
 * Draws the strategy of one receipt by Thompson sampling: each with the probability that it is the
 * best, given what is known (probability matching), but for the floor. The draw is made from those
 * probabilities themselves, so the propensity told is the very one used, and the same posteriors and
 * seed give the same strategy again.
 *
 * @param posteriors of one slot, at least one; the array is taken as immutable
 * @param seed any 32-bit integer, different for each receipt
 * @throws {RangeError} when there is no strategy
 */
export function chooseStrategy(
  posteriors: readonly Posterior[],
  seed: number,
): { strategy: Strategy; propensity: number } {
  const propensities = propensitiesOf(posteriors);
  let left = uniformOf(seed);
  let choice = 0;
  while (choice < posteriors.length - 1 && left >= propensities[choice]!) {
    left -= propensities[choice]!;
    choice += 1;
  }
  const chosen = posteriors[choice];
  if (chosen === undefined) throw new RangeError("no strategy to choose from");
  return { strategy: chosen.strategy, propensity: propensities[choice]! };
}

const known = new WeakMap<readonly Posterior[], readonly number[]>();

/**
 * The probability with which each strategy is drawn. Posteriors are read once a minute and asked at
 * every decision, so what was worked out is kept as long as the array lives.
 */
export function propensitiesOf(posteriors: readonly Posterior[]): readonly number[] {
  let propensities = known.get(posteriors);
  if (propensities === undefined) {
    const floor = Math.min(FLOOR, 1 / posteriors.length);
    propensities = bestChances(betasOf(posteriors)).map(
      (chance) => floor + (1 - floor * posteriors.length) * chance,
    );
    known.set(posteriors, propensities);
  }
  return propensities;
}

/** A number in [0, 1) that looks random, from a 32-bit seed (the mixer of SplitMix32). */
export function uniformOf(seed: number): number {
  let bits = (seed + 0x9e3779b9) | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad);
  bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
  return ((bits ^ (bits >>> 15)) >>> 0) / 2 ** 32;
}
