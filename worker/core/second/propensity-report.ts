import type { Buyer } from "../customer/index.ts";
import {
  chanceOf,
  type Chance,
  fitPropensity,
  oneTimeBuyers,
  type Propensity,
} from "./propensity.ts";
import type { OptOuts } from "./waits.ts";

export interface PropensityOptions {
  /** Days within which the second order is asked for. */
  days?: number;
  limit?: number;
  optOuts?: OptOuts;
}

export interface ComebackCandidate {
  person: string;
  /** Epoch ms. */
  first_order: number;
  probability: number;
  /** By the curve alone. */
  by_curve: number;
  /** What speaks for it (+) and against it (−), the strongest first. */
  reasons: string[];
}

export interface PropensityReport {
  days: number;
  one_time_buyers: number;
  /** How many of them will come back, by the sum of their chances. */
  expected: number;
  /** What the chances rest on, and how each did on people that it was not fitted to. */
  model: "curve" | "scored";
  trial: Propensity["trial"];
  /** The likeliest first. */
  people: ComebackCandidate[];
}

/** Today's one-time buyers by their chance of a second order, with reasons (SPEC S39). */
export function propensityReport(
  buyers: readonly Buyer[],
  now: number,
  options: PropensityOptions = {},
): PropensityReport {
  const { days = 90, limit = 100, optOuts } = options;
  const model = fitPropensity(buyers, now, days, optOuts);
  const scored = oneTimeBuyers(buyers, now, optOuts)
    .map((one) => ({ one, chance: chanceOf(one, model) }))
    .sort(
      (a, b) =>
        b.chance.probability - a.chance.probability || (a.one.person < b.one.person ? -1 : 1),
    );
  return {
    days,
    one_time_buyers: scored.length,
    expected: scored.reduce((sum, { chance }) => sum + chance.probability, 0),
    model: model.scored === null ? "curve" : "scored",
    trial: model.trial,
    people: scored.slice(0, limit).map(({ one, chance }) => ({
      person: one.person,
      first_order: one.order.time,
      probability: chance.probability,
      by_curve: chance.by_curve,
      reasons: reasonsOf(chance, one.waited, days),
    })),
  };
}

/** At most so many, none weaker than a tenth of the odds. */
const MOST = 4;
const WEAKEST = 0.1;

function reasonsOf({ by_curve: byCurve, told }: Chance, waited: number, days: number): string[] {
  const strongest = told
    .filter(({ adds }) => Math.abs(adds) >= WEAKEST)
    .sort((a, b) => Math.abs(b.adds) - Math.abs(a.adds))
    .map(({ words, adds }) => `${words} (${adds > 0 ? "+" : "−"})`);
  const curve = `Of those like this who had waited ${Math.round(waited)} days, ${Math.round(100 * byCurve)} % came back within ${days}`;
  return [curve, ...new Set(strongest)].slice(0, MOST + 1);
}
