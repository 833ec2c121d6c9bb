import type { Band, Intent, Score } from "../../wire/decision.ts";
import { nextBand } from "./bands.ts";
import type { Feature } from "./dimension.ts";
import { binOf } from "./evidence.ts";
import { UNSEEN_VARIANCE } from "./ftrl.ts";
import { SLOTS } from "./hash.ts";
import { bound, logit, rounded, sigmoid } from "./logistic.ts";
import type { Target } from "./model.ts";
import { stretchOf } from "./moment-features.ts";
import { reasons } from "./reasons.ts";
import { DEFAULT_SETTINGS, type IntentSettings } from "./settings.ts";
import type { HeadSnapshot, IntentSnapshot } from "./snapshot.ts";

/** What the scores rest on: events of the visit, and whether it is one page so far (`isBounce`). */
export interface Observed {
  events: number;
  bounce: boolean;
  /** The bands so far, which are left only by a margin (`nextBand`). */
  held?: Bands;
}

/** The band of each target; null where none has been told. */
export type Bands = Record<Target, Band | null>;

/** 95th percentile of the standard normal: both ends of a 90 % interval. */
const NORMAL_95 = 1.6449;

/**
 * How far, in logits, a season or a campaign moves all scores before the model has followed: what no number
 * of past visits makes smaller. Without it intervals of a busy shop hold too little, with the sum of the
 * weights' variances all hold everything: docs/intent.md says how much 90 % of them hold of known truth.
 */
const LEVEL = 0.1;

/** An interval over more than this holds hardly and surely alike; twice a high probability allows it. */
const WIDEST = 2 / 3;

/** Both probabilities of a visitor who shows `active`, with interval, status, band and reasons. */
export function score(
  snapshot: IntentSnapshot,
  active: readonly Feature[],
  observed: Observed,
  settings: IntentSettings = DEFAULT_SETTINGS,
): Intent {
  const slots = active.map(({ slot }) => slot);
  const places = placesOf(snapshot.slots);
  const positions = slots.map((slot) => places[slot]!);
  const stretch = stretchOf(slots);
  const of = (target: Target) =>
    scoreHead(
      snapshot[target],
      stretch,
      active,
      positions,
      observed,
      observed.held?.[target] ?? null,
      settings,
    );
  return {
    session: of("session"),
    week: of("week"),
    evidence: observed.events,
    model: snapshot.version,
  };
}

function scoreHead(
  head: HeadSnapshot,
  stretch: number,
  active: readonly Feature[],
  positions: number[],
  observed: Observed,
  held: Band | null,
  settings: IntentSettings,
): Score {
  const { slope, shift } = head.lines[stretch]!;
  const contributions: number[] = [];
  let centre = head.base + shift + slope * head.intercept;
  let variance = head.interceptVariance;
  for (const position of positions) {
    const contribution = position < 0 ? 0 : slope * head.weights[position]!;
    contributions.push(contribution);
    centre += contribution;
    variance += position < 0 ? UNSEEN_VARIANCE : head.variances[position]!;
  }
  const probability = bound(sigmoid(centre));
  // The active weights err together, having been learnt from the same visits: as one of them would.
  const own = slope * Math.sqrt(variance / (positions.length + 1));
  const interval = intervalAround(head, logit(probability), Math.hypot(own, LEVEL));
  const width = interval[1] - interval[0];
  // Against the base rate alone nobody far above it could ever count as known: a probability of 0.4
  // at a base of 0.05 would need ± 0.05.
  const scale = Math.max(head.baseRate, probability);
  const widest = Math.min(WIDEST, settings.widest * scale);
  const isKnown = !head.isDrifted && !observed.bounce && width <= widest;
  return {
    probability: rounded(probability),
    interval: [rounded(interval[0]), rounded(interval[1])],
    status: isKnown ? "scored" : "insufficient_evidence",
    band: isKnown ? nextBand(held, probability, head.baseRate, settings) : null,
    reasons: reasons(active, contributions),
  };
}

/** The reliability of the score's bin, widened by the deviation of weights and level (METHODS §3). */
function intervalAround(head: HeadSnapshot, centre: number, deviation: number): [number, number] {
  const bin = binOf(centre);
  const own = NORMAL_95 * deviation;
  return [
    bound(sigmoid(centre - Math.hypot(head.below[bin]!, own))),
    bound(sigmoid(centre + Math.hypot(head.above[bin]!, own))),
  ];
}

/** For each slot its place in the snapshot's lists, or −1; made once a snapshot, since each event asks. */
function placesOf(slots: Uint16Array): Int16Array {
  let places = PLACES.get(slots);
  if (places === undefined) {
    places = new Int16Array(SLOTS).fill(-1);
    for (const [place, slot] of slots.entries()) places[slot] = place;
    PLACES.set(slots, places);
  }
  return places;
}

const PLACES = new WeakMap<Uint16Array, Int16Array>();
