import { rateOf } from "./base-rate.ts";
import type { Feature } from "./dimension.ts";
import { excessOf } from "./drift.ts";
import { reliabilityRows } from "./evidence.ts";
import { FIXED_FEATURES } from "./features.ts";
import { type Head, linesOf } from "./head.ts";
import { type IntentModel, versionOf } from "./model.ts";
import { weightAt } from "./ftrl.ts";
import { DEFAULT_SETTINGS, type IntentSettings } from "./settings.ts";
import { aucOf, RANKED_AFTER, type Track } from "./track.ts";

/** What a merchant may read of the model: what it learnt from, what it sees, and how good it is. */
export interface ModelCard {
  model: string;
  data: { source: string; lessons: number; half_life_days: number };
  targets: { session: TargetCard; week: TargetCard };
  features: FeatureCard[];
}

export interface TargetCard {
  /** In words. */
  target: string;
  /** Visits and orders that still count, by half-life, and their rate. */
  visits: number;
  orders: number;
  base_rate: number;
  /** After so many events, each session where it got so far; null while too few ordered, or did not. */
  auc_after: Record<string, number | null>;
  /** Means over all moments, null before the first; `base_…` of the base rate at the same moments. */
  log_loss: number | null;
  base_log_loss: number | null;
  brier: number | null;
  base_brier: number | null;
  /** What was said, beside what came of it, by band of the score. */
  reliability: { sessions: number; said: number; came: number }[];
  /** `excess_loss`: nats a session of late beyond the base rate; above 0 the scores are worse. */
  drift: { alarmed: boolean; excess_loss: number };
}

export interface FeatureCard {
  key: string;
  family: string;
  words: string;
  /** What it multiplies the odds of an order by once a visit has come far; 1 for nothing. */
  session_odds: number;
  week_odds: number;
}

const DAY = 86_400_000;

/** Fewer sessions with an order, or without, rank by luck: the standard error of an AUC is 0.13 then. */
const LEAST_RANKED = 5;

export function modelCard(
  model: IntentModel,
  settings: IntentSettings = DEFAULT_SETTINGS,
): ModelCard {
  const { session, week, lessons } = model;
  return {
    model: versionOf(model),
    data: {
      source:
        "this shop's own visits, each from its first event to its order or its end; until they say" +
        " otherwise, a cart doubles the odds of an order and the checkout makes them four times as high",
      lessons,
      half_life_days: settings.halfLife / DAY,
    },
    targets: {
      session: targetCard(session, "an order before the visit ends", settings),
      week: targetCard(week, "an order within 7 days", settings),
    },
    features: FIXED_FEATURES.map((feature) => ({
      key: feature.key,
      family: feature.key.slice(0, feature.key.indexOf(":")),
      words: feature.words,
      session_odds: oddsOf(session, feature, settings),
      week_odds: oddsOf(week, feature, settings),
    })),
  };
}

function targetCard(head: Head, target: string, settings: IntentSettings): TargetCard {
  const { base, track } = head;
  const mean = (sum: number) => (track.moments > 0 ? rounded(sum / track.moments) : null);
  const aucs = RANKED_AFTER.map((events, place): [string, number | null] => {
    const ranks = track.ranks[place]!;
    const auc = isRanked(ranks) ? aucOf(ranks) : null;
    return [`${events}`, auc === null ? null : rounded(auc)];
  });
  return {
    target,
    visits: rounded(base.visits),
    orders: rounded(base.orders),
    base_rate: rounded(rateOf(base, settings)),
    auc_after: Object.fromEntries(aucs),
    log_loss: mean(track.loss),
    base_log_loss: mean(track.baseLoss),
    brier: mean(track.squares),
    base_brier: mean(track.baseSquares),
    reliability: reliabilityRows(head.reliability).map(({ sessions, said, came }) => ({
      sessions: rounded(sessions),
      said: rounded(said),
      came: rounded(came),
    })),
    drift: { alarmed: track.drift.alarmed, excess_loss: rounded(excessOf(track.drift)) },
  };
}

const isRanked = (ranks: Track["ranks"][number]): boolean =>
  Object.values(ranks).every((side) => side.reduce((sum, count) => sum + count) >= LEAST_RANKED);

function oddsOf(head: Head, { slot }: Feature, settings: IntentSettings): number {
  const { slope } = linesOf(head, rateOf(head.base, settings)).at(-1)!;
  return rounded(Math.exp(slope * weightAt(head.ftrl, slot, settings)));
}

const rounded = (value: number): number => Number(value.toPrecision(4));
