import type { Strategy } from "./posterior.ts";

/**
 * What receipts of one strategy came to, as sums that any off-policy estimate can be made of. A
 * receipt that was seen is one trial, and a success when any of its items was clicked: r is 0 or 1.
 * w is the inverse of the propensity that the receipt was drawn with.
 *
 * A click is what is learnt from, not an order: orders are tens of times rarer, most come in later
 * visits, and rates as small would take a shop months to tell apart (Kohavi, Tang & Xu 2020,
 * "Trustworthy Online Controlled Experiments", ch. 7, on sensitive surrogates).
 */
export interface TrialSums {
  /** Trials, and successes of them. */
  shown: number;
  clicked: number;
  /** Σw, Σw·r, Σw², Σw²·r. */
  w: number;
  wr: number;
  w2: number;
  w2r: number;
}

export const noTrials = (): TrialSums => ({ shown: 0, clicked: 0, w: 0, wr: 0, w2: 0, w2r: 0 });

/** Counts a receipt that was seen for the first time. */
export function countShown(sums: TrialSums, propensity: number): void {
  const w = 1 / propensity;
  sums.shown += 1;
  sums.w += w;
  sums.w2 += w * w;
}

/** Counts the first click on a receipt that was counted as seen, perhaps in sums sent before. */
export function countClicked(sums: TrialSums, propensity: number): void {
  const w = 1 / propensity;
  sums.clicked += 1;
  sums.wr += w;
  sums.w2r += w * w;
}

/** Adds `more` to `sums` in place. */
export function addTrials(sums: TrialSums, more: TrialSums): void {
  sums.shown += more.shown;
  sums.clicked += more.clicked;
  sums.w += more.w;
  sums.wr += more.wr;
  sums.w2 += more.w2;
  sums.w2r += more.w2r;
}

/** All together. */
export function sumOf(parts: Iterable<TrialSums>): TrialSums {
  const sum = noTrials();
  for (const part of parts) addTrials(sum, part);
  return sum;
}

/** What came of one strategy in one slot during a visit. */
export interface SlotTrials {
  slot: string;
  scenario: string;
  strategy: Strategy;
  sums: TrialSums;
}

/** What a visit teaches of its slots. */
export interface SlotLesson {
  target: "slots";
  /** Epoch ms. */
  at: number;
  /** What kind of visit it was, such as `returning mobile`: the cell of the reward model. */
  context: string;
  trials: SlotTrials[];
}
