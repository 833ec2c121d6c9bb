import * as z from "zod";
import { ItemId, line, clipped } from "./text.ts";

/**
 * An http(s) address or a path on the shop's own host; anything else could run script in a page.
 * Browsers read `/\` as `//`, which leads to another host.
 */
const Link = line(2048).regex(
  /^(https?:\/\/|\/(?![/\\]))/,
  "must be an http(s) URL or an absolute path",
);

/** Google Merchant price: an amount and an ISO 4217 code, for example `10.00 GBP`. */
const Price = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,3})? [A-Z]{3}$/, "must be an amount and a currency, such as '10.00 GBP'");

export const AVAILABILITY = ["in_stock", "out_of_stock", "preorder", "backorder"] as const;

/** One item of `PUT /v1/items`, in Google Merchant attribute names. */
export const CatalogueItem = z.object({
  id: ItemId,
  title: line(500),
  link: Link,
  image_link: Link.optional(),
  price: Price.optional(),
  sale_price: Price.optional(),
  availability: z.enum(AVAILABILITY).default("in_stock"),
  /** Levels separated by ` > `. */
  product_type: clipped(300).default(""),
  brand: clipped(200).optional(),
  item_group_id: line(128).optional(),
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
/** The reply to `GET /v1/items/{id}`. `price` is what is asked today. */
export interface ItemReply {
  id: string;
  title: string;
  link: string;
  image_link?: string;
  price?: string;
  availability: (typeof AVAILABILITY)[number];
  product_type: string;
  brand?: string;
  item_group_id?: string;
  /** Stars out of five, where the item's page told them. */
  rating?: { value: number; count: number };
  /** ISO 8601. */
  first_seen: string;
  /** True for what pages said, which the shop's own list has not. */
  learnt: boolean;
}
export interface ItemsReply {
  results: ItemResult[];
}
