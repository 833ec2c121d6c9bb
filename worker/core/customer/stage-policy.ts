import type { Stage } from "./stage.ts";

/** What may be done for people of a stage (METHODS §4); a shop may change every field. */
export interface StagePolicy {
  /** How freely to write: as usual, seldom, or at big events alone. */
  contact: "keep" | "limit" | "events";
  /** Largest discount, a share of the price; 0 is no promotion. */
  maxDiscount: number;
  /** When that discount may be offered. */
  discountAt: "never" | "any_time" | "returner_events" | "big_events";
  /** The largest event to invite them to. */
  events: "any" | "returner_and_big" | "big";
}

export const STAGE_POLICIES: Record<Stage, StagePolicy> = {
  active: { contact: "keep", maxDiscount: 0, discountAt: "never", events: "any" },
  silent: { contact: "keep", maxDiscount: 0.1, discountAt: "any_time", events: "any" },
  dormant: {
    contact: "limit",
    maxDiscount: 0.3,
    discountAt: "returner_events",
    events: "returner_and_big",
  },
  lost: { contact: "events", maxDiscount: 0.3, discountAt: "big_events", events: "big" },
};

/** An incentive that somebody asks for or that a rule would give. */
export interface Offer {
  /** Share of the price. */
  discount: number;
  /** The event that it belongs to, if any. */
  event: "returner" | "big" | null;
}

export interface Ruling {
  allowed: boolean;
  /** The largest discount that would be allowed now. */
  maxDiscount: number;
  reason: string;
}

/** Whether the policy of a stage allows an offer, and why. */
export function judgeOffer(
  stage: Stage,
  { discount, event }: Offer,
  policies: Readonly<Record<Stage, StagePolicy>> = STAGE_POLICIES,
): Ruling {
  const { discountAt, maxDiscount } = policies[stage];
  const open =
    discountAt === "any_time" ||
    (discountAt === "returner_events" && event !== null) ||
    (discountAt === "big_events" && event === "big");
  const most = open ? maxDiscount : 0;
  if (discount <= most)
    return { allowed: true, maxDiscount: most, reason: `within the policy for ${stage} customers` };
  const reason = open
    ? `${stage} customers get at most ${Math.round(most * 100)} %`
    : `${stage} customers get ${WHEN[discountAt]}`;
  return { allowed: false, maxDiscount: most, reason };
}

const WHEN: Record<StagePolicy["discountAt"], string> = {
  never: "no promotion",
  any_time: "a discount at any time",
  returner_events: "a discount in events for returners only",
  big_events: "a discount at big events only",
};
