import type { Contribution } from "../../../wire/decision.ts";
import type { Scenario } from "../../../wire/want.ts";
import type { Draft, PassedOver } from "./draft.ts";

/** What ranks the items; kept on every receipt. */
export const MODEL = "table-2";

/** An item of a ruling; contributions as pairs, since a person keeps hundreds. */
export interface RuledItem {
  id: string;
  reason: string;
  parts: [source: string, value: number][];
  /** Shown to learn whether it is liked, though nothing is known for it. */
  explored?: true;
}

/**
 * How a slot was decided, with all that the answer follows from: `itemsOf` makes the same bytes of it
 * at any later time. A receipt is a ruling with what became of it.
 */
export interface Ruling {
  scenario: Scenario;
  model: string;
  items: RuledItem[];
  /** The first of those that were ranked high and not shown, and why. */
  passed: PassedOver[];
  /** Why and to what the answer fell back; null when it did not. */
  fallback: string | null;
  /** Where the scenario knows several strategies: the one drawn, with what probability and seed. */
  strategy?: string;
  propensity?: number;
  seed?: number;
}

/** Six digits of each part leave the fourth of their sum right. */
const PART_DIGITS = 6;
/** More digits of a score would be noise. */
const SCORE_DIGITS = 4;

export const rulingOf = ({ want, items, passed, fallback, draw }: Draft): Ruling => ({
  scenario: want.scenario,
  model: MODEL,
  items: items.map(({ id, reason, contributions, explored }) => ({
    id,
    reason,
    parts: contributions.map(({ source, value }) => [source, rounded(value, PART_DIGITS)]),
    ...(explored && { explored }),
  })),
  passed,
  fallback,
  ...draw,
});

/** An item as it was answered. */
export interface AnsweredItem {
  id: string;
  score: number;
  reason: string;
  contributions: Contribution[];
  explored?: true;
}

/** The items of a ruling as they were and will be answered. */
export const itemsOf = ({ items }: Pick<Ruling, "items">): AnsweredItem[] =>
  items.map(({ id, reason, parts, explored }) => ({
    id,
    score: rounded(
      parts.reduce((sum, [, value]) => sum + value, 0),
      SCORE_DIGITS,
    ),
    reason,
    contributions: parts.map(([source, value]) => ({ source, value })),
    ...(explored && { explored }),
  }));

const rounded = (value: number, digits: number): number => Number(value.toPrecision(digits));
