import { describe, expect, it } from "vitest";
import {
  CARE_PLANS,
  CUSTOMER_SETTINGS,
  customerSettings,
  judgeOffer,
} from "../../../worker/core/customer/index.ts";
import { CustomerRules } from "../../../worker/wire/customers.ts";

const settingsOf = (customers: object = {}, currency = "GBP") =>
  customerSettings({ customers: CustomerRules.parse(customers), time_zone: "UTC", currency });

describe("what a shop decides about its customers", () => {
  it("is the defaults where it decides nothing", () => {
    expect(settingsOf()).toEqual(CUSTOMER_SETTINGS);
  });

  it("has fixed cuts of spend in minor units of the shop's currency", () => {
    const rfm_cuts = {
      recency: [30, 60, 90, 180],
      frequency: [1, 2, 3, 4],
      spend: [10, 50, 200, 300.5],
    };
    expect(settingsOf({ rfm_cuts }).rfmCuts!.spend).toEqual([1000, 5000, 20_000, 30_050]);
    expect(settingsOf({ rfm_cuts }, "JPY").rfmCuts!.spend).toEqual([10, 50, 200, 301]);
  });

  it("changes of a care plan what it names, and leaves the rest", () => {
    const { carePlans } = settingsOf({ care_plans: { keep: { actions: ["call"] } } });
    expect(carePlans.keep).toEqual({ ...CARE_PLANS.keep, actions: ["call"] });
    expect(carePlans.value).toEqual(CARE_PLANS.value);
  });

  it("caps what an offer may be, and lets active customers have one if it says so", () => {
    const offer = { discount: 0.05, event: null };
    expect(judgeOffer("active", offer, settingsOf().stagePolicies).allowed).toBe(false);
    const { stagePolicies } = settingsOf({ max_discount: { active: 0.05, silent: 0.02 } });
    expect(judgeOffer("active", offer, stagePolicies).allowed).toBe(true);
    expect(judgeOffer("silent", offer, stagePolicies)).toMatchObject({
      allowed: false,
      maxDiscount: 0.02,
    });
  });

  it("is refused where cuts do not ascend", () => {
    const isTaken = (customers: object) => CustomerRules.safeParse(customers).success;
    expect(isTaken({ stages: [30, 30, 300] })).toBe(false);
    expect(isTaken({ stages: [30, 120] })).toBe(false);
    expect(isTaken({ category_stages: { Tea: [10, 40, 90] } })).toBe(true);
    expect(
      isTaken({ value_weights: { current: 0, future: 0, loyalty: 0, credit: 0, growth: 0 } }),
    ).toBe(false);
  });
});
