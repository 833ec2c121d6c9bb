import { decay } from "./decay.ts";
import { bound, logit, sigmoid } from "./logistic.ts";
import type { Line } from "./platt.ts";

/**
 * How far the scores of one stretch are believed against a constant, the share of its moments that led
 * to an order. Both forecast every moment; the answer is their mean in logits, each weighted by
 * e^(−its loss so far), the exponentially weighted average forecaster (Cesa-Bianchi and Lugosi 2006,
 * chapter 2). Loss is convex in the logit, so no moment loses more than the weighted mean of both: a
 * shop with too few orders to learn from is told little more than its rate.
 */
export interface Trust {
  moments: number;
  orders: number;
  /** What the constant has lost more than the scores, in nats a visit, summed and decayed. */
  lead: number;
  /** Epoch ms up to which the sums are decayed. */
  since: number;
}

/** Log-odds of the scores before either has forecast anything. */
const PRIOR = Math.log(4);
/** Moments for which the shop's base rate stands in the constant. */
const PSEUDO_MOMENTS = 20;

export function newTrust(): Trust {
  return { moments: 0, orders: 0, lead: 0, since: 0 };
}

/** A layer's line, drawn towards the constant as far as that has done better. */
export function trusted(line: Line, trust: Trust, baseRate: number): Line {
  const weight = sigmoid(PRIOR + trust.lead);
  const level = constantOf(trust, baseRate) - logit(baseRate);
  return { slope: weight * line.slope, shift: weight * line.shift + (1 - weight) * level };
}

/**
 * Adds a session's moments of this stretch: `logits` is what the scores alone said. A session's loss
 * is divided by `length`, the moments of a typical session, since its moments share one outcome.
 */
export function learnTrust(
  trust: Trust,
  logits: readonly number[],
  ordered: boolean,
  { baseRate, length }: { baseRate: number; length: number },
  at: number,
  halfLife: number,
): void {
  const { old, fresh, since } = decay(trust.since, at, halfLife);
  const constant = lossOf(constantOf(trust, baseRate), ordered);
  let lead = 0;
  for (const each of logits) lead += constant - lossOf(each, ordered);
  trust.lead = old * trust.lead + (fresh * lead) / length;
  trust.moments = old * trust.moments + fresh * logits.length;
  trust.orders = old * trust.orders + (ordered ? fresh * logits.length : 0);
  trust.since = since;
}

const constantOf = ({ orders, moments }: Trust, baseRate: number): number =>
  logit((orders + PSEUDO_MOMENTS * baseRate) / (moments + PSEUDO_MOMENTS));

const lossOf = (score: number, ordered: boolean): number =>
  -Math.log(bound(sigmoid(ordered ? score : -score)));
