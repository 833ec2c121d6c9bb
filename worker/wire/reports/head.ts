import * as z from "zod";

/** How reports about customers begin. Money in reports is net, in minor units of `currency`. */
export const ReportHead = z.object({
  at: z.int().describe("As of this moment (epoch ms)."),
  currency: z.string().nullable().describe("ISO 4217; null when nobody bought."),
  people: z.int().describe("Everybody with a valid order by then."),
});
export type ReportHead = z.infer<typeof ReportHead>;

/** What every report that follows from orders says beside its own. */
export const OrderFrame = z.object({
  currency: ReportHead.shape.currency,
  left_out: z
    .object({
      nobody: z.int().describe("Valid orders that name nobody."),
      invalid: z.int().describe("Cancelled, given back in full, or goods for nothing."),
      test: z.int(),
      future: z.int().describe("Dated later than `at`."),
      currencies: z.record(z.string(), z.int()).describe("Valid orders in other currencies."),
    })
    .describe("What of the shop's orders is not in it."),
});
export type OrderFrame = z.infer<typeof OrderFrame>;
