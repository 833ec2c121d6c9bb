import type { VisitRecord } from "../../simulator/requests.ts";

/** An effect that was planted, and what a plain comparison finds of it: orders a visit. */
export interface Planted {
  /** Mean of what the intervention added to the exact probabilities of the visits that had it. */
  planted: number;
  /** Difference of the shares that ordered, with its 95 % interval (normal approximation). */
  found: number;
  interval: [low: number, high: number];
}

/**
 * By the coin that gave people the slot, on each one's first visit, since what comes after one is no
 * longer a toss: who ordered comes back differently.
 */
export function plantedOf(visits: readonly VisitRecord[]): Planted {
  const seen = new Set<string>();
  const firsts = visits
    .toSorted((a, b) => a.started - b.started)
    .filter(({ visitor }) => !seen.has(visitor) && seen.add(visitor));
  const asked = firsts.filter(({ isAsked }) => isAsked);
  const others = firsts.filter(({ isAsked }) => !isAsked);
  const found = rateOf(asked) - rateOf(others);
  const error = Math.sqrt(varianceOf(asked) + varianceOf(others));
  return {
    planted: asked.reduce((sum, { planted }) => sum + planted, 0) / asked.length,
    found,
    interval: [found - 1.96 * error, found + 1.96 * error],
  };
}

const rateOf = (visits: readonly VisitRecord[]): number =>
  visits.filter(({ orderedAt }) => orderedAt !== null).length / visits.length;

const varianceOf = (visits: readonly VisitRecord[]): number =>
  (rateOf(visits) * (1 - rateOf(visits))) / visits.length;
