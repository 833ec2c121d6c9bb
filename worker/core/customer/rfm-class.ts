import type { RfmScores } from "./rfm.ts";

/** Six classes of the eight cells of high and low R, F and M. */
export const RFM_CLASSES = [
  "value",
  "develop",
  "keep",
  "general",
  "newcomer",
  "lapsed_big_spender",
] as const;
export type RfmClass = (typeof RFM_CLASSES)[number];

/** `+` (4 or 5) or `-` for each of R, F and M, as in `+-+`. */
export const RFM_CELLS = ["+++", "++-", "-++", "-+-", "+-+", "+--", "--+", "---"] as const;
export type RfmCell = (typeof RFM_CELLS)[number];

const CLASS_OF: Record<RfmCell, RfmClass> = {
  "+++": "value",
  "++-": "develop",
  "-++": "develop",
  "-+-": "develop",
  "+-+": "keep",
  "+--": "newcomer",
  "--+": "lapsed_big_spender",
  "---": "general",
};

/** What to do for a class: words and actions that a shop may change. */
export interface CarePlan {
  name: string;
  plan: string;
  actions: readonly string[];
}

export const CARE_PLANS: Record<RfmClass, CarePlan> = {
  value: {
    name: "Value",
    plan: "They come often, lately and for much: give service, not discounts.",
    actions: ["personal_thanks", "early_access", "new_items_first"],
  },
  develop: {
    name: "Develop",
    plan: "They come often: widen what they buy, and remind them in time.",
    actions: ["related_categories", "replenishment_reminder", "bundle"],
  },
  keep: {
    name: "Keep",
    plan: "They spent much lately but come seldom: win the next order soon.",
    actions: ["usage_tips", "companion_items", "second_order_invitation"],
  },
  general: {
    name: "General",
    plan: "Keep in touch at little cost, and spend no incentive on contact alone.",
    actions: ["newsletter", "big_events"],
  },
  newcomer: {
    name: "Newcomer",
    plan: "They have just begun: make the first order a success, then lead to the second.",
    actions: ["welcome", "usage_tips", "after_purchase_recommendations"],
  },
  lapsed_big_spender: {
    name: "Lapsed big spender",
    plan: "They spent much and have gone quiet: ask why, and invite them back in person.",
    actions: ["ask_for_reason", "personal_invitation", "returner_offer"],
  },
};

const HIGH = 4;

export function rfmCell({ r, f, m }: RfmScores): RfmCell {
  const sign = (score: number) => (score >= HIGH ? "+" : "-");
  return `${sign(r)}${sign(f)}${sign(m)}`;
}

export function rfmClass(cell: RfmCell): RfmClass {
  return CLASS_OF[cell];
}
