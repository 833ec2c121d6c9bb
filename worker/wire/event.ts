import * as z from "zod";
import { Currency, Id, ItemId, line, optionalLine } from "./text.ts";

/** GA4 amounts: a finite number that is not negative. Money becomes integer minor units at the door. */
const Amount = z.number().min(0).max(1e9);
const Milliseconds = z.number().min(0).max(86_400_000);

/** A GA4 item. Attributes beyond these are dropped. */
export const Item = z.object({
  item_id: ItemId,
  item_name: optionalLine(500).optional(),
  item_brand: optionalLine(200).optional(),
  item_category: optionalLine(300).optional(),
  item_category2: optionalLine(300).optional(),
  item_category3: optionalLine(300).optional(),
  item_category4: optionalLine(300).optional(),
  item_category5: optionalLine(300).optional(),
  item_variant: optionalLine(200).optional(),
  item_list_id: optionalLine(200).optional(),
  item_list_name: optionalLine(200).optional(),
  index: z.number().int().min(0).max(1e6).optional(),
  price: Amount.optional(),
  discount: Amount.optional(),
  quantity: z.number().min(0).max(1e6).optional(),
});
export type Item = z.infer<typeof Item>;

/** Where the visitor was. `referrer` is raw: the edge classifies, the browser does not. */
export const Page = z.object({
  url: line(2048),
  referrer: optionalLine(2048).optional(),
  title: optionalLine(500).optional(),
});
export type Page = z.infer<typeof Page>;

/** What one page view held the visitor for, cumulative since the view began (ms; scroll in percent). */
export const Engagement = z.object({
  visible: Milliseconds,
  focused: Milliseconds,
  active: Milliseconds,
  scroll: z.number().min(0).max(100),
});
export type Engagement = z.infer<typeof Engagement>;

const Scalar = z.union([optionalLine(1000), z.number(), z.boolean()]);

/**
 * One thing that happened. `name` is a GA4 name (see `EVENT_NAMES`) or a shop's own, which is kept
 * as a custom event. When it happened comes as `age` (ms before sending, from browsers, whose clocks
 * cannot be trusted) or, with a secret key, as `time` (ISO 8601).
 */
export const Event = z
  .object({
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
    coupon: optionalLine(100).optional(),
    shipping: Amount.optional(),
    tax: Amount.optional(),
    search_term: optionalLine(300).optional(),
    item_list_id: optionalLine(200).optional(),
    item_list_name: optionalLine(200).optional(),
    items: z.array(Item).max(200).optional(),
    engagement: Engagement.optional(),
    receipt_id: Id.optional(),
    logged_in: z.boolean().optional(),
    params: z.record(z.string().max(40), Scalar).optional(),
  })
  .refine((event) => event.name !== "purchase" || event.transaction_id !== undefined, {
    path: ["transaction_id"],
    message: "a purchase needs a transaction_id",
  });
export type Event = z.infer<typeof Event>;

/** The names that Okaeri gives a meaning to. GA4's, and five of the tag's own. */
export const EVENT_NAMES = [
  "page_view",
  "page_leave",
  "view_item_list",
  "select_item",
  "view_item",
  "search",
  "add_to_cart",
  "remove_from_cart",
  "view_cart",
  "add_to_wishlist",
  "begin_checkout",
  "add_shipping_info",
  "add_payment_info",
  "purchase",
  "refund",
  "login",
  "sign_up",
  "view_promotion",
  "select_promotion",
  "recommendation_shown",
  "recommendation_clicked",
  "recommendation_dismissed",
] as const;
export type EventName = (typeof EVENT_NAMES)[number];
