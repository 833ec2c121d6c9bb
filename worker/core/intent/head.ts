import { type BaseRate, countVisit, newBaseRate, rateOf } from "./base-rate.ts";
import { type Reliability, newReliability, recordScores } from "./evidence.ts";
import { type Ftrl, learn, newFtrl, predict } from "./ftrl.ts";
import { expectFunnel } from "./funnel-prior.ts";
import { bound, logit, sigmoid } from "./logistic.ts";
import { STRETCHES, stretchOf } from "./moment-features.ts";
import { type Platt, learnPlatt, lineOf, newPlatt } from "./platt.ts";
import type { IntentSettings } from "./settings.ts";
import { keepTrack, newTrack, type Track } from "./track.ts";

/** All that is learnt about one target: logit(p) = logit(base) + slope · (intercept + Σ weights) + shift. */
export interface Head {
  ftrl: Ftrl;
  /**
   * A layer for each stretch of a visit (`stretchOf`). One for all makes first moments overconfident:
   * later ones, of which there are more, set its slope.
   */
  platts: Platt[];
  base: BaseRate;
  reliability: Reliability;
  track: Track;
}

export function newHead(): Head {
  return {
    ftrl: expectFunnel(newFtrl()),
    platts: Array.from({ length: STRETCHES }, newPlatt),
    base: newBaseRate(),
    reliability: newReliability(),
    track: newTrack(),
  };
}

/**
 * Learns one session: its prefixes (slots each) and its outcome, known at `at` (epoch ms). Every layer
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
): void {
  const baseRate = rateOf(head.base, settings);
  const base = logit(baseRate);
  const outcome = ordered ? 1 : 0;
  const layers = head.platts.map((platt) => ({
    platt,
    line: lineOf(platt),
    moments: 0,
    error: 0,
    evidenceError: 0,
  }));
  const raw = [];
  const calibrated = [];
  for (const slots of prefixes) {
    const layer = layers[stretchOf(slots)]!;
    const evidence = predict(head.ftrl, slots, settings);
    const probability = bound(sigmoid(base + layer.line.slope * evidence + layer.line.shift));
    raw.push({ slots, probability: sigmoid(base + evidence) });
    calibrated.push(probability);
    layer.moments++;
    layer.error += probability - outcome;
    layer.evidenceError += (probability - outcome) * evidence;
  }
  learn(head.ftrl, raw, ordered, settings);
  for (const { platt, moments, error, evidenceError } of layers)
    if (moments > 0) learnPlatt(platt, error, evidenceError);
  keepTrack(head.track, calibrated, ordered, baseRate, at, settings.halfLife);
  recordScores(head.reliability, calibrated, ordered, at, settings.halfLife);
  countVisit(head.base, ordered, at, settings.halfLife);
}
