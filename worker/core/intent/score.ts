import type { Band, Intent, Score } from "../../wire/decision.ts";
import type { Feature } from "./dimension.ts";
import { binOf } from "./evidence.ts";
import { UNSEEN_VARIANCE } from "./ftrl.ts";
import { bound, logit, sigmoid } from "./logistic.ts";
import { reasons } from "./reasons.ts";
import { DEFAULT_SETTINGS, type IntentSettings } from "./settings.ts";
import type { HeadSnapshot, IntentSnapshot } from "./snapshot.ts";

/** What the scores rest on: events of the visit, and whether it is one page so far (`isBounce`). */
export interface Observed {
  events: number;
  bounce: boolean;
}

/** 95th percentile of the standard normal: both ends of a 90 % interval. */
const NORMAL_95 = 1.6449;

/** Both probabilities of a visitor who shows `active`, with interval, status, band and reasons. */
export function score(
  snapshot: IntentSnapshot,
  active: readonly Feature[],
  observed: Observed,
  settings: IntentSettings = DEFAULT_SETTINGS,
): Intent {
  const positions = active.map(({ slot }) => find(snapshot.slots, slot));
  return {
    session: scoreHead(snapshot.session, active, positions, observed, settings),
    week: scoreHead(snapshot.week, active, positions, observed, settings),
    evidence: observed.events,
    model: snapshot.version,
  };
}

function scoreHead(
  head: HeadSnapshot,
  active: readonly Feature[],
  positions: number[],
  observed: Observed,
  settings: IntentSettings,
): Score {
  const contributions = positions.map((position) => (position < 0 ? 0 : head.weights[position]!));
  let centre = head.start;
  let variance = head.startVariance;
  for (let index = 0; index < positions.length; index++) {
    const position = positions[index]!;
    centre += contributions[index]!;
    variance += position < 0 ? head.slope ** 2 * UNSEEN_VARIANCE : head.variances[position]!;
  }
  const probability = bound(sigmoid(centre));
  const interval = intervalAround(head, logit(probability), variance);
  const width = interval[1] - interval[0];
  // Against the base rate alone nobody far above it could ever count as known: a probability of 0.4
  // at a base of 0.05 would need ± 0.05.
  const scale = Math.max(head.baseRate, probability);
  const isKnown = !head.isDrifted && !observed.bounce && width <= settings.widest * scale;
  return {
    probability: rounded(probability),
    interval: [rounded(interval[0]), rounded(interval[1])],
    status: isKnown ? "scored" : "insufficient_evidence",
    band: isKnown ? bandOf(probability, head.baseRate, settings) : null,
    reasons: reasons(active, contributions),
  };
}

/** Four significant digits; rounding keeps order, so the interval still holds the probability. */
function rounded(share: number): number {
  const scale = 10 ** (3 - Math.floor(Math.log10(share)));
  return bound(Math.round(share * scale) / scale);
}

/** The reliability of the score's bin, widened by the weights' own variance (METHODS §3). */
function intervalAround(head: HeadSnapshot, centre: number, variance: number): [number, number] {
  const bin = binOf(centre);
  const own = NORMAL_95 * Math.sqrt(variance);
  return [
    bound(sigmoid(centre - Math.hypot(head.below[bin]!, own))),
    bound(sigmoid(centre + Math.hypot(head.above[bin]!, own))),
  ];
}

/** By odds rather than rates, so that bands keep a meaning in a shop where most visits order. */
export function bandOf(probability: number, baseRate: number, settings: IntentSettings): Band {
  const odds = Math.exp(logit(probability) - logit(baseRate));
  if (odds >= settings.ready) return "ready";
  return odds >= settings.considering ? "considering" : "low";
}

/** Place of `slot` in the ascending `slots`, or −1. */
function find(slots: Uint16Array, slot: number): number {
  let low = 0;
  let high = slots.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const value = slots[middle]!;
    if (value === slot) return middle;
    if (value < slot) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
