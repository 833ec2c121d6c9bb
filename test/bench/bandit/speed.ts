import { chooseStrategy, type Posterior } from "../../../worker/core/recommend/index.ts";

const READS = 5_000;

const posteriors = (read: number): Posterior[] =>
  ["popular", "table", "vectors"].map((strategy, k) => ({
    strategy,
    shown: 900 + read + 50 * k,
    clicked: 40 + 5 * k,
  }));

/**
 * Microseconds a decision takes, at the median: of posteriors just read, whose propensities are to be
 * worked out, and of the same again.
 */
export function speed(): { first: number; again: number } {
  const first: number[] = [];
  const again: number[] = [];
  for (let read = 0; read < READS; read++) {
    const just = posteriors(read);
    const started = performance.now();
    chooseStrategy(just, read);
    const between = performance.now();
    for (let seed = 0; seed < 10; seed++) chooseStrategy(just, seed);
    first.push((between - started) * 1_000);
    again.push(((performance.now() - between) / 10) * 1_000);
  }
  return { first: median(first), again: median(again) };
}

const median = (numbers: number[]): number =>
  numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
