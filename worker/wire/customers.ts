import * as z from "zod";
import { Currency, line } from "./text.ts";

const days = z.int().min(1).max(3650);

/** Days since the last order on which silent, dormant and lost begin. */
const StageCuts = z
  .array(days)
  .length(3)
  .refine((cuts) => cuts.every((cut, at) => cut > (cuts[at - 1] ?? 0)), "must ascend");

const amount = z.number().positive().max(1e9);
const share = z.number().min(0).max(1);

/** The four values at which scores change, ascending. */
const Cuts = z
  .array(z.number())
  .length(4)
  .refine((cuts) => cuts.every((cut, at) => cut >= (cuts[at - 1] ?? 0)), "must ascend from 0");

/** Names of segments that the shop did not make. */
const TAKEN = new Set(["considering", "ready", "insufficient_evidence", "most_wanted"]);

const SegmentName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, "must be 1 to 40 of a–z 0–9 _, a letter first")
  .refine((name) => !TAKEN.has(name), "is a segment already");

/**
 * A segment of everybody who has reached a sum, or who ordered so many times in the last days. Sums are
 * of all valid orders of the currency, net of what was given back.
 */
const Threshold = z.union([
  z.strictObject({ name: SegmentName, spend: z.object({ amount, currency: Currency }) }),
  z.strictObject({ name: SegmentName, orders: z.int().min(1).max(1000), days }),
]);
export type Threshold = z.infer<typeof Threshold>;

/** What a shop says otherwise of the care of a class. */
const CarePlan = z
  .object({
    plan: line(500),
    actions: z.array(z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)).max(20),
  })
  .partial();

/** What a shop decides about its customers (`customers` of the settings). */
export const CustomerRules = z.object({
  stages: StageCuts.default([30, 120, 300]),
  category_stages: z
    .record(line(200), StageCuts)
    .refine((own) => Object.keys(own).length <= 200, "at most 200 categories")
    .default({})
    .describe(
      "By the first level of the product type, where they differ: the stage that people are in there.",
    ),
  max_discount: z
    .object({
      active: share.default(0),
      silent: share.default(0.1),
      dormant: share.default(0.3),
      lost: share.default(0.3),
    })
    .prefault({})
    .describe("Largest discount, a share of the price, that the policy of each stage allows."),
  value_weights: z
    .object({
      current: share.default(0.3),
      future: share.default(0.25),
      loyalty: share.default(0.2),
      credit: share.default(0.1),
      growth: share.default(0.15),
    })
    .refine((weights) => Object.values(weights).some((weight) => weight > 0), "must not all be 0")
    .prefault({})
    .describe("Shares of the composite value, which need not add up to 1."),
  rfm_cuts: z
    .object({ recency: Cuts, frequency: Cuts, spend: Cuts })
    .nullable()
    .default(null)
    .describe(
      "Fixed cuts of the RFM scores: recency in days, frequency in orders, spend in whole units of the shop's currency. Null for the shop's own quintiles.",
    ),
  care_plans: z
    .object({
      value: CarePlan,
      develop: CarePlan,
      keep: CarePlan,
      general: CarePlan,
      newcomer: CarePlan,
      lapsed_big_spender: CarePlan,
    })
    .partial()
    .default({})
    .describe("Care plans by RFM class, where they differ."),
  margin: share
    .nullable()
    .default(null)
    .describe("Share of net sales that is left after the goods; null when the shop does not say."),
  thresholds: z
    .array(Threshold)
    .max(20)
    .refine((all) => new Set(all.map(({ name }) => name)).size === all.length, "names must differ")
    .default([])
    .describe("Segments of the shop's own."),
});
export type CustomerRules = z.infer<typeof CustomerRules>;
