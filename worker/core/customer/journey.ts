/** From awareness to advocacy: the furthest that somebody has come (S112's rules, below). */
export const JOURNEY = [
  "awareness",
  "interest",
  "consideration",
  "decision",
  "loyalty",
  "advocacy",
] as const;
export type JourneyStage = (typeof JOURNEY)[number];

/** When a person first did what a stage is known by; epoch ms, null for never. */
export interface JourneyFacts {
  person: string;
  /** GA4 channel group of the first visit; null when none is known. */
  channel: string | null;
  /** Any visit. */
  visited: number | null;
  /** Looked at an item. */
  viewedItem: number | null;
  /** Looked at an item in a later visit than the first time. */
  viewedAgain: number | null;
  carted: number | null;
  /** The first and the second valid order. */
  ordered: number | null;
  orderedAgain: number | null;
  /** Wrote a review of four stars or more. */
  praised: number | null;
  /** Brought somebody else. */
  referred: number | null;
}

/**
 * When each stage was reached, or null. Whoever reaches a stage has reached all before it, at the
 * latest then: an order imported without a visit is awareness, interest and consideration too.
 *
 * - awareness: a visit
 * - interest: an item viewed
 * - consideration: an item in the cart, or looked at in a second visit
 * - decision: a valid order
 * - loyalty: a second one
 * - advocacy: after an order, a good review or somebody brought
 */
export function journeyOf(facts: JourneyFacts): Record<JourneyStage, number | null> {
  const { ordered } = facts;
  const told = earliest(facts.praised, facts.referred);
  const advocacy = ordered === null || told === null ? null : Math.max(ordered, told);
  const loyalty = earliest(facts.orderedAgain, advocacy);
  const decision = earliest(ordered, loyalty);
  const consideration = earliest(facts.carted, facts.viewedAgain, decision);
  const interest = earliest(facts.viewedItem, consideration);
  const awareness = earliest(facts.visited, interest);
  return { awareness, interest, consideration, decision, loyalty, advocacy };
}

/** The one stage that somebody is in; null for whom nothing is known of. */
export function journeyStage(facts: JourneyFacts): JourneyStage | null {
  const reached = journeyOf(facts);
  return JOURNEY.findLast((stage) => reached[stage] !== null) ?? null;
}

function earliest(...times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length === 0 ? null : Math.min(...known);
}
