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
  /** What is asked now, where that is less than `price`. */
  sale_price: Price.optional(),
  availability: z.enum(AVAILABILITY).default("in_stock"),
  /** Levels separated by ` > `. */
  product_type: clipped(300).default(""),
  brand: clipped(200).optional(),
  item_group_id: line(128).optional(),
  rating: Rating.optional(),
  /** Pieces in stock. */
  quantity: z.int().min(0).optional(),
  /** Whether it is used up and bought again. */
  replenishable: z.boolean().optional(),
  /** Days that one piece lasts. */
  days_per_unit: z.number().positive().max(10_000).optional(),
  /** Days from delivery to the first use. */
  start_lag_days: z.number().min(0).max(10_000).optional(),
  /** Share of the price that is left to the shop. */
  margin: z.number().min(0).max(1).optional(),
  /** A page on how to use it. */
  how_to_url: Link.optional(),
  /** When the shop took it up; the catalogue's own first sight where it is not said. */
  first_seen: z.iso.datetime({ offset: true }).optional(),
});
export type CatalogueItem = z.infer<typeof CatalogueItem>;

/** The body of `PUT /v1/items`; items are parsed one by one. */
export const ItemsBody = z.object({ items: z.array(z.unknown()).max(1000) });

export interface ItemResult {
  id: string | null;
  status: "accepted" | "unchanged" | "invalid";
  detail?: string;
  pointer?: string;
}

/** The reply to `GET /v1/items?id=…`. */
export interface ItemsFound {
  items: CatalogueItem[];
}

/** The reply to `GET /v1/items/{id}`: what `PUT /v1/items` takes, and what is known of the item. */
export interface ItemReply extends CatalogueItem {
  /** ISO 8601. */
  first_seen: string;
  /** True for what pages said, which the shop's own list has not. */
  learnt: boolean;
}
export interface ItemsReply {
  results: ItemResult[];
}
