import * as z from "zod";
import { ReportHead } from "./head.ts";
export const ParetoReport = ReportHead.extend({
  revenue: z.number().describe("Net of all valid orders."),
  top_20_share: z
    .number()
    .describe(
      "Share of revenue that the best fifth of people brings, 0.2 to 1; 0 when nobody bought.",
    ),
  people_for_80: z
    .number()
    .describe("Smallest share of people that brings four fifths of revenue."),
  gini: z.number().describe("0 when all spend alike, near 1 when one brings all."),
  lorenz: z
    .array(z.object({ people: z.number(), revenue: z.number() }))
    .describe(
      "Lorenz curve, from the smallest spender: shares of people and of revenue, (0, 0) to (1, 1).",
    ),
  vital: z.number().describe("How many are the best fifth."),
  list: z
    .array(
      z.object({ person: z.string(), orders: z.number(), net: z.number(), cumulative: z.number() }),
    )
    .describe(
      "They, the best first; at most `limit`. `cumulative` is the share of revenue up to and with them.",
    ),
});
export type ParetoReport = z.infer<typeof ParetoReport>;

/**
 * Where scores begin, ascending, at most four each: of the shop's quintiles, or fixed. Recency's score
 * starts at 5 and falls by one at each of its cuts, the others start at 1 and rise.
 */
export const RfmCell = z.enum(["+++", "++-", "-++", "-+-", "+-+", "+--", "--+", "---"]);
export type RfmCell = z.infer<typeof RfmCell>;

export const RfmClass = z.enum([
  "value",
  "develop",
  "keep",
  "general",
  "newcomer",
  "lapsed_big_spender",
]);
export type RfmClass = z.infer<typeof RfmClass>;

export const Aspect = z.enum(["current", "future", "loyalty", "credit", "growth"]);
export type Aspect = z.infer<typeof Aspect>;

export const RfmCuts = z.object({
  recency: z.array(z.number()).describe("Days."),
  frequency: z.array(z.number()).describe("Orders."),
  spend: z.array(z.number()).describe("Minor units."),
});
export type RfmCuts = z.infer<typeof RfmCuts>;

/** What to do for a class: words and actions that a shop may change. */
export const CarePlan = z.object({
  name: z.string(),
  plan: z.string(),
  actions: z.array(z.string()),
});
export type CarePlan = z.infer<typeof CarePlan>;

export const RfmRow = z.object({
  person: z.string(),
  recency: z.number().describe("Days."),
  frequency: z.number().describe("Orders in six months, and their net."),
  spend: z.number(),
  r: z.number(),
  f: z.number(),
  m: z.number(),
  cell: RfmCell,
  class: RfmClass,
});
export type RfmRow = z.infer<typeof RfmRow>;

export const RfmReport = ReportHead.extend({
  by: z.enum(["quintiles", "fixed"]).describe("`quintiles` of the shop, or `fixed`."),
  cuts: RfmCuts,
  cells: z
    .array(z.object({ cell: RfmCell, class: RfmClass, people: z.number(), spend: z.number() }))
    .describe("`spend` is of six months. Both add up to everybody."),
  classes: z.array(
    z.object({ class: RfmClass, people: z.number(), spend: z.number() }).extend(CarePlan.shape),
  ),
  grid: z
    .array(z.object({ r: z.number(), f: z.number(), people: z.number(), spend: z.number() }))
    .describe("People by R (row, 1 to 5) and F (column, 1 to 5), with their spend."),
  list: z.array(RfmRow).describe("Who spent most in six months first; at most `limit`."),
});
export type RfmReport = z.infer<typeof RfmReport>;

export const AspectScore = z.object({
  score: z.number().nullable().describe("0 to 100; null when the shop has too little data for it."),
  reason: z.string().describe("What it is read from, in words."),
});
export type AspectScore = z.infer<typeof AspectScore>;

export const CustomerValue = z.object({
  composite: z.number().describe("0 to 100: the weighted mean of the aspects that have a score."),
  aspects: z.record(Aspect, AspectScore),
});
export type CustomerValue = z.infer<typeof CustomerValue>;

export const ValueReport = ReportHead.extend({
  weights: z.record(Aspect, z.number()),
  means: z
    .object({
      current: z.number().nullable(),
      future: z.number().nullable(),
      loyalty: z.number().nullable(),
      credit: z.number().nullable(),
      growth: z.number().nullable(),
      composite: z.number(),
    })
    .describe(
      "Mean over people, 0 to 100; null for an aspect that the shop has too little data for.",
    ),
  histogram: z
    .array(z.object({ from: z.number(), people: z.number() }))
    .describe("People by composite: ten bins from 0–10 to 90–100, which add up to everybody."),
  list: z
    .array(z.object({ person: z.string() }).extend(CustomerValue.shape))
    .describe("The most valuable first, each aspect with its reason; at most `limit`."),
});
export type ValueReport = z.infer<typeof ValueReport>;
