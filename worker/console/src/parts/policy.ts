import type { StagePolicy } from "../../../core/customer/index.ts";
import { percent } from "../format.ts";

const CONTACT: Record<StagePolicy["contact"], string> = {
  keep: "keep in touch",
  limit: "write seldom",
  events: "write at big events only",
};
const DISCOUNT_AT: Record<StagePolicy["discountAt"], string> = {
  never: "",
  any_time: "at any time",
  returner_events: "at events for returners",
  big_events: "at big events",
};

/** What may be done for people of a stage, in words. */
export const policyWords = ({ contact, maxDiscount, discountAt }: Omit<StagePolicy, "events">) =>
  `${CONTACT[contact]}, ${
    maxDiscount === 0
      ? "no discount"
      : `at most ${percent(maxDiscount, 0)} off ${DISCOUNT_AT[discountAt]}`
  }`;
