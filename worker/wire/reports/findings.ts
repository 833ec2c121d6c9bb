import * as z from "zod";
/** An exposure as a report tells of it. */
export const Finding = z.object({
  n: z.number().describe("Observations with the exposure, and the people behind them."),
  people: z.number(),
  rate: z
    .number()
    .describe(
      "Share to which it happened, and what it would be at the rates of others in the same strata.",
    ),
  expected: z.number(),
  odds_ratio: z.number().nullable(),
  interval: z.tuple([z.number(), z.number()]).nullable().describe("95 %."),
  p: z.number(),
  q: z.number().describe("Benjamini–Hochberg over all that were tested."),
});
export type Finding = z.infer<typeof Finding>;

/** Who began with one thing and had the other in the second order. */
export const FollowedBy = z.object({
  first: z.string(),
  second: z.string(),
  again: z.boolean().describe("The same thing again."),
  n: z.number().describe("People with both."),
  of: z.number().describe("People with `first`, and what of them has come back with `second`."),
  rate: z.number(),
  expected: z.number().describe("People with both if the first order told nothing of the second."),
  lift: z.number(),
  p: z.number(),
  q: z.number().describe("Benjamini–Hochberg over all pairs that could have had enough people."),
});
export type FollowedBy = z.infer<typeof FollowedBy>;

export const ProductMatrixReport = z.object({
  n: z.number().describe("People with a second order."),
  products: z.array(FollowedBy),
  categories: z.array(FollowedBy),
  tested: z
    .object({ products: z.number(), categories: z.number() })
    .describe("Pairs that were tested."),
});
export type ProductMatrixReport = z.infer<typeof ProductMatrixReport>;

/** Does who buys this come back more often than others like them? `n` counts orders with it. */
export const Gateway = Finding.extend({
  item: z.string(),
  history: z.enum(["first", "second", "third and later"]),
});
export type Gateway = z.infer<typeof Gateway>;

export const GatewayReport = z.object({
  days: z.number(),
  gateways: z
    .array(Gateway)
    .describe("Products whose first buyers come back more often than expected, the surest first."),
  later: z
    .array(Gateway)
    .describe("The same for later orders: what keeps those who are back already."),
  tested: z.number(),
});
export type GatewayReport = z.infer<typeof GatewayReport>;

export const RepeatBuyerPage = z.object({
  path: z.string(),
  viewers: z.number().describe("Repeat buyers and their matches who viewed it."),
  rate: z
    .number()
    .describe(
      "Share of repeat buyers who viewed it before their second order, and what was expected.",
    ),
  expected: z.number(),
  odds_ratio: z.number().nullable(),
  interval: z.tuple([z.number(), z.number()]).nullable(),
  p: z.number(),
  q: z.number(),
});
export type RepeatBuyerPage = z.infer<typeof RepeatBuyerPage>;

export const PagesReport = z.object({
  label: z.literal("association: test it"),
  repeat_buyers: z
    .number()
    .describe(
      "Repeat buyers with visits between their orders, and those whom they are compared with.",
    ),
  matches: z.number(),
  tested: z.number(),
  pages: z
    .array(RepeatBuyerPage)
    .describe("Pages that repeat buyers over-visit, the surest first."),
});
export type PagesReport = z.infer<typeof PagesReport>;

export const Precursor = Finding.extend({ name: z.string() });
export type Precursor = z.infer<typeof Precursor>;

export const PrecursorsReport = z.object({
  window: z.number(),
  orders: z.number(),
  horizon: z.number(),
  people: z
    .number()
    .describe("People whose window and horizon are over, and how many of them became loyal."),
  loyal: z.number(),
  rejected: z
    .number()
    .describe("Behaviours that came after the window, and cannot have been early: left out."),
  tested: z.number(),
  precursors: z
    .array(Precursor)
    .describe("What future loyal customers did more, the surest first."),
});
export type PrecursorsReport = z.infer<typeof PrecursorsReport>;

export const ComebackCandidate = z.object({
  person: z.string(),
  first_order: z.number().describe("Epoch ms."),
  probability: z.number(),
  by_curve: z.number().describe("By the curve alone."),
  reasons: z
    .array(z.string())
    .describe("What speaks for it (+) and against it (−), the strongest first."),
});
export type ComebackCandidate = z.infer<typeof ComebackCandidate>;

export const PropensityReport = z.object({
  days: z.number(),
  one_time_buyers: z.number(),
  expected: z.number().describe("How many of them will come back, by the sum of their chances."),
  model: z
    .enum(["curve", "scored"])
    .describe("What the chances rest on, and how each did on people that it was not fitted to."),
  trial: z.object({ curve: z.number(), scored: z.number(), people: z.number() }).nullable(),
  people: z.array(ComebackCandidate).describe("The likeliest first."),
});
export type PropensityReport = z.infer<typeof PropensityReport>;
