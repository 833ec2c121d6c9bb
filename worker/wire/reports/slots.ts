import * as z from "zod";
/** A rate with its 95 % interval. */
export const ToldRate = z.object({ rate: z.number(), interval: z.tuple([z.number(), z.number()]) });
export type ToldRate = z.infer<typeof ToldRate>;

export const StrategyReport = z.object({
  strategy: z.string(),
  shown: z.number().describe("Receipts that were seen, and of these how many had an item clicked."),
  clicked: z.number(),
  as_served: ToldRate.describe("Clicked of shown, as it was."),
  propensity: z.number().describe("Probability with which a receipt is given to it now."),
  if_it_served_everybody: z
    .object({
      ips: ToldRate.nullable(),
      snips: ToldRate.nullable(),
      doubly_robust: ToldRate.nullable(),
    })
    .describe(
      "What the slot would have come to, had it served everybody: three estimates; null is unknown.",
    ),
});
export type StrategyReport = z.infer<typeof StrategyReport>;

/** What trying out cost: clicks that the best strategy would have brought, had it served everybody. */
export const ExplorationCost = z.object({
  clicks: z.number().nullable().describe("Estimated clicks lost; null while nobody can say."),
  share: z.number().nullable().describe("Of the clicks that the best would have brought."),
  text: z.string(),
});
export type ExplorationCost = z.infer<typeof ExplorationCost>;

export const SlotReport = z.object({
  slot: z.string(),
  scenario: z.string(),
  strategies: z.array(StrategyReport).describe("Most likely the best first."),
  verdict: z.string().describe("What is known by now, in words."),
  exploration: ExplorationCost,
});
export type SlotReport = z.infer<typeof SlotReport>;

export const RecommendationsReport = z.object({
  from: z.string().describe("Days on which the visits ended, ISO 8601."),
  to: z.string(),
  slots: z.array(SlotReport),
});
export type RecommendationsReport = z.infer<typeof RecommendationsReport>;
