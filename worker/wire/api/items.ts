import * as z from "zod";
import { CatalogueItem, ItemReply, ItemsBody, ItemsFound, ItemsReply } from "../catalogue-item.ts";
import { PriceHistory } from "../price-history.ts";
import { ItemId } from "../text.ts";
import { SearchQuery } from "../tools.ts";
import type { Resource } from "./operation.ts";
import { CursorQuery } from "./params.ts";

/** Items are parsed one by one, by this. */
const wholeList = ItemsBody.extend({ items: z.array(CatalogueItem).max(1000) });

const params = { id: ItemId.describe("The shop's own id of the item.") };
const mug = { id: "85123A" };

export const EXAMPLE_ITEMS = [
  {
    id: "85123A",
    title: "White hanging heart",
    link: "https://shop.example/p/85123A/",
    image_link: "https://shop.example/i/85123A.jpg",
    price: "2.55 GBP",
    availability: "in_stock",
    product_type: "Kitchen > Mugs",
  },
  {
    id: "22423",
    title: "Regency cakestand",
    link: "https://shop.example/p/22423/",
    image_link: "https://shop.example/i/22423.jpg",
    price: "12.75 GBP",
    product_type: "Kitchen > Stands",
    days_per_unit: 30,
    replenishable: true,
  },
];

export const items: Resource = {
  key: "items",
  name: "Catalogue",
  words: "What the shop sells, in Google Merchant's attribute names and a few of our own.",
  operations: [
    {
      id: "putItems",
      method: "PUT",
      path: "/v1/items",
      summary: "Add or replace items",
      description:
        "At most 1 000 in one request, each a `CatalogueItem`. They are judged one by one: a bad one " +
        "does not keep the others.",
      access: "catalogue:write",
      body: wholeList,
      replies: { 200: ItemsReply },
      examples: [{ words: "Two items", body: { items: EXAMPLE_ITEMS } }],
    },
    {
      id: "findItems",
      method: "GET",
      path: "/v1/items",
      summary: "Items by their ids",
      access: "reports:read",
      query: z.object({
        id: z.array(ItemId).min(1).max(100).describe("Once for each item: `?id=1&id=2`."),
      }),
      replies: { 200: ItemsFound },
      examples: [{ words: "One item", query: { id: "85123A" } }],
    },
    {
      id: "getItem",
      method: "GET",
      path: "/v1/items/{id}",
      summary: "An item as it stands, and whether pages taught it",
      access: "reports:read",
      params,
      replies: { 200: ItemReply },
      problems: [422],
      examples: [{ words: "An item", params: mug }],
    },
    {
      id: "itemPrices",
      method: "GET",
      path: "/v1/items/{id}/prices",
      summary: "Every change of an item's price and stock, the newest first",
      access: "reports:read",
      params,
      query: CursorQuery,
      replies: { 200: PriceHistory },
      examples: [{ words: "The latest changes", params: mug }],
    },
    {
      id: "searchItems",
      method: "GET",
      path: "/v1/search",
      summary: "Items by words, the best answer first",
      access: "reports:read",
      query: SearchQuery,
      replies: { 200: ItemsFound },
      examples: [{ words: "By a word of the title", query: { q: "heart", count: "5" } }],
    },
    {
      id: "deleteItem",
      method: "DELETE",
      path: "/v1/items/{id}",
      summary: "Take an item off every shelf",
      description: "It comes back when it is put again.",
      access: "catalogue:write",
      params,
      replies: { 204: { words: "It is gone." } },
      problems: [422],
      examples: [{ words: "An item that is no longer sold", params: { id: "22423" } }],
    },
  ],
};
