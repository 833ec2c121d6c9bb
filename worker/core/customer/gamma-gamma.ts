import { logGamma } from "../intent/index.ts";
import { minimise } from "./nelder-mead.ts";

/**
 * Gamma-Gamma (Fader and Hardie 2013, "The Gamma-Gamma model of monetary value"): orders of a person
 * vary as a gamma of shape p, and people's rates as a gamma (shape q, rate γ). How much an order is
 * worth must not hang on how often somebody orders.
 */
export interface GammaGamma {
  p: number;
  q: number;
  /** In the unit of money of what it was fitted to. */
  gamma: number;
}

export interface Spend {
  /** Orders that the mean is of. */
  orders: number;
  /** Above 0. */
  mean: number;
}

const BOUND = 12;

/** Maximum likelihood, with q above 1 so that the population's mean exists; of at least one person. */
export function fitGammaGamma(people: readonly Spend[]): GammaGamma {
  const scale = people.reduce((sum, { mean }) => sum + mean, 0) / people.length;
  const scaled = people.map(({ orders, mean }) => ({ orders, mean: mean / scale }));
  const { at } = minimise(
    (logs) => -logLikelihood(modelOf(logs), scaled) / people.length,
    [0, 0, 0],
  );
  const { gamma, ...others } = modelOf(at);
  return { ...others, gamma: gamma * scale };
}

/** Value of an order to expect: a person's mean, drawn to everybody's the less they ordered; null is nobody's. */
export function expectedValue({ p, q, gamma }: GammaGamma, spend: Spend | null): number {
  const { orders: x, mean } = spend ?? { orders: 0, mean: 0 };
  return (p * (gamma + x * mean)) / (p * x + q - 1);
}

function modelOf(logs: readonly number[]): GammaGamma {
  const [p, above, gamma] = logs.map((x) => Math.exp(Math.max(-BOUND, Math.min(BOUND, x))));
  return { p: p!, q: 1 + above!, gamma: gamma! };
}

/** The note's equation 1a. */
function logLikelihood({ p, q, gamma }: GammaGamma, people: readonly Spend[]): number {
  const constant = q * Math.log(gamma) - logGamma(q);
  const terms: number[] = [];
  const ofOrders = (x: number) => (terms[x] ??= logGamma(p * x + q) - logGamma(p * x));
  let total = 0;
  for (const { orders: x, mean } of people) {
    total +=
      constant +
      ofOrders(x) +
      (p * x - 1) * Math.log(mean) +
      p * x * Math.log(x) -
      (p * x + q) * Math.log(gamma + x * mean);
  }
  return total;
}
