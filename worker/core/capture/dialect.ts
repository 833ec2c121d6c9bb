import { parseAmount, plainText } from "../catalogue/index.ts";
import { translated } from "./dialects/index.ts";
import { itemId } from "./item-id.ts";
import { isNode, type Node } from "./values.ts";

/** Fields of an item as Universal Analytics named them, and what GA4 calls them. */
const OLD_NAMES: readonly [old: string, name: string][] = [
  ["id", "item_id"],
  ["name", "item_name"],
  ["brand", "item_brand"],
  ["variant", "item_variant"],
  ["list", "item_list_name"],
  ["list_name", "item_list_name"],
  ["position", "index"],
  ["list_position", "index"],
];
const AMOUNTS = ["value", "shipping", "tax", "price", "discount", "quantity"];
const COUNTS = ["index"];

/**
 * An event as GA4's schema reads it, from what came. Ids of items may be numbers. What was not written
 * for us is read leniently, the tag's reading of a `dataLayer` and other systems' events: Universal
 * Analytics' names, amounts as `"£12.50"`, and whatever is not understood is left out, an item without
 * an id with it, rather than the event refused.
 */
export function fromDialect(told: unknown): unknown {
  if (!isNode(told)) return told;
  const foreign = translated(told);
  if (foreign !== null) return leniently(foreign);
  if (told["captured"] === "data_layer") return leniently(told);
  const { items } = told;
  return Array.isArray(items) && items.some(hasNumberAsId)
    ? { ...told, items: items.map(withTextId) }
    : told;
}

function leniently(told: Node): Record<string, unknown> {
  const items = Array.isArray(told["items"]) ? told["items"] : undefined;
  const currency = plainText(told["currency"])?.toUpperCase() ?? "";
  const isCode = /^[A-Z]{3}$/.test(currency);
  const event: Record<string, unknown> = {
    ...understood(told, currency),
    currency: isCode ? currency : undefined,
    items: items
      ?.filter(isNode)
      .flatMap((item) => itemOf(item, currency) ?? [])
      .slice(0, 200),
  };
  const transaction = event["transaction_id"];
  if (typeof transaction === "number") event["transaction_id"] = String(transaction);
  return event;
}

const hasNumberAsId = (item: unknown): item is Node =>
  isNode(item) && typeof item["item_id"] === "number";

const withTextId = (item: unknown): unknown =>
  hasNumberAsId(item) ? { ...item, item_id: String(item["item_id"]) } : item;

function itemOf(item: Node, currency: string): Node | null {
  const named: Record<string, unknown> = { ...item };
  for (const [old, name] of OLD_NAMES) named[name] ??= item[old];
  const id = itemId(named["item_id"]);
  if (id === null) return null;
  const levels = typeof item["category"] === "string" ? item["category"].split("/") : [];
  for (const [place, level] of levels.slice(0, 5).entries())
    named[place === 0 ? "item_category" : `item_category${place + 1}`] ??= level.trim();
  return { ...texts(understood(named, currency)), item_id: id };
}

/** With amounts and counts as numbers; those that are none are left out. */
function understood(told: Node, currency: string): Record<string, unknown> {
  const read: Record<string, unknown> = { ...told };
  for (const name of AMOUNTS)
    if (Object.hasOwn(read, name)) read[name] = parseAmount(read[name], currency) ?? undefined;
  for (const name of COUNTS) if (Object.hasOwn(read, name)) read[name] = countOf(read[name]);
  return read;
}

function countOf(value: unknown): number | undefined {
  const count = Number(value);
  return Number.isInteger(count) && count >= 0 && count <= 1e6 ? count : undefined;
}

const texts = (item: Node): Node =>
  Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      name.startsWith("item_") ? (plainText(value) ?? undefined) : value,
    ]),
  );
