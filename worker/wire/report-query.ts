import * as z from "zod";
import { Stage } from "./standing.ts";
import { Currency } from "./text.ts";

/** The days of a report, in UTC: the last 30 if nothing is said. */
export const RangeQuery = z.object({
  from: z.iso.date().optional().describe("The first day, in UTC; 30 days before `to` if not told."),
  to: z.iso.date().optional().describe("The last day, in UTC; today if not told."),
});

/** Events that a funnel may be made of: GA4's way from a page to an order. */
export const FUNNEL_STEPS = [
  "page_view",
  "search",
  "view_item_list",
  "view_item",
  "add_to_cart",
  "view_cart",
  "begin_checkout",
  "add_shipping_info",
  "add_payment_info",
  "purchase",
] as const;
export const FunnelStep = z.enum(FUNNEL_STEPS);
export type FunnelStep = z.infer<typeof FunnelStep>;

/** The query of `GET /v1/reports/funnel`, beside its days. */
export const FunnelQuery = z.object({
  steps: z
    .string()
    .default("view_item,add_to_cart,begin_checkout,purchase")
    .describe(`Steps parted by commas, at most 10, of: ${FUNNEL_STEPS.join(", ")}.`)
    .transform((list) => list.split(","))
    .pipe(z.array(FunnelStep).min(1).max(10)),
  order: z
    .enum(["ordered", "any"])
    .default("ordered")
    .describe("`ordered`: each step no earlier than the one before."),
  by: z
    .enum(["visit", "person"])
    .default("visit")
    .describe("Whether the way is one visit's, or may go over several of the same person."),
});

const wholeNumber = (most: number) => z.coerce.number().int().min(1).max(most);

/** The query of reports that follow from orders alone. */
export const OrderReportQuery = z.object({
  at: z
    .union([z.iso.date(), z.iso.datetime({ offset: true })])
    .optional()
    .describe("As of this moment; now, if not told."),
  currency: Currency.nullable()
    .default(null)
    .describe("That orders are in; the one of most orders, if not told."),
  limit: wholeNumber(10_000).default(100).describe("How many people or things are listed at most."),
  stage: Stage.optional().describe("Of `stages`: whom it lists."),
  cell: z
    .string()
    .regex(/^\d{1,5}x\d{1,5}$/, "must be days x orders, such as 365x2")
    .describe("Of `lost-grid`: whom it lists, by the days and orders at which their cell begins.")
    .transform((cell) => cell.split("x").map(Number))
    .transform(([gap = 0, orders = 0]) => ({ gap, orders }))
    .optional(),
  nth: wholeNumber(8).optional().describe("Of `f2`: the order after which its clock starts."),
  by: z
    .enum(["month", "channel", "product", "category"])
    .optional()
    .describe("Of `f2`: the groups that it tells of."),
  within: wholeNumber(3_650)
    .optional()
    .describe("Of `clock`: days ahead within which somebody runs out."),
});
