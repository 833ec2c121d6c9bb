import { CatalogueItem } from "../../../wire/catalogue-item.ts";
import { parseAmount } from "../amount.ts";
import { parseAvailability } from "../availability.ts";
import { plainText } from "../plain-text.ts";
import { parseWrittenPrice } from "../written-price.ts";
import type { Fields } from "./feed.ts";

/** What a file leaves to the shop. */
export interface ShopOfFeed {
  /** Of prices without one. */
  currency: string;
  /** Address that relative links are relative to, or null. */
  base: string | null;
  /** When the import began (epoch ms): a sale counts while it is on. */
  now: number;
}

/** An item of a file, or the first thing that is wrong with it. */
export type ItemRead =
  | { item: CatalogueItem; leftOut: string[] }
  | { item: null; id: string | null; problem: string };

/** Attributes without which there is no item; of the others a wrong one is left out. */
const ESSENTIAL = new Set(["id", "title", "link", "price", "availability"]);
const MAX_TITLE = 500;

/**
 * One record as the catalogue takes it, however the file writes it: HTML becomes text, prices and
 * stock words the canonical ones, relative links absolute.
 */
export function readItem(fields: Fields, shop: ShopOfFeed): ItemRead {
  const draft = draftOf(fields, shop);
  const leftOut: string[] = [];
  for (;;) {
    const parsed = CatalogueItem.safeParse(draft);
    if (parsed.success) return { item: parsed.data, leftOut };
    const [issue] = parsed.error.issues;
    const name = String(issue?.path[0]);
    if (ESSENTIAL.has(name) || !(name in draft))
      return { item: null, id: idOf(draft), problem: `${name}: ${sayOf(draft, name, issue)}` };
    leftOut.push(name);
    delete draft[name];
  }
}

type Draft = Record<string, unknown>;

const idOf = (draft: Draft) => (typeof draft["id"] === "string" ? draft["id"].slice(0, 128) : null);

const sayOf = (draft: Draft, name: string, issue: { message: string } | undefined) =>
  draft[name] === undefined ? "is missing" : (issue?.message ?? "is wrong");

function draftOf(fields: Fields, shop: ShopOfFeed): Draft {
  const text = (name: string) => plainText(fields.get(name), 1) ?? undefined;
  const link = (name: string) => linkOf(fields.get(name), shop.base);
  const price = (name: string) => priceOf(fields.get(name), shop.currency);
  const number = (name: string) => numberOf(fields.get(name));
  const quantity = countOf(fields.get("quantity"));
  // Fewer than none are there where more was sold than was in stock.
  const soldOut = quantity !== undefined && quantity <= 0 ? "out_of_stock" : undefined;
  const draft: Draft = {
    id: text("id"),
    title: text("title")?.slice(0, MAX_TITLE),
    link: link("link"),
    image_link: linkOf(firstOf(fields.get("image_link")), shop.base),
    price: price("price"),
    sale_price: isOnSale(text("sale_price_effective_date"), shop.now)
      ? price("sale_price")
      : undefined,
    availability: availabilityOf(fields.get("availability")) ?? soldOut,
    product_type: levelsOf(text("product_type") ?? text("google_product_category")),
    brand: text("brand"),
    item_group_id: text("item_group_id"),
    rating: fields.get("rating") ?? ratingOf(number("rating_value"), number("rating_count")),
    quantity: quantity === undefined ? undefined : Math.max(0, Math.floor(quantity)),
    replenishable: flagOf(fields.get("replenishable")),
    days_per_unit: number("days_per_unit"),
    start_lag_days: number("start_lag_days"),
    margin: number("margin"),
    how_to_url: link("how_to_url"),
    first_seen: timeOf(text("first_seen")),
  };
  for (const name of Object.keys(draft)) if (draft[name] === undefined) delete draft[name];
  return draft;
}

/** A number as JSON has it, or as a table writes it. What is none stays, to be refused by name. */
function numberOf(value: unknown): number | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  return typeof value === "number" ? value : (parseAmount(value) ?? Number.NaN);
}

/** Pieces in stock, which may be fewer than none. */
function countOf(value: unknown): number | undefined {
  const text = typeof value === "string" ? value.trim() : "";
  return /^-\d/.test(text) ? Number(text) : numberOf(value);
}

function priceOf(value: unknown, currency: string): unknown {
  const written = typeof value === "number" ? String(value) : plainText(value, 1);
  return written === null ? undefined : (parseWrittenPrice(written, currency) ?? written);
}

function availabilityOf(value: unknown): string | undefined {
  const flag = flagOf(typeof value === "number" ? String(value) : value);
  if (typeof flag === "boolean") return flag ? "in_stock" : "out_of_stock";
  const text = plainText(value, 1);
  return text === null ? undefined : (parseAvailability(text) ?? text);
}

/**
 * An absolute address in the URL parser's writing, which is what browsers would make of it. A path on the
 * shop's own host stays one where no address of the shop is known; `//cdn.example/i.png` is then https.
 */
function linkOf(value: unknown, base: string | null): string | undefined {
  if (typeof value !== "string" || value.trim() === "") return undefined;
  const link = value.trim();
  const isPath = base === null && !/^(?:https?:)?\/\/[^/\\]/i.test(link);
  return isPath ? link : (URL.parse(link, base ?? "https://x.invalid")?.href ?? link);
}

/** The first of several pictures: `a.jpg, b.jpg`, or a list of addresses or of objects with a `src`. */
function firstOf(value: unknown): unknown {
  if (typeof value === "string") return value.split(/\s*,\s*(?=https?:\/\/)/)[0];
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === "object" && first !== null ? (first as { src?: unknown }).src : first;
}

const levelsOf = (text: string | undefined): string | undefined =>
  text === undefined || /^\d+$/.test(text)
    ? undefined
    : text
        .split(/\s*[>›»]\s*/)
        .filter((level) => level !== "")
        .join(" > ");

const ratingOf = (value: number | undefined, count: number | undefined) =>
  value === undefined || count === undefined ? undefined : { value, count };

function flagOf(value: unknown): unknown {
  if (typeof value !== "string") return value ?? undefined;
  return /^(?:yes|true|1)$/i.test(value) || (/^(?:no|false|0)$/i.test(value) ? false : value);
}

const timeOf = (text: string | undefined): string | undefined => {
  if (text === undefined) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? text : new Date(time).toISOString();
};

/** `2026-11-01T00:00+0100/2026-11-30T23:59+0100`; a sale without dates is always on. */
function isOnSale(dates: string | undefined, now: number): boolean {
  if (dates === undefined) return true;
  const [from = Number.NaN, to = Number.NaN] = dates
    .split("/")
    .map((date) => Date.parse(date.trim().replace(/([+-]\d\d)(\d\d)$/, "$1:$2")));
  return from <= now && now < to;
}
