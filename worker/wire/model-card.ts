import * as z from "zod";
export const FeatureCard = z.object({
  key: z.string(),
  family: z.string(),
  words: z.string(),
  session_odds: z
    .number()
    .describe(
      "What it multiplies the odds of an order by once a visit has come far; 1 for nothing.",
    ),
  week_odds: z.number(),
});
export type FeatureCard = z.infer<typeof FeatureCard>;

export const TargetCard = z.object({
  target: z.string().describe("In words."),
  visits: z.number().describe("Visits and orders that still count, by half-life, and their rate."),
  orders: z.number(),
  base_rate: z.number(),
  auc_after: z
    .record(z.string(), z.number().nullable())
    .describe(
      "After so many events, each session where it got so far; null while too few ordered, or did not.",
    ),
  log_loss: z
    .number()
    .nullable()
    .describe(
      "Means over all moments, null before the first; `base_…` of the base rate at the same moments.",
    ),
  base_log_loss: z.number().nullable(),
  brier: z.number().nullable(),
  base_brier: z.number().nullable(),
  reliability: z
    .array(z.object({ sessions: z.number(), said: z.number(), came: z.number() }))
    .describe("What was said, beside what came of it, by band of the score."),
  drift: z
    .object({ alarmed: z.boolean(), excess_loss: z.number() })
    .describe(
      "`excess_loss`: nats a session of late beyond the base rate; above 0 the scores are worse.",
    ),
});
export type TargetCard = z.infer<typeof TargetCard>;

/** What a merchant may read of the model: what it learnt from, what it sees, and how good it is. */
export const ModelCard = z.object({
  model: z.string(),
  data: z.object({ source: z.string(), lessons: z.number(), half_life_days: z.number() }),
  targets: z.object({ session: TargetCard, week: TargetCard }),
  features: z.array(FeatureCard),
});
export type ModelCard = z.infer<typeof ModelCard>;
