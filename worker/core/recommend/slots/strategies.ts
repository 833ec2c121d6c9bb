import type { Scenario } from "../../../wire/want.ts";
import {
  chooseStrategy,
  posteriorsFor,
  type SlotPosteriors,
  type Strategy,
} from "../bandit/index.ts";

/**
 * The ways that a scenario knows to fill a slot. Where there are several, each slot learns from its
 * own clicks which serves better. Most scenarios promise one order and have none to choose from.
 */
export const STRATEGIES: Partial<Record<Scenario, readonly [Strategy, ...Strategy[]]>> = {
  /** What leads: what others viewed around it, what was bought with it, the former by taste. */
  related: ["viewed", "bought", "taste"],
  /** What weighs most: the visitor's history, what goes with it, bestsellers to their taste. */
  home: ["history", "next", "taste"],
  /** What leads: what goes with the order, or what of it is used up by and by. */
  after_purchase: ["complements", "rebuy"],
};

/** The strategy of one receipt. */
export interface Draw {
  strategy: Strategy;
  /** The probability with which it was drawn. */
  propensity: number;
  /** What it was drawn by. */
  seed: number;
}

/** Draws the strategy of a slot; null where its scenario knows only one way. */
export function drawStrategy(
  slot: { slot: string; scenario: Scenario },
  known: SlotPosteriors,
  seed: number,
): Draw | null {
  const strategies = STRATEGIES[slot.scenario];
  if (strategies === undefined) return null;
  return { ...chooseStrategy(posteriorsFor(known, slot, strategies), seed), seed };
}
