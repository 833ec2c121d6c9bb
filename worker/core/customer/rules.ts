import type { CustomerRules, Threshold } from "../../wire/customers.ts";
import { toMinor } from "../catalogue/index.ts";
import { CUSTOMER_OPTIONS, type CustomerOptions } from "./options.ts";
import { CARE_PLANS, type CarePlan, RFM_CLASSES, type RfmClass } from "./rfm-class.ts";
import { STAGES } from "./stage.ts";
import { STAGE_POLICIES } from "./stage-policy.ts";

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
export function customerSettings(
  rules: CustomerRules,
  zone: string,
  currency: string,
): CustomerSettings {
  const { rfm_cuts: cuts, care_plans: plans, max_discount: most } = rules;
  return {
    ...CUSTOMER_SETTINGS,
    zone,
    currency,
    stageCuts: rules.stages,
    categoryCuts: rules.category_stages,
    stagePolicies: byName(STAGES, (stage) => ({
      ...STAGE_POLICIES[stage],
      maxDiscount: most[stage],
    })),
    rfmCuts: cuts && { ...cuts, spend: cuts.spend.map((cut) => toMinor(cut, currency)) },
    carePlans: byName(RFM_CLASSES, (name) => carePlan(name, plans[name])),
    weights: rules.value_weights,
    margin: rules.margin,
    thresholds: rules.thresholds,
  };
}

function carePlan(name: RfmClass, own: CustomerRules["care_plans"][RfmClass] = {}): CarePlan {
  const { plan, actions } = CARE_PLANS[name];
  return { ...CARE_PLANS[name], plan: own.plan ?? plan, actions: own.actions ?? actions };
}

const byName = <Name extends string, Value>(names: readonly Name[], make: (name: Name) => Value) =>
  Object.fromEntries(names.map((name) => [name, make(name)])) as Record<Name, Value>;
