import { type BaseRate, countVisit, newBaseRate, rateOf } from "./base-rate.ts";
import { type Reliability, newReliability, recordScores } from "./evidence.ts";
import { type Ftrl, learn, newFtrl, predict } from "./ftrl.ts";
import { bound, logit, sigmoid } from "./logistic.ts";
import { type Platt, learnPlatt, newPlatt, shiftOf, slopeOf } from "./platt.ts";
import type { IntentSettings } from "./settings.ts";
import { keepTrack, newTrack, type Track } from "./track.ts";

/** All that is learnt about one target: logit(p) = logit(base) + slope · (intercept + Σ weights) + shift. */
export interface Head {
  ftrl: Ftrl;
  platt: Platt;
  base: BaseRate;
  reliability: Reliability;
  track: Track;
}

export function newHead(): Head {
  return {
    ftrl: newFtrl(),
    platt: newPlatt(),
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
  const slope = slopeOf(head.platt);
  const shift = shiftOf(head.platt);
  const outcome = ordered ? 1 : 0;
  let error = 0;
  let evidenceError = 0;
  const raw = [];
  const calibrated = [];
  for (const slots of prefixes) {
    const evidence = predict(head.ftrl, slots, settings);
    const probability = bound(sigmoid(base + slope * evidence + shift));
    raw.push({ slots, probability: sigmoid(base + evidence) });
    calibrated.push(probability);
    error += probability - outcome;
    evidenceError += (probability - outcome) * evidence;
  }
  learn(head.ftrl, raw, ordered, settings);
  learnPlatt(head.platt, error, evidenceError);
  keepTrack(head.track, calibrated, ordered, baseRate, at, settings.halfLife);
  recordScores(head.reliability, calibrated, ordered, at, settings.halfLife);
  countVisit(head.base, ordered, at, settings.halfLife);
}
