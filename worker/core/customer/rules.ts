import type { CustomerRules, Threshold } from "../../wire/customers.ts";
import type { Settings } from "../../wire/settings.ts";
import { toMinor } from "../catalogue/index.ts";
import { CUSTOMER_OPTIONS, type CustomerOptions } from "./options.ts";
import { CARE_PLANS, type CarePlan, RFM_CLASSES, type RfmClass } from "./rfm-class.ts";
import { type Stage, type StageCuts, STAGES } from "./stage.ts";
import { STAGE_POLICIES, type StagePolicy } from "./stage-policy.ts";

/** What a shop has decided about its customers, as what is computed of them takes it. */
export interface CustomerSettings extends CustomerOptions {
  thresholds: readonly Threshold[];
  /** ISO 4217; the shop's own. */
  currency: string;
}

/** The settings of a shop that has decided nothing. */
export const CUSTOMER_SETTINGS: CustomerSettings = {
  ...CUSTOMER_OPTIONS,
  thresholds: [],
  currency: "GBP",
};

/** The `customers` block of a shop's settings, with what else of them matters. */
export function customerSettings({
  customers: rules,
  time_zone: zone,
  currency,
}: Pick<Settings, "customers" | "time_zone" | "currency">): CustomerSettings {
  const { rfm_cuts: cuts, care_plans: plans, max_discount: most } = rules;
  return {
    ...CUSTOMER_SETTINGS,
    zone,
    currency,
    stageCuts: stageCuts(rules.stages),
    categoryCuts: Object.fromEntries(
      Object.entries(rules.category_stages).map(([category, own]) => [category, stageCuts(own)]),
    ),
    stagePolicies: byName(STAGES, (stage) => stagePolicy(stage, most[stage])),
    rfmCuts: cuts && { ...cuts, spend: cuts.spend.map((cut) => toMinor(cut, currency)) },
    carePlans: byName(RFM_CLASSES, (name) => carePlan(name, plans[name])),
    weights: rules.value_weights,
    margin: rules.margin,
    thresholds: rules.thresholds,
  };
}

/** The schema has counted them; RPC between objects keeps no tuples in its types. */
const stageCuts = ([silent = 0, dormant = 0, lost = 0]: readonly number[]): StageCuts => [
  silent,
  dormant,
  lost,
];

/** A discount where by default there is none may be offered at any time. */
function stagePolicy(stage: Stage, maxDiscount: number): StagePolicy {
  const policy = STAGE_POLICIES[stage];
  const isNew = policy.discountAt === "never" && maxDiscount > 0;
  return { ...policy, maxDiscount, ...(isNew && { discountAt: "any_time" }) };
}

function carePlan(name: RfmClass, own: CustomerRules["care_plans"][RfmClass] = {}): CarePlan {
  const { plan, actions } = CARE_PLANS[name];
  return { ...CARE_PLANS[name], plan: own.plan ?? plan, actions: own.actions ?? actions };
}

const byName = <Name extends string, Value>(names: readonly Name[], make: (name: Name) => Value) =>
  Object.fromEntries(names.map((name) => [name, make(name)])) as Record<Name, Value>;
