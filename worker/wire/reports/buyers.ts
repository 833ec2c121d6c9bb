import * as z from "zod";
import { ReportHead } from "./head.ts";
export const MixPart = z.object({
  people: z.number(),
  orders: z.number(),
  net: z.number(),
  people_share: z.number().describe("Shares of the month's people and net, 0 to 1."),
  net_share: z.number(),
});
export type MixPart = z.infer<typeof MixPart>;

export const BuyerMix = z.object({
  month: z.string().describe("Of the shop's calendar, as `2026-11`."),
  new: MixPart.describe(
    "People whose first valid order ever is of this month, all their orders of it, and their net.",
  ),
  returning: MixPart.describe("People who had ordered in an earlier month."),
});
export type BuyerMix = z.infer<typeof BuyerMix>;

export const BuyerMixReport = ReportHead.extend({
  months: z
    .array(BuyerMix)
    .describe("Months with an order, the oldest first. The last one may not be over."),
});
export type BuyerMixReport = z.infer<typeof BuyerMixReport>;

export const LostCell = z.object({
  gap: z
    .object({ from: z.number(), to: z.number().nullable() })
    .describe("Days since the last order, from and up to but not with."),
  orders: z.object({ from: z.number(), to: z.number().nullable() }),
  people: z.number(),
  value: z.number(),
});
export type LostCell = z.infer<typeof LostCell>;

export const LostGridReport = ReportHead.extend({
  lost: z.number(),
  value: z.number().describe("Net of all their orders."),
  cells: z
    .array(LostCell)
    .describe(
      "Every row with every column; `to` is null in the last of each. Cells add up to the lost.",
    ),
  list: z
    .array(z.object({ person: z.string(), gap: z.number(), orders: z.number(), net: z.number() }))
    .describe("Of the chosen cell: who was worth most first; at most `limit`."),
});
export type LostGridReport = z.infer<typeof LostGridReport>;

export const ChurnEffect = z.object({
  reduction: z.number().describe("Share of churn that is avoided, as 0.05."),
  kept: z.number().describe("Customers who stay in addition."),
  value: z
    .number()
    .describe("What they bring in twelve months, minor units, with its 95 % interval."),
  interval: z.tuple([z.number(), z.number()]),
  share: z.number().describe("`value` beside the present one."),
});
export type ChurnEffect = z.infer<typeof ChurnEffect>;

export const ChurnReport = ReportHead.extend({
  money: z
    .enum(["margin", "net_sales"])
    .describe("Whether money is the margin, when the shop has said its share, or net sales."),
  missing: z.string().nullable().describe("Why there is no projection; null when there is one."),
  churn: z
    .object({ rate: z.number(), interval: z.tuple([z.number(), z.number()]), n: z.number() })
    .nullable()
    .describe(
      "Of those who ordered in the half-year before the last, how many did not in the last one.",
    ),
  present: z
    .object({ people: z.number(), value: z.number() })
    .nullable()
    .describe(
      "Who ordered in the last half-year, and what they bring in twelve months at the present churn.",
    ),
  effects: z.array(ChurnEffect).describe("What lower churn adds to that."),
});
export type ChurnReport = z.infer<typeof ChurnReport>;

/** What is to be expected of somebody in the days to come. */
export const Forecast = z.object({
  orders: z.number(),
  orderValue: z.number().describe("Minor units an order."),
  value: z.number().describe("Minor units: orders times their value."),
  basis: z
    .enum(["bg_nbd", "first_return_curve"])
    .describe("What the number of orders is read from."),
});
export type Forecast = z.infer<typeof Forecast>;

export const ClvReport = ReportHead.extend({
  days: z.number().describe("Days that are forecast."),
  missing: z.string().nullable().describe("Why there is no forecast; null when there is one."),
  model: z
    .object({
      time: z.literal("week"),
      r: z.number(),
      alpha: z.number(),
      a: z.number(),
      b: z.number(),
      p: z.number(),
      q: z.number(),
      gamma: z.number(),
    })
    .nullable()
    .describe(
      "BG/NBD's parameters, with time in weeks as in all that is published, and Gamma-Gamma's, in minor units.",
    ),
  correlation: z
    .number()
    .nullable()
    .describe(
      "Pearson's correlation of how often and for how much people came back, which Gamma-Gamma takes to be none: far from 0, values are to be taken with care. Null when either does not vary.",
    ),
  one_time: z
    .object({ people: z.number(), orders: z.number(), value: z.number() })
    .describe("What is expected of those who ordered once and of the others, all together."),
  repeat: z.object({ people: z.number(), orders: z.number(), value: z.number() }),
  list: z
    .array(z.object({ person: z.string(), alive: z.number().nullable() }).extend(Forecast.shape))
    .describe(
      "The highest forecast first; at most `limit`. `alive` is null for one order, which tells nothing of it.",
    ),
});
export type ClvReport = z.infer<typeof ClvReport>;
