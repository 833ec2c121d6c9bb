/** A way to fill a slot, by its name in `STRATEGIES`. */
export type Strategy = string;

/** A scenario that knows one way to fill a slot is told of under its own name. */
export const onlyStrategy = (scenario: string): Strategy => scenario;

/** What came of a strategy in one slot: decayed receipts that were seen, and of these clicked ones. */
export interface Posterior {
  strategy: Strategy;
  shown: number;
  clicked: number;
}

/** The two parameters of a Beta distribution, both at least 1. */
export interface Beta {
  a: number;
  b: number;
}

/** The slot's pooled rate before anything was seen, and the views that it counts for. */
const FIRST_RATE = 0.05;
const FIRST_VIEWS = 20;

/**
 * The Beta posterior of each strategy's click rate. The prior has the slot's pooled rate as its mean
 * and weighs one click, however rare clicks are in this slot: a newcomer is expected to do as the
 * others do, and its own first clicks outweigh that (empirical Bayes; Beta–Bernoulli Thompson
 * sampling as in Chapelle & Li 2011, "An Empirical Evaluation of Thompson Sampling").
 */
export function betasOf(posteriors: readonly Posterior[]): Beta[] {
  let shown = FIRST_VIEWS;
  let clicked = FIRST_VIEWS * FIRST_RATE;
  for (const posterior of posteriors) {
    shown += posterior.shown;
    clicked += posterior.clicked;
  }
  // Above one half a click would weigh less than one miss, and the prior lose its single peak.
  const rate = Math.min(0.5, clicked / shown);
  return posteriors.map((posterior) => ({
    a: 1 + posterior.clicked,
    // A click may be told days after its receipt was seen, when that has decayed already.
    b: (1 - rate) / rate + Math.max(0, posterior.shown - posterior.clicked),
  }));
}
