import * as z from "zod";
import { PageType } from "../person.ts";
import { FunnelStep } from "../report-query.ts";
export const VisitsReport = z.object({
  from: z.string().describe("Days, ISO 8601."),
  to: z.string(),
  visits: z.number(),
  orders: z.number(),
  revenue: z.record(z.string(), z.number()).describe("Minor units by currency."),
  channels: z.array(
    z.object({
      channel: z.string(),
      visits: z.number(),
      orders: z.number(),
      converted: z.number(),
      bounces: z.number(),
    }),
  ),
  exit_pages: z
    .array(z.object({ path: z.string(), exits: z.number(), views: z.number(), rate: z.number() }))
    .describe("`rate` is exits per page view."),
  landing_pages: z.array(z.object({ path: z.string(), visits: z.number() })),
  recommendations: z.object({ shown: z.number(), clicked: z.number() }),
  bot_events: z.number(),
});
export type VisitsReport = z.infer<typeof VisitsReport>;

/** `orders` are those of the return visits. */
export const ReturnCounts = z.object({ returns: z.number(), orders: z.number() });
export type ReturnCounts = z.infer<typeof ReturnCounts>;

export const BridgesReport = ReturnCounts.extend({
  from: z.string().describe("Days on which the returns began, ISO 8601."),
  to: z.string(),
  bridges: z
    .array(
      z
        .object({
          left: z.union([z.literal("order"), PageType]),
          via: z.string(),
          gap: z.enum(["1h", "1d", "3d", "7d", "14d", "30d", "90d", "over_90d"]),
          landed: PageType,
        })
        .extend(ReturnCounts.shape),
    )
    .describe(
      "Most frequent first: what was touched last, what led back, after how long, to what page.",
    ),
  returned_to: z.array(
    z
      .object({ to: z.enum(["same_item", "same_category", "elsewhere"]) })
      .extend(ReturnCounts.shape),
  ),
  items: z
    .array(z.object({ left: z.string(), landed: z.string() }).extend(ReturnCounts.shape))
    .describe("From the item touched last to the item landed on."),
});
export type BridgesReport = z.infer<typeof BridgesReport>;

export const SectionsReport = z.object({
  from: z.string().describe("Days on which the visits began, ISO 8601."),
  to: z.string(),
  visits: z.number().describe("All of the shop's, to compare with."),
  orders: z.number(),
  sections: z
    .array(
      z.object({ section: z.string(), views: z.number(), visits: z.number(), orders: z.number() }),
    )
    .describe("Page views and visits in which a section was read, and the orders of those visits."),
});
export type SectionsReport = z.infer<typeof SectionsReport>;

export const FunnelQuery = z.object({
  steps: z.array(FunnelStep),
  order: z
    .enum(["ordered", "any"])
    .describe(
      "`ordered`: each step at the time of the one before or later. `any`: all of them, in any order.",
    ),
  by: z
    .enum(["visit", "person"])
    .describe("Whether the way is one visit's, or may go over several of the same person."),
});
export type FunnelQuery = z.infer<typeof FunnelQuery>;

export const FunnelReport = FunnelQuery.extend({
  from: z.string().describe("Days on which the visits began, ISO 8601."),
  to: z.string(),
  funnel: z.array(
    z.object({
      step: FunnelStep,
      n: z.number().describe("Visits or people that came so far."),
      of_first: z
        .number()
        .nullable()
        .describe("Of those at the first step, and of those at the step before."),
      of_before: z.number().nullable(),
      median_ms: z
        .number()
        .nullable()
        .describe(
          "Time since the step before, the median of those who came so far (ms); null on the first step.",
        ),
    }),
  ),
  time_to_convert: z
    .object({ n: z.number(), median_ms: z.number().nullable(), p90_ms: z.number().nullable() })
    .describe("From the first step to the last, of those who came through (ms)."),
});
export type FunnelReport = z.infer<typeof FunnelReport>;

/** What was sold in one currency. Money in minor units. */
export const Sales = z.object({
  currency: z.string(),
  orders: z
    .number()
    .describe(
      "Orders that stand, those refunded later included; tests and cancelled ones are not.",
    ),
  lines: z.number(),
  units: z.number(),
  revenue: z.number(),
  of_nobody: z.number().describe("Of the orders, such as name no customer."),
  cancelled: z.number(),
  cancelled_value: z.number(),
  cancelled_refunded: z
    .number()
    .describe(
      "Of what was refunded, that of orders that are cancelled or tests, by the day of the order.",
    ),
  refunds: z.number().describe("By the day on which they were made, whenever the order was."),
  refund_lines: z.number(),
  refund_units: z.number(),
  refunded: z.number(),
  net: z.number().describe("Revenue less refunds of orders that stand."),
});
export type Sales = z.infer<typeof Sales>;

export const OrdersReport = z.object({
  from: z.string().describe("Days, ISO 8601."),
  to: z.string(),
  totals: z.array(Sales),
  days: z.array(z.object({ day: z.string() }).extend(Sales.shape)),
});
export type OrdersReport = z.infer<typeof OrdersReport>;
