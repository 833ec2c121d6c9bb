import * as z from "zod";
/** A rate of people, hidden when too few of them can tell. */
export const Rate = z.object({
  rate: z.number().nullable(),
  interval: z.tuple([z.number(), z.number()]).nullable().describe("95 %."),
  n: z.number().describe("People that it rests on."),
});
export type Rate = z.infer<typeof Rate>;

/** Who came back within so many days, of those whose order is at least so old (Wilson 1927). */
export const MaturedPoint = Rate.extend({ days: z.number() });
export type MaturedPoint = z.infer<typeof MaturedPoint>;

/** The share that has come back by so many days; `n` is who was still being waited for. */
export const SurvivalPoint = Rate.extend({ days: z.number() });
export type SurvivalPoint = z.infer<typeof SurvivalPoint>;

/** Three answers to "how many come back?". */
export const Conversion = z.object({
  n: z.number().describe("People at the start."),
  matured: z.array(MaturedPoint),
  kaplan_meier: z
    .array(SurvivalPoint)
    .describe("Weekly and at the horizons, as far as enough people are at risk."),
  naive: Rate.describe(
    "Who has come back so far of everybody, however new: too low while the shop grows.",
  ),
});
export type Conversion = z.infer<typeof Conversion>;

/** Is the second order harder to get than the third? */
export const WallVerdict = z.object({
  verdict: z.enum(["yes", "no", "cannot tell"]),
  because: z.string().describe("In words, with the figures that it rests on."),
  days: z
    .number()
    .describe("Days within which people came back, of those whose order is at least so old."),
  second: Rate,
  third: Rate,
  difference: z
    .object({ value: z.number(), interval: z.tuple([z.number(), z.number()]) })
    .nullable()
    .describe("F3 − F2, 95 %; null when too few people can tell."),
  p: z.number().nullable().describe("Two-sided, of no difference at all."),
});
export type WallVerdict = z.infer<typeof WallVerdict>;

export const F2Report = Conversion.extend({
  nth: z.number(),
  transitions: z
    .array(Rate.extend({ from: z.number(), to: z.number() }))
    .describe("How many of those with n orders have n + 1 so far."),
  wall: WallVerdict,
  groups: z
    .array(Conversion.extend({ group: z.string() }))
    .describe(
      "The largest first, or by month in time; only groups that are large enough to tell of.",
    ),
});
export type F2Report = z.infer<typeof F2Report>;

/** Days from order to door. */
export const LeadTime = z.object({
  usual: z.number().describe("As many orders take longer as shorter."),
  p90: z.number().describe("Nine of ten orders keep within."),
  n: z.number().describe("Deliveries that it was read from."),
});
export type LeadTime = z.infer<typeof LeadTime>;

export const ItemClock = z.object({
  item: z.string(),
  category: z.string(),
  days_per_unit: z.number().describe("Days that one unit lasts."),
  gaps: z.number().describe("Gaps between deliveries that it was learnt from."),
  customers: z.number(),
  reordered: z.number().describe("How many of them got it more than once."),
});
export type ItemClock = z.infer<typeof ItemClock>;

/** When somebody runs out of an item. Times are epoch ms. */
export const RunOut = z.object({
  units: z
    .number()
    .describe("Units at hand after the last delivery, with what was left over before it."),
  delivered: z.number(),
  starts: z.number(),
  run_out_at: z.number().describe("As likely earlier as later."),
  q25: z.number().describe("One in four runs out before."),
  days_per_unit: z.number().describe("Days that one unit lasts this customer."),
  own_gaps: z.number().describe("The customer's own gaps that this rests on, beside the item's."),
});
export type RunOut = z.infer<typeof RunOut>;

export const UpcomingRunOut = RunOut.extend({
  person: z.string(),
  item: z.string(),
  contact_at: z.number().describe("Epoch ms: when to ask."),
});
export type UpcomingRunOut = z.infer<typeof UpcomingRunOut>;

export const ClockReport = z.object({
  lead_time: LeadTime.nullable().describe(
    "From the shop's own deliveries; null while too few are told, and three days are allowed for.",
  ),
  elasticity: z
    .number()
    .describe(
      "1: twice the units last twice as long; 0: the next order comes whatever was bought.",
    ),
  spread: z.number().describe("Standard deviation of ln(days) around the forecast."),
  items: z.array(ItemClock).describe("Items that are bought again, most gaps first."),
  upcoming: z.array(UpcomingRunOut).describe("Run-outs ahead, the next to be asked first."),
});
export type ClockReport = z.infer<typeof ClockReport>;
