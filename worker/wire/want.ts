import * as z from "zod";
import { clipped, Currency, Id, ItemId, line } from "./text.ts";

export const SCENARIOS = [
  "bestsellers",
  "recently_viewed",
  "next_item",
  "related",
  "top_rated",
  "value_hits",
  "buyers_like_you",
  "home",
  "cart",
  "after_purchase",
  "repeat_buyer_pages",
  "new_for_you",
] as const;
export const Scenario = z.enum(SCENARIOS);
export type Scenario = z.infer<typeof Scenario>;

/** Items of a slot that does not say how many. */
export const DEFAULT_COUNT = 8;

const Count = z.int().min(1).max(48);
const Places = ofText(Count, /^\d+$/);
/** A decimal amount in the currency that the page shows. */
const Amount = ofText(z.number().min(0).max(1e9), /^\d{1,9}(\.\d{1,3})?$/);
const MAX_EXCLUDED = 100;

/** A number, or the text of one: an element's attribute comes as text. */
function ofText<T extends z.ZodNumber>(number: T, form: RegExp) {
  return number.or(z.string().regex(form, "must be a number").transform(Number).pipe(number));
}

/** Ids in an array, or in an attribute with commas between them. */
const ItemIds = z.preprocess(
  (ids) =>
    typeof ids === "string"
      ? ids
          .split(",")
          .map((id) => id.trim())
          .filter((id) => id !== "")
      : ids,
  z.array(ItemId).max(MAX_EXCLUDED),
);

/** One slot that the page wants filled. Every field may be an attribute of the slot's element. */
export const WantFields = z.object({
  slot: Id,
  scenario: Scenario,
  axis: line(320)
    .regex(
      /^(all|segment|(category|brand|price|search|segment):.+)$/,
      "must be 'all' or 'segment', or begin with 'category:', 'brand:', 'price:', 'search:' or 'segment:'",
    )
    .optional()
    .describe(
      "`all`, `category:Kitchen > Mugs`, `brand:X`, `price:10-20 GBP`, `search:<term>`, `segment:<name>`, or `segment` alone for those that the visitor is in.",
    ),
  count: Places.optional(),
  item: ItemId.optional().describe(
    "The item that `related` starts from; the one on the screen when none is named.",
  ),
  category: clipped(300)
    .optional()
    .describe("Filters: what is shown lies in this category, is of this brand, costs this much."),
  brand: clipped(200).optional(),
  "min-price": Amount.optional(),
  "max-price": Amount.optional(),
  exclude: ItemIds.optional(),
  currency: Currency.optional().describe(
    "That items are to be priced in, as far as there are any; the page's own, else the shop's.",
  ),
  "per-category": Places.optional().describe(
    "Diversity: at most so many items of one category, of one brand.",
  ),
  "per-brand": Places.optional(),
  explain: z
    .boolean()
    .or(z.stringbool({ truthy: ["", "true", "1"], falsy: ["false", "0"] }))
    .optional()
    .describe("Whether the answer tells what each score is made of; the bare attribute says yes."),
  heading: clipped(200)
    .optional()
    .describe(
      "What the page would write above it, and in its place when the answer is another than asked for.",
    ),
  "fallback-heading": clipped(200).optional(),
  "dismiss-label": clipped(100)
    .optional()
    .describe("What taking an item out of the visitor's history is called in the page's language."),
  "why-label": clipped(100)
    .optional()
    .describe("What asks why an item is shown, in the page's language; without it nobody can ask."),
});

/**
 * A slot as pages write it: a scenario's name alone stands for its own slot, a slot that names no
 * scenario for its scenario, and the other way round; `min_price` is `min-price`; what is empty is
 * not said. A count that is none is no reason to leave the slot empty.
 */
function wholeWant(want: unknown): unknown {
  if (typeof want === "string") return { slot: want, scenario: want };
  if (typeof want !== "object" || want === null) return want;
  const said = Object.entries(want).filter(
    ([name, value]) => (value !== "" || name === "explain") && value !== null,
  );
  const named = Object.fromEntries(
    said.map(([name, value]) => [name.replaceAll("_", "-"), value]),
  ) as Record<string, unknown>;
  const { slot, scenario, count } = named;
  const isNone = typeof count === "string" && !/^[1-9]\d?$/.test(count);
  return { slot: scenario, scenario: slot, ...named, count: isNone ? undefined : count };
}

export const Want = z.preprocess(wholeWant, WantFields);
/**
 * Among the slots, asks for notices only. `version` is how far prices and stock have changed, as a
 * live connection told it: the reply is to know of that change.
 */
export const NewsWant = z.object({ slot: z.literal("news"), version: z.number() });
export type NewsWant = z.infer<typeof NewsWant>;
export type Want = z.infer<typeof WantFields>;

/** Why a slot gets no decision; the page's other slots get theirs. */
export const WantProblem = z.object({
  slot: z.string().nullable().describe("Null when not even its name is understood."),
  detail: z.string(),
  pointer: z.string().describe("RFC 6901 JSON Pointer into the request body."),
});
export type WantProblem = z.infer<typeof WantProblem>;
