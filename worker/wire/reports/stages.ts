import * as z from "zod";
import { Stage } from "../standing.ts";
import { ReportHead } from "./head.ts";
/** What may be done for people of a stage (METHODS §4); a shop may change every field. */
export const StagePolicy = z.object({
  contact: z
    .enum(["keep", "limit", "events"])
    .describe("How freely to write: as usual, seldom, or at big events alone."),
  maxDiscount: z.number().describe("Largest discount, a share of the price; 0 is no promotion."),
  discountAt: z
    .enum(["never", "any_time", "returner_events", "big_events"])
    .describe("When that discount may be offered."),
  events: z
    .enum(["any", "returner_and_big", "big"])
    .describe("The largest event to invite them to."),
});
export type StagePolicy = z.infer<typeof StagePolicy>;

export const StageCuts = z.tuple([z.number(), z.number(), z.number()]);
export type StageCuts = z.infer<typeof StageCuts>;

export const StageCounts = z.record(Stage, z.number());
export type StageCounts = z.infer<typeof StageCounts>;

export const Origin = z.enum(["new", "active", "silent", "dormant", "lost"]);
export type Origin = z.infer<typeof Origin>;

export const JourneyStage = z.enum([
  "awareness",
  "interest",
  "consideration",
  "decision",
  "loyalty",
  "advocacy",
]);
export type JourneyStage = z.infer<typeof JourneyStage>;

export const StagesReport = ReportHead.extend({
  cuts: StageCuts.describe("Days since the last order on which silent, dormant and lost begin."),
  stages: z
    .array(z.object({ stage: Stage, people: z.number(), value: z.number(), policy: StagePolicy }))
    .describe(
      "Everybody, in one stage each, with the net of all their orders and what the policy allows.",
    ),
  most_wanted: z
    .number()
    .describe("Active and silent together: those whose next order is the most likely."),
  categories: z
    .array(z.object({ category: z.string(), people: z.number(), stages: StageCounts }))
    .describe("Stages by category, each counting those who bought in it; most people first."),
  stock: z
    .array(z.object({ day: z.string(), people: z.number(), stages: StageCounts }))
    .describe("At the start of each month, as its day, and now."),
  flows: z
    .array(
      z.object({
        from: z.string(),
        to: z.string(),
        moves: z.array(z.object({ from: Origin, to: Stage, people: z.number() })),
      }),
    )
    .describe(
      "Between one day of `stock` and the next, where people went; moves of nobody are left out.",
    ),
  list: z
    .array(
      z.object({
        person: z.string(),
        stage: Stage,
        last_order: z.number().describe("Epoch ms."),
        next_stage_at: z
          .number()
          .nullable()
          .describe("When the next stage begins without an order, epoch ms; null once lost."),
        orders: z.number(),
        net: z.number(),
      }),
    )
    .describe("Of the chosen stage, or the most wanted: the latest order first; at most `limit`."),
});
export type StagesReport = z.infer<typeof StagesReport>;

export const JourneyRow = z.object({
  stage: JourneyStage,
  people: z.number().describe("In it now."),
  reached: z.number().describe("In it or further."),
  drop_off: z
    .number()
    .nullable()
    .describe(
      "Share of those who reached it that went no further so far; null when nobody reached it.",
    ),
  days_to_next: z
    .number()
    .nullable()
    .describe(
      "Median days until the next stage, of those who went on; null when nobody did, and of the last.",
    ),
  days_waiting: z
    .number()
    .nullable()
    .describe("Median days in it so far, of those who are; null when nobody is."),
});
export type JourneyRow = z.infer<typeof JourneyRow>;

export const JourneyReport = z.object({
  at: z.number().describe("Epoch ms."),
  people: z
    .number()
    .describe(
      "Everybody of whom something is known; `stages` add up to them, and so do the channels.",
    ),
  stages: z.array(JourneyRow),
  channels: z
    .array(z.object({ channel: z.string(), people: z.number(), stages: z.array(JourneyRow) }))
    .describe("The same by channel of the first visit, `unknown` without one; most people first."),
});
export type JourneyReport = z.infer<typeof JourneyReport>;
