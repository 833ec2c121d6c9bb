import { type BaseRate, countVisit, newBaseRate, rateOf } from "./base-rate.ts";
import { type Reliability, newReliability, recordScores } from "./evidence.ts";
import { type Ftrl, learn, newFtrl, predict } from "./ftrl.ts";
import { expectFunnel } from "./funnel-prior.ts";
import { bound, logit, sigmoid } from "./logistic.ts";
import { STRETCHES, stretchOf } from "./moment-features.ts";
import { type Line, type Platt, learnPlatt, lineOf, newPlatt } from "./platt.ts";
import type { IntentSettings } from "./settings.ts";
import { keepTrack, newTrack, type Track } from "./track.ts";
import { learnTrust, newTrust, type Trust, trusted } from "./trust.ts";

/** All that is learnt about one target: logit(p) = logit(base) + slope · (intercept + Σ weights) + shift. */
export interface Head {
  ftrl: Ftrl;
  /**
   * A layer for each stretch of a visit (`stretchOf`). One for all makes first moments overconfident:
   * later ones, of which there are more, set its slope.
   */
  platts: Platt[];
  /** How far each of them is believed. */
  trusts: Trust[];
  base: BaseRate;
  reliability: Reliability;
  track: Track;
}

export function newHead(): Head {
  return {
    ftrl: expectFunnel(newFtrl()),
    platts: Array.from({ length: STRETCHES }, newPlatt),
    trusts: Array.from({ length: STRETCHES }, newTrust),
    base: newBaseRate(),
    reliability: newReliability(),
    track: newTrack(),
  };
}

/** Slope and shift by stretch, as the scores have them. */
export const linesOf = ({ platts, trusts }: Head, baseRate: number): Line[] =>
  platts.map((platt, stretch) => trusted(lineOf(platt), trusts[stretch]!, baseRate));

/**
 * Moments of a typical session. Steps are in its units: summed over all of its moments, the first few
 * orders of a shop where visits are long would be taken for ten times as many.
 */
const lengthOf = ({ track, base }: Head): number => (track.moments + 1) / (base.visits + 1);

/**
 * Learns one session: its prefixes (slots each) and its outcome, known at `at` (epoch ms). Returns what it
 * would have said of each. Every layer
 * learns from what was predicted before it, so that reliability and calibration are measured on
 * sessions that the weights had not seen.
 *
 * Each prefix weighs as much as any other, in whatever session. Weighing them by 1/length, as METHODS
 * §3 has it, counts the first moments of buyers, whose sessions are long, for a tenth of those who
 * leave, and every early score comes out as much too low: on the demo's year 0.7 % of 5.7 % after one
 * event, and a log-loss above the base rate's.
 */
export function learnSession(
  head: Head,
  prefixes: number[][],
  ordered: boolean,
  at: number,
  settings: IntentSettings,
): number[] {
  const baseRate = rateOf(head.base, settings);
  const base = logit(baseRate);
  const outcome = ordered ? 1 : 0;
  const length = lengthOf(head);
  const told = linesOf(head, baseRate);
  const layers = head.platts.map((platt, stretch) => ({
    platt,
    line: lineOf(platt),
    told: told[stretch]!,
    trust: head.trusts[stretch]!,
    logits: [] as number[],
    error: 0,
    evidenceError: 0,
  }));
  const raw = [];
  const answers = [];
  for (const slots of prefixes) {
    const layer = layers[stretchOf(slots)]!;
    const evidence = predict(head.ftrl, slots, settings);
    const calibrated = base + layer.line.slope * evidence + layer.line.shift;
    const error = bound(sigmoid(calibrated)) - outcome;
    raw.push({ slots, probability: sigmoid(base + evidence) });
    answers.push(bound(sigmoid(base + layer.told.slope * evidence + layer.told.shift)));
    layer.logits.push(calibrated);
    layer.error += error;
    layer.evidenceError += error * evidence;
  }
  learn(head.ftrl, raw, ordered, length, settings);
  for (const { platt, trust, logits, error, evidenceError } of layers) {
    if (logits.length === 0) continue;
    learnPlatt(platt, error, evidenceError);
    learnTrust(trust, logits, ordered, { baseRate, length }, at, settings.halfLife);
  }
  keepTrack(head.track, answers, ordered, baseRate, at, settings.halfLife);
  recordScores(head.reliability, answers, ordered, at, settings.halfLife);
  countVisit(head.base, ordered, at, settings.halfLife);
  return answers;
}
