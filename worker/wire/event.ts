import * as z from "zod";
import { Currency, Id, ItemId, line, clipped } from "./text.ts";

/**
 * GA4 amounts: a finite number that is not negative; many shops send it as text, such as `"2.55"`.
 * Money becomes integer minor units at the door.
 */
const Amount = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,12}(\.\d{1,6})?$/)
      .transform(Number),
  ])
  .pipe(z.number().min(0).max(1e9));
/** A page may lie open for days; a day's time says as much. */
const Milliseconds = z
  .number()
  .min(0)
  .transform((ms) => Math.min(ms, 86_400_000));

/** A GA4 item. Attributes beyond these are dropped. */
export const Item = z.object({
  item_id: ItemId,
  item_name: clipped(500).optional(),
  item_brand: clipped(200).optional(),
  item_category: clipped(300).optional(),
  item_category2: clipped(300).optional(),
  item_category3: clipped(300).optional(),
  item_category4: clipped(300).optional(),
  item_category5: clipped(300).optional(),
  item_variant: clipped(200).optional(),
  item_list_id: clipped(200).optional(),
  item_list_name: clipped(200).optional(),
  index: z.number().int().min(0).max(1e6).optional(),
  price: Amount.optional(),
  discount: Amount.optional(),
  quantity: Amount.pipe(z.number().max(1e6)).optional(),
});
export type Item = z.infer<typeof Item>;

/** Where the visitor was. `referrer` is raw: the edge classifies, the browser does not. */
export const Page = z.object({
  url: clipped(2048),
  referrer: clipped(2048).optional(),
  title: clipped(500).optional(),
});
export type Page = z.infer<typeof Page>;

/** What one page view held the visitor for, cumulative since the view began (ms; scroll in percent). */
export const Engagement = z.object({
  visible: Milliseconds,
  focused: Milliseconds,
  active: Milliseconds,
  scroll: z
    .number()
    .min(0)
    // A page that has shrunk since would give more.
    .transform((percent) => Math.min(percent, 100))
    .describe("How far down the page, in percent."),
});
export type Engagement = z.infer<typeof Engagement>;

/** Longest `markup`, in characters. */
const MAX_MARKUP = 300_000;

/**
 * schema.org and Open Graph as a page carries them, read by the tag and understood by the Worker.
 * `json_ld` are the documents as they are; `elements` are those with `itemscope`, `itemprop`
 * (microdata) or `<meta property>` (Open Graph), in document order.
 */
export interface PageMarkup {
  json_ld?: unknown[];
  elements?: MarkupElement[];
}

/**
 * `scope` is the place in `elements` of the nearest `itemscope` around it, or -1; `type` is its own
 * `itemtype`; `name` its `itemprop` or `property`; `value` its content, address or text.
 */
export type MarkupElement = [
  scope: number,
  type: string | null,
  name: string | null,
  value: string | null,
];

const Scalar = z.union([clipped(1000), z.number(), z.boolean()]);

/**
 * One thing that happened. `name` is a GA4 name or a shop's own, which is kept
 * as a custom event. When it happened comes as `age` (ms before sending, from browsers, whose clocks
 * cannot be trusted) or, with a secret key, as `time` (ISO 8601).
 */
const Fields = z.object({
  id: Id,
  name: z.string().regex(/^[A-Za-z][\w.:-]{0,39}$/, "must be 1 to 40 letters, digits or _ . : -"),
  view: Id.optional(),
  seq: z.number().int().min(0).max(1e6).optional(),
  age: z.number().optional(),
  time: z.iso.datetime({ offset: true }).optional(),
  page: Page.optional(),
  currency: Currency.optional(),
  value: Amount.optional(),
  transaction_id: line(128).optional(),
  coupon: clipped(100).optional(),
  shipping: Amount.optional(),
  tax: Amount.optional(),
  search_term: clipped(300).optional(),
  item_list_id: clipped(200).optional(),
  item_list_name: clipped(200).optional(),
  items: z.array(Item).max(200).optional(),
  engagement: Engagement.optional(),
  receipt_id: Id.optional(),
  logged_in: z.boolean().optional(),
  captured: z
    .literal("data_layer")
    .optional()
    .catch(undefined)
    .describe("The tag read this call from the page's `dataLayer`; the shop did not make it."),
  markup: z
    .string()
    .max(MAX_MARKUP)
    .optional()
    .describe("Of `page_data`: what the page says about itself, `PageMarkup` as JSON text."),
  sections: z
    .array(z.unknown())
    .transform((labels) =>
      labels
        .filter((label) => typeof label === "string")
        .slice(0, 100)
        .map((label) => label.slice(0, 120)),
    )
    .optional()
    .describe("Of `page_leave`: headings and tabs that were read, in the page's own words."),
  params: z.record(z.string().max(40), Scalar).optional(),
});
export type Event = z.infer<typeof Fields>;

/** Fields with a meaning of their own; whatever else an event carries is a parameter (`paramsOf`). */
export const Event = z
  .looseObject(Fields.shape)
  .refine((event) => event.name !== "purchase" || event.transaction_id !== undefined, {
    path: ["transaction_id"],
    message: "a purchase needs a transaction_id",
  });

const FIELDS: ReadonlySet<string> = new Set(Object.keys(Fields.shape));
const PARAM_NAME = /^(?!__proto__$)[\w.:-]{1,40}$/;
const MAX_PARAMS = 50;

/**
 * A shop's own parameters: those under `params`, and GA4's flat way, scalars beside the fields. What
 * is no scalar or has no plain name is left out, since it must not cost the event. At most 50; null
 * when there are none.
 */
export function paramsOf(
  event: Event & Record<string, unknown>,
): NonNullable<Event["params"]> | null {
  const params: [string, unknown][] =
    event.params === undefined ? [] : Object.entries(event.params);
  for (const name of Object.keys(event))
    if (!FIELDS.has(name) && PARAM_NAME.test(name) && Scalar.safeParse(event[name]).success)
      params.push([name, event[name]]);
  if (params.length === 0) return null;
  return Object.fromEntries(params.slice(0, MAX_PARAMS)) as NonNullable<Event["params"]>;
}
