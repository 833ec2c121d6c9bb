import type { Gap } from "./deliveries.ts";

/** A mean of y = ln(days) − elasticity · ln(units), and the number of gaps that it rests on. */
export interface Pace {
  mean: number;
  n: number;
}

/** y of a gap, see `Pace`. */
export const paceOf = ({ days, units }: Gap, elasticity: number): number =>
  Math.log(days) - elasticity * Math.log(units);

/** (n·ȳ + κ·prior) / (n + κ); `n` stays the number of gaps. */
export function shrink({ mean, n }: Pace, prior: number, weight: number): Pace {
  return { mean: (n * mean + weight * prior) / (n + weight), n };
}

/** How an item is used up, as far as it is known before looking at one customer. */
export interface Usage {
  pace: Pace;
  elasticity: number;
  /** Days from delivery to first use. */
  lag: number;
  spread: number;
}
