const DAY = 86_400_000;

/** What a shop may change about its intent model. */
export interface IntentSettings {
  /** FTRL-proximal: learning rate and its offset, lasso and ridge strength. */
  alpha: number;
  beta: number;
  l1: number;
  l2: number;
  /** Share of visits expected to order before the shop has outcomes, and its weight in visits. */
  priorRate: number;
  priorWeight: number;
  /** After this many ms a past outcome counts half, in the base rate and in the evidence. */
  halfLife: number;
  /** Bands begin where the odds of an order are this many times the base rate's odds. */
  considering: number;
  ready: number;
  /** A band is left when the odds are this many times beyond the cut that bounds it. */
  margin: number;
  /** An interval wider than this many times the probability (or base rate) is insufficient evidence. */
  widest: number;
}

export const DEFAULT_SETTINGS: Readonly<IntentSettings> = {
  alpha: 0.08,
  beta: 1,
  l1: 0.5,
  l2: 1,
  priorRate: 0.02,
  priorWeight: 50,
  halfLife: 60 * DAY,
  considering: 1.5,
  ready: 5,
  margin: 1.25,
  widest: 2,
};
