import { FLOOR } from "../recommend/index.ts";
import type { StrategyReport } from "./strategy-report.ts";

/** What trying out cost: clicks that the best strategy would have brought, had it served everybody. */
export interface ExplorationCost {
  /** Estimated clicks lost; null while nobody can say. */
  clicks: number | null;
  /** Of the clicks that the best would have brought. */
  share: number | null;
  text: string;
}

/** Share of the receipts, beyond the others' floor, from which on a strategy counts as the best. */
const SURE = 0.95;

/** What a merchant may conclude, given the strategies with the likeliest best first. */
export function verdict(strategies: readonly StrategyReport[]): string {
  const offered = strategies.filter(({ propensity }) => propensity > 0);
  const [first] = offered;
  if (first === undefined) return "None of these strategies is in use any more.";
  const { strategy, propensity, as_served } = first;
  if (offered.length === 1)
    return `“${strategy}” is the only one in use: ${percent(as_served.rate)} of its views were clicked.`;
  const chance = (propensity - FLOOR) / (1 - FLOOR * offered.length);
  if (chance >= SURE)
    return `“${strategy}” is the best of ${offered.length} with ${percent(chance)} certainty, and gets ${percent(propensity)} of the views; the others are still tried now and then, in case taste changes.`;
  return `Too early to tell: “${strategy}” leads with ${percent(chance)} certainty, and gets ${percent(propensity)} of the views.`;
}

/** Compared with the likeliest best, had it served everybody by its self-normalised estimate. */
export function explorationCost(strategies: readonly StrategyReport[]): ExplorationCost {
  const shown = strategies.reduce((sum, each) => sum + each.shown, 0);
  const clicked = strategies.reduce((sum, each) => sum + each.clicked, 0);
  const best = strategies[0]?.if_it_served_everybody.snips ?? null;
  if (strategies.length < 2)
    return { clicks: 0, share: 0, text: "Nothing is tried out here: there is one strategy." };
  if (clicked === 0 || best === null)
    return {
      clicks: null,
      share: null,
      text: "Too little was clicked to tell what trying out cost.",
    };
  const possible = Math.max(clicked, shown * best.rate);
  const lost = possible - clicked;
  const share = lost / possible;
  const text =
    lost < 0.5
      ? `Trying out cost no click: ${clicked} came of ${shown} views.`
      : `Trying out cost about ${Math.round(lost)} clicks, ${percent(share)} of what was possible: ${clicked} came of ${shown} views, where the best alone would have brought about ${Math.round(possible)}.`;
  return { clicks: lost, share, text };
}

/** `4.1 %`. */
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
