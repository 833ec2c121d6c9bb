import * as z from "zod";
export const Stage = z.enum(["active", "silent", "dormant", "lost"]);
export type Stage = z.infer<typeof Stage>;

export const RfmReply = z.object({
  recency_days: z
    .number()
    .describe("Days since the last order; orders and net spend of the last 182 days."),
  frequency: z.number(),
  spend: z.string(),
  r: z.number().describe("Scores, 1 to 5."),
  f: z.number(),
  m: z.number(),
  cell: z.string().describe("High or low R, F and M, as in `+-+`."),
  class: z.string(),
  care_plan: z.object({
    name: z.string(),
    plan: z.string(),
    actions: z.array(z.string()).readonly(),
  }),
});
export type RfmReply = z.infer<typeof RfmReply>;

/**
 * Where a customer's orders put them, as of now; every number with what it is read from. Times are ISO
 * 8601, money is net and in Google Merchant form.
 */
export const StandingReply = z.object({
  stage: Stage,
  stage_since: z.iso.datetime(),
  next_stage_at: z.iso
    .datetime()
    .nullable()
    .describe("When the next stage begins unless an order comes; null once lost."),
  policy: z
    .object({
      contact: z.string(),
      max_discount: z.number(),
      discount_at: z.string(),
      events: z.string(),
    })
    .describe("What may be done for people of this stage."),
  categories: z
    .array(
      z.object({
        category: z.string(),
        stage: Stage,
        last_order: z.iso.datetime(),
        next_stage_at: z.iso.datetime().nullable(),
      }),
    )
    .describe("The stage in each category that they bought in."),
  orders: z.number().describe("Valid orders and their net, of all time."),
  net: z.string(),
  rfm: RfmReply,
  value: z.object({
    composite: z.number().describe("0 to 100: the weighted mean of the aspects that have a score."),
    aspects: z
      .record(
        z.enum(["current", "future", "loyalty", "credit", "growth"]),
        z.object({ score: z.number().nullable(), reason: z.string() }),
      )
      .describe(
        "Each 0 to 100, or null when the shop has too little data for it, with what it is read from.",
      ),
  }),
  clv: z
    .object({
      days: z.number(),
      orders: z.number(),
      order_value: z.string(),
      value: z.string(),
      basis: z.string(),
    })
    .nullable()
    .describe(
      "What twelve months are expected to bring; null while too few people have come back.",
    ),
  journey: z.string().describe("The furthest that they have come from awareness to advocacy."),
  segments: z
    .array(
      z.object({ name: z.string(), why: z.array(z.string()), until: z.iso.datetime().nullable() }),
    )
    .describe("Segments that follow from orders."),
});
export type StandingReply = z.infer<typeof StandingReply>;
