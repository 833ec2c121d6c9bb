import { CARE_PLANS, type CarePlan, type RfmClass } from "./rfm-class.ts";
import type { RfmCuts } from "./rfm.ts";
import type { ShopNumbers } from "./shop-numbers.ts";
import { type CategoryCuts, type Stage, STAGE_CUTS, type StageCuts } from "./stage.ts";
import { STAGE_POLICIES, type StagePolicy } from "./stage-policy.ts";
import { VALUE_WEIGHTS, type ValueWeights } from "./value.ts";

/** What a shop decides about its customers, with the defaults of `CUSTOMER_OPTIONS`. */
export interface CustomerOptions {
  /** IANA name of the shop's time zone. */
  zone: string;
  stageCuts: StageCuts;
  /** By top category, where they differ from the shop's. */
  categoryCuts: CategoryCuts;
  stagePolicies: Readonly<Record<Stage, StagePolicy>>;
  /** Fixed cuts; null for the shop's quintiles. */
  rfmCuts: RfmCuts | null;
  carePlans: Readonly<Record<RfmClass, CarePlan>>;
  /** Shares of the composite, which need not add up to 1. */
  weights: ValueWeights;
  /** Share of net sales that is left after the goods; null when the shop has not said. */
  margin: number | null;
  /** Most people that a report lists. */
  limit: number;
  /** The shop's numbers where they are at hand; reports that need them compute them when null. */
  numbers: ShopNumbers | null;
}

export const CUSTOMER_OPTIONS: CustomerOptions = {
  zone: "UTC",
  stageCuts: STAGE_CUTS,
  categoryCuts: {},
  stagePolicies: STAGE_POLICIES,
  rfmCuts: null,
  carePlans: CARE_PLANS,
  weights: VALUE_WEIGHTS,
  margin: null,
  limit: 100,
  numbers: null,
};
