import * as z from "zod";

const Interval = z.tuple([z.number(), z.number()]).describe("95 %.");

export const DecileTable = z.object({
  people: z.number(),
  ordered: z.number(),
  top_decile_lift: z
    .object({ lift: z.number(), interval: Interval })
    .nullable()
    .describe("Of the tenth with the highest scores, against all; null while nobody has ordered."),
  deciles: z
    .array(
      z.object({
        people: z.number(),
        said: z.number().describe("Mean probability that was said, beside the share that ordered."),
        ordered: z.number(),
        rate: z.number(),
        interval: Interval,
      }),
    )
    .describe("The highest scores first; empty for fewer than ten people."),
});
export type DecileTable = z.infer<typeof DecileTable>;

/** Shares of people who did something at least once, and means over all of a group. */
export const AudienceGroup = z.object({
  people: z.number(),
  shares: z.record(
    z.enum(["returned", "carted", "ordered"]),
    z.object({ share: z.number(), interval: Interval }).nullable(),
  ),
  means: z.record(
    z.enum(["return_visits", "pages", "visible_ms", "items_viewed", "carts", "orders"]),
    z.object({ mean: z.number(), interval: Interval.nullable() }).nullable(),
  ),
});
export type AudienceGroup = z.infer<typeof AudienceGroup>;

/** The selected less those below, with 95 % intervals; null where one of them is empty. */
export const AudienceDifference = z.object({
  shares: z.record(
    z.enum(["returned", "carted", "ordered"]),
    z.object({ difference: z.number(), interval: Interval }).nullable(),
  ),
  means: z.record(
    z.enum(["return_visits", "pages", "visible_ms", "items_viewed", "carts", "orders"]),
    z.object({ difference: z.number(), interval: Interval.nullable() }).nullable(),
  ),
});
export type AudienceDifference = z.infer<typeof AudienceDifference>;

export const AudienceReport = z.object({
  from: z.string().describe("Days, ISO 8601."),
  to: z.string(),
  outcome_days: z.literal(7),
  groups: z.record(z.enum(["selected", "below", "insufficient_evidence"]), AudienceGroup),
  difference: AudienceDifference,
  scores: z
    .object({ at_exit: DecileTable, at_entry: DecileTable })
    .describe(
      "First orders by score: at a visit's end among those who had not ordered by then, over the 7 days after it, and at its first answer among all, over the visit and the 7 days.",
    ),
});
export type AudienceReport = z.infer<typeof AudienceReport>;
