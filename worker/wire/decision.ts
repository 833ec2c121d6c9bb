import * as z from "zod";
import { Scenario } from "./want.ts";

export const Band = z.enum(["low", "considering", "ready"]);
export type Band = z.infer<typeof Band>;

/** A probability with what is known of its own uncertainty. */
export const Score = z.object({
  probability: z.number().describe("Calibrated, in (0, 1)."),
  interval: z.tuple([z.number(), z.number()]).describe("90 % interval around `probability`."),
  status: z
    .enum(["scored", "insufficient_evidence"])
    .describe(
      "`insufficient_evidence` on a single page, or when the interval is wider than twice the probability or the base rate, whichever is greater.",
    ),
  band: Band.nullable().describe(
    "null while the evidence is insufficient: nobody is called uninterested for leaving early. Once told it is left only by a margin, so that it does not flap.",
  ),
  reasons: z
    .array(z.string())
    .describe("The largest signed contributions, in words a merchant reads."),
});
export type Score = z.infer<typeof Score>;

export const Intent = z.object({
  session: Score.describe("An order before this session ends."),
  week: Score.describe("An order within 7 days."),
  evidence: z.number().describe("Number of events that the scores rest on."),
  model: z.string().describe("Model version, for example `ftrl-12`."),
});
export type Intent = z.infer<typeof Intent>;

/** A part of a score, such as `viewed around 85123A`. */
export const Contribution = z.object({ source: z.string(), value: z.number() });
export type Contribution = z.infer<typeof Contribution>;

/** An item as a page shows it. Text and checked URLs only, never HTML. */
export const RecommendedItem = z.object({
  id: z.string(),
  score: z.number(),
  reason: z.string(),
  title: z.string(),
  link: z.string(),
  image_link: z.string().nullable(),
  price: z.string().nullable().describe("Google Merchant form: `2.55 GBP`."),
  type: z
    .literal("page")
    .optional()
    .describe("A page of the shop instead of an item; its id is `page:` and its path."),
  contributions: z
    .array(Contribution)
    .optional()
    .describe("What the score is the sum of, where the slot asked for it."),
});
export type RecommendedItem = z.infer<typeof RecommendedItem>;

export const Decision = z.object({
  receipt_id: z.string(),
  scenario: Scenario,
  items: z.array(RecommendedItem),
  fallback: z
    .string()
    .nullable()
    .describe("Why and to what the answer fell back, or null when it did not."),
  heading: z
    .string()
    .nullable()
    .describe(
      'The heading that fits: "Your history" must not stand above bestsellers that took its place.',
    ),
  dismiss: z
    .string()
    .nullable()
    .describe(
      "What the visitor may do with an item of their own history, or null where there is none.",
    ),
  why: z
    .string()
    .nullable()
    .describe(
      "What asks for the reason of an item in the page's language, or null where nobody may ask.",
    ),
  arm: z.literal("on").describe("Arm of the running experiment; `on` when there is none."),
  model: z.string().describe("What ranked the items, for example `table-1`."),
  strategy: z
    .string()
    .optional()
    .describe(
      "How the scenario was filled, where it knows several ways and learns which serves better, and with what probability this one was drawn.",
    ),
  propensity: z.number().optional(),
});
export type Decision = z.infer<typeof Decision>;

/** Something that the page may tell the visitor. */
export const Notice = z.object({
  id: z.string(),
  type: z.enum(["price_dropped", "back_in_stock"]),
  item: RecommendedItem,
  old_price: z
    .string()
    .nullable()
    .describe(
      "What this visitor last saw, Google Merchant form; null where it is not the price that changed.",
    ),
  new_price: z.string().nullable().describe("What it costs now; null where it has no price."),
  reference_price: z
    .string()
    .nullable()
    .describe(
      "The lowest price of the 30 days before this reduction, where the price now lies below it. Only this may be struck through or told a percentage of (Directive 98/6/EC, Article 6a).",
    ),
  text: z.string(),
});
export type Notice = z.infer<typeof Notice>;
