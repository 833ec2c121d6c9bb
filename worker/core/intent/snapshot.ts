import { type AwayCurve, curveOf } from "./away.ts";
import { rateOf } from "./base-rate.ts";
import { BINS, reachOf } from "./evidence.ts";
import { touched, varianceAt, weightAt } from "./ftrl.ts";
import { INTERCEPT } from "./hash.ts";
import { type Head, linesOf } from "./head.ts";
import { logit } from "./logistic.ts";
import { type IntentModel, versionOf } from "./model.ts";
import type { Line } from "./platt.ts";
import { DEFAULT_SETTINGS, type IntentSettings } from "./settings.ts";

/** One head ready to answer. Slot arrays run parallel to `IntentSnapshot.slots`. */
export interface HeadSnapshot {
  /** Decayed base rate, and its logit, which every score starts from. */
  baseRate: number;
  base: number;
  intercept: number;
  interceptVariance: number;
  weights: Float32Array;
  variances: Float32Array;
  /** Slope and shift by stretch of the visit. */
  lines: Line[];
  /** By bin of the score: how far below and above it the truth may lie, in logits. */
  below: number[];
  above: number[];
  /** Its scores have been worse than the base rate of late, which answers instead. */
  isDrifted: boolean;
}

/** What the edge needs to score: a few KB, structured-cloneable, fetched at most once a minute. */
export interface IntentSnapshot {
  version: string;
  /** Slots that were ever active, ascending. */
  slots: Uint16Array;
  session: HeadSnapshot;
  week: HeadSnapshot;
  away: AwayCurve;
}

/** Leaves nothing of the evidence, so that the base rate answers. */
const BASE_ALONE: Line = { slope: 0, shift: 0 };

export function takeSnapshot(
  model: IntentModel,
  settings: IntentSettings = DEFAULT_SETTINGS,
): IntentSnapshot {
  const seen = new Set([...touched(model.session.ftrl), ...touched(model.week.ftrl)]);
  seen.delete(INTERCEPT);
  const slots = Uint16Array.from(seen).sort();
  return {
    version: versionOf(model),
    slots,
    session: snapshotHead(model.session, slots, settings),
    week: snapshotHead(model.week, slots, settings),
    away: curveOf(model.away),
  };
}

function snapshotHead(head: Head, slots: Uint16Array, settings: IntentSettings): HeadSnapshot {
  const isDrifted = head.track.drift.alarmed;
  const baseRate = rateOf(head.base, settings);
  const reach = Array.from({ length: BINS }, (_, bin) => reachOf(head.reliability, bin));
  return {
    baseRate,
    base: logit(baseRate),
    intercept: weightAt(head.ftrl, INTERCEPT, settings),
    interceptVariance: varianceAt(head.ftrl, INTERCEPT),
    weights: Float32Array.from(slots, (slot) => weightAt(head.ftrl, slot, settings)),
    variances: Float32Array.from(slots, (slot) => varianceAt(head.ftrl, slot)),
    lines: linesOf(head, baseRate).map((line) => (isDrifted ? BASE_ALONE : line)),
    below: reach.map(({ below }) => below),
    above: reach.map(({ above }) => above),
    isDrifted,
  };
}
