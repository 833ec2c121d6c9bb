import { calibrationError, logLoss, mean } from "../intent/measures.ts";
import type { Judged } from "./outcomes.ts";

const CHECK_EVERY = 100;
/** METHODS §3: where the rate is under 10 %. */
const CALIBRATED = 0.1;

/**
 * After how many visits the scores beat the base rate, and are calibrated, for good: looked at after
 * each hundred, over the later half of the visits so far, and never worse again until the end. Null
 * when that does not come. The base rate is the share of the scores before that led to an order. Calibration is held
 * against exact probabilities, since a young shop's few orders say next to nothing.
 */
export function untilGood(judged: readonly Judged[]): {
  better: number | null;
  calibrated: number | null;
} {
  const byVisit = [...Map.groupBy(judged, ({ visit }) => visit).values()];
  const bases = runningRates(byVisit);
  const better: boolean[] = [];
  const calibrated: boolean[] = [];
  for (let seen = CHECK_EVERY; seen <= byVisit.length; seen += CHECK_EVERY) {
    const from = Math.floor(seen / 2);
    const late = byVisit.slice(from, seen);
    let gain = 0;
    late.forEach((visit, place) => {
      for (const { probability, ordered } of visit)
        gain += logLoss(bases[from + place]!, ordered) - logLoss(probability, ordered);
    });
    better.push(gain > 0);
    const ascending = late.flat().toSorted((a, b) => a.probability - b.probability);
    const rate = mean(ascending, ({ chance }) => chance);
    calibrated.push(calibrationError(ascending, ({ chance }) => chance) <= CALIBRATED * rate);
  }
  return { better: forGood(better), calibrated: forGood(calibrated) };
}

/** The share of scores that led to an order, before each visit; one in fifty stands in for the first. */
function runningRates(byVisit: readonly Judged[][]): number[] {
  let [scores, orders] = [0, 0];
  return byVisit.map((visit) => {
    const rate = (orders + 1) / (scores + 50);
    scores += visit.length;
    if (visit[0]!.ordered) orders += visit.length;
    return rate;
  });
}

function forGood(checks: readonly boolean[]): number | null {
  const last = checks.lastIndexOf(false);
  return last === checks.length - 1 ? null : CHECK_EVERY * (last + 2);
}
