import type { Band } from "../../wire/decision.ts";
import { logit } from "./logistic.ts";
import type { IntentSettings } from "./settings.ts";

type Cuts = Pick<IntentSettings, "considering" | "ready" | "margin">;

/**
 * The band of a probability, by odds rather than rates, so that bands keep a meaning in a shop where
 * most visits order.
 */
export function bandOf(
  probability: number,
  baseRate: number,
  { considering, ready }: Omit<Cuts, "margin">,
): Band {
  const odds = oddsAgainst(baseRate, probability);
  if (odds >= ready) return "ready";
  return odds >= considering ? "considering" : "low";
}

/**
 * The band after one of `held` (null: none yet). It is left only when the odds have passed the cut
 * that bounds it by a factor of `margin`: a probability that wobbles around a cut by less than that
 * changes the band once at most (a Schmitt trigger in the logit).
 */
export function nextBand(
  held: Band | null,
  probability: number,
  baseRate: number,
  cuts: Cuts,
): Band {
  const band = bandOf(probability, baseRate, cuts);
  if (held === null || band === held) return band;
  const odds = oddsAgainst(baseRate, probability);
  const { considering, ready, margin } = cuts;
  const ends = {
    low: [0, considering],
    considering: [considering, ready],
    ready: [ready, Infinity],
  } as const;
  const [bottom, top] = ends[held];
  return odds < bottom / margin || odds >= top * margin ? band : held;
}

const oddsAgainst = (baseRate: number, probability: number): number =>
  Math.exp(logit(probability) - logit(baseRate));
