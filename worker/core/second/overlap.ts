import { betaCdf } from "../intent/index.ts";

/** How many people with one thing would have another if the two had nothing to do with each other. */
export interface Chance {
  mean: number;
  variance: number;
}

/** Adds a stratum of `size` people, of whom `n` have the one thing and `k` the other. */
export function addStratum(chance: Chance, size: number, n: number, k: number): void {
  chance.mean += (n * k) / size;
  if (size > 1) chance.variance += (n * k * (size - n) * (size - k)) / (size * size * (size - 1));
}

/**
 * P(overlap ≥ count) under a sum of hypergeometric variables, by the binomial one of the same mean and
 * variance. Such a sum is one of independent trials of unequal chances (Vatutin & Mikhailov 1982), which
 * a binomial follows closely also far out, where a normal one would promise too much.
 */
export function overlapTail(count: number, { mean, variance }: Chance): number {
  if (count <= 0) return 1;
  const chance = 1 - variance / mean;
  if (!(mean > 0) || chance <= 0) return 1;
  const trials = mean / chance;
  return betaCdf(chance, count, Math.max(1, trials - count + 1));
}
