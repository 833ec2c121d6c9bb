import * as z from "zod";
import { clipped, ItemId, line, Link } from "./text.ts";

/** Google Merchant price: an amount and an ISO 4217 code, for example `10.00 GBP`. */
const Price = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,3})? [A-Z]{3}$/, "must be an amount and a currency, such as '10.00 GBP'");

export const AVAILABILITY = ["in_stock", "out_of_stock", "preorder", "backorder"] as const;

/** Stars out of five, and of how many. */
const Rating = z.object({ value: z.number().min(0).max(5), count: z.int().min(0) });

/** One item of `PUT /v1/items`, in Google Merchant attribute names and a few of our own. */
export const CatalogueItem = z.object({
  id: ItemId,
  title: line(500),
  link: Link,
  image_link: Link.optional(),
  price: Price.optional(),
  sale_price: Price.optional().describe("What is asked now, where that is less than `price`."),
  availability: z.enum(AVAILABILITY).default("in_stock"),
  product_type: clipped(300).default("").describe("Levels separated by ` > `."),
  brand: clipped(200).optional(),
  item_group_id: line(128).optional(),
  rating: Rating.optional(),
  quantity: z.int().min(0).optional().describe("Pieces in stock."),
  replenishable: z.boolean().optional().describe("Whether it is used up and bought again."),
  days_per_unit: z
    .number()
    .positive()
    .max(10_000)
    .optional()
    .describe("Days that one piece lasts."),
  start_lag_days: z
    .number()
    .min(0)
    .max(10_000)
    .optional()
    .describe("Days from delivery to the first use."),
  margin: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe("Share of the price that is left to the shop."),
  how_to_url: Link.optional().describe("A page on how to use it."),
  first_seen: z.iso
    .datetime({ offset: true })
    .optional()
    .describe("When the shop took it up; the catalogue's own first sight where it is not said."),
});
export type CatalogueItem = z.infer<typeof CatalogueItem>;

/** The body of `PUT /v1/items`; items are parsed one by one. */
export const ItemsBody = z.object({ items: z.array(z.unknown()).max(1000) });

export const ItemResult = z.object({
  id: z.string().nullable(),
  status: z.enum(["accepted", "unchanged", "invalid"]),
  detail: z.string().optional(),
  pointer: z.string().optional(),
});
export type ItemResult = z.infer<typeof ItemResult>;

/** The reply to `GET /v1/items?id=…`. */
export const ItemsFound = z.object({ items: z.array(CatalogueItem) });
export type ItemsFound = z.infer<typeof ItemsFound>;

/** The reply to `GET /v1/items/{id}`: what `PUT /v1/items` takes, and what is known of the item. */
export const ItemReply = CatalogueItem.extend({
  first_seen: z.iso.datetime().describe("ISO 8601."),
  learnt: z.boolean().describe("True for what pages said, which the shop's own list has not."),
});
export type ItemReply = z.infer<typeof ItemReply>;

export const ItemsReply = z.object({ results: z.array(ItemResult) });
export type ItemsReply = z.infer<typeof ItemsReply>;
