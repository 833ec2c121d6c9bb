import { type SlotDay, slotKey, sumOf, type TrialSums } from "../recommend/index.ts";
import type { Finding } from "./alert.ts";

/** Days, without today, that are looked at. */
export const RATIO_DAYS = 14;
/**
 * Standard errors beyond which shares are wrong: chance alone goes there once in 1.7 million looks, and
 * every slot is looked at every hour.
 */
const ALARM = 5;
/** Below so many trials of a strategy the error is not yet that of a normal distribution. */
const LEAST_TRIALS = 30;

/**
 * Slots whose strategies were not seen as often as they were drawn: a sample-ratio mismatch (Fabijan et
 * al. 2019, "Diagnosing Sample Ratio Mismatch in Online Controlled Experiments").
 *
 * Each receipt was drawn with a propensity of its own, p, so the share to expect is none that is fixed.
 * But of the N receipts of a slot, Σ 1/p over those of one strategy is N on average, and the variance of
 * that is Σ (1/p² − 1/p) over the same; (Σ 1/p − N)² / Σ (1/p² − 1/p) is χ² with one degree of freedom.
 *
 * @param days the last `RATIO_DAYS` whole days, oldest first
 */
export function sampleRatioMismatches(days: readonly SlotDay[]): Finding[] {
  const slots = Map.groupBy(days, ({ slot, scenario }) => slotKey(slot, scenario));
  return Array.from(slots).flatMap(([subject, own]) => {
    const words = strategiesOf(own).flatMap((strategy) => mismatch(own, strategy) ?? []);
    return words.length === 0
      ? []
      : [{ kind: "sample_ratio_mismatch", subject, detail: words.join("; ") }];
  });
}

const strategiesOf = (days: readonly SlotDay[]): string[] => [
  ...new Set(days.flatMap(({ strategies }) => Object.keys(strategies))),
];

function mismatch(days: readonly SlotDay[], strategy: string): string | null {
  // On its first day and on its last a strategy may have been offered for a part of the day only.
  const offered = days.filter(({ strategies }) => Object.hasOwn(strategies, strategy)).slice(1, -1);
  const own = sumOf(offered.map(({ strategies }) => trialsOf(strategies[strategy]!)));
  const all = sumOf(offered.flatMap(({ strategies }) => Object.values(strategies).map(trialsOf)));
  const variance = own.w2 - own.w;
  if (own.shown < LEAST_TRIALS || variance <= 0) return null;
  if (Math.abs(own.w - all.shown) <= ALARM * Math.sqrt(variance)) return null;
  const expected = Math.round((all.shown * own.shown) / own.w);
  return `${strategy} was seen ${own.shown} times of ${all.shown}, about ${expected} were to be expected`;
}

const trialsOf = (cells: Record<string, TrialSums>): TrialSums => sumOf(Object.values(cells));
