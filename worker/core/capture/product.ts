import { type Card, parseAmount } from "../catalogue/index.ts";
import { fitOf } from "./address.ts";
import { idOfAddress, itemId, statedId } from "./item-id.ts";
import { askedPrice, type Price, pricesOf } from "./offers.ts";
import { nameOf } from "./text.ts";
import { categoryOf } from "./breadcrumbs.ts";
import { firstOf, isNode, linkOf, type Node, nodesOf, valuesOf } from "./values.ts";

export interface Rating {
  /** Out of five. */
  value: number;
  count: number;
}

/** What a page says of one product. What it does not say is null. */
export interface Product {
  id: string | null;
  name: string | null;
  url: string | null;
  image: string | null;
  /** Major units of `currency`. */
  price: number | null;
  currency: string | null;
  availability: Card["availability"] | null;
  /** Levels separated by ` > `. */
  category: string | null;
  brand: string | null;
  /** Variants of one product share it. */
  group: string | null;
  rating: Rating | null;
}

/** A node of schema.org as a product. A group is the variant that the page's address names. */
export function readProduct(node: Node, page: string | null): Product {
  const variants = nodesOf(node, "hasVariant");
  const chosen = page === null ? undefined : variants.find((variant) => isChosen(variant, page));
  const family = nodesOf(node, "isVariantOf", "inProductGroupWithID");
  const own = readOne(node, page);
  const group =
    firstOf(valuesOf(node, "productGroupID", "inProductGroupWithID"), itemId) ??
    firstOf(family, (other) => firstOf(valuesOf(other as Node, "productGroupID", "sku"), itemId));
  if (chosen !== undefined) return { ...mergeProducts([readOne(chosen, page), own]), group };
  const stated = { ...own, id: own.id ?? group, group };
  if (own.price !== null || variants.length === 0) return stated;
  return {
    ...stated,
    ...withoutUrl(
      askedPrice(
        variants.flatMap((one) => pricesOf(one, page)),
        null,
      ),
    ),
  };
}

const withoutUrl = (price: Price | null) => ({
  price: price?.amount ?? null,
  currency: price?.currency ?? null,
  availability: price?.availability ?? null,
});

/** A variant that the address names: by its own address, or by an id in the query. */
function isChosen(variant: Node, page: string): boolean {
  const offers = nodesOf(variant, "offers");
  const links = [variant, ...offers].flatMap((node) => valuesOf(node, "url", "@id"));
  if (links.some((link) => fitOf(linkOf(link, page) ?? "", page) === 3)) return true;
  const ids = new Set(valuesOf(variant, "sku", "productID").map(itemId));
  return [...(URL.parse(page)?.searchParams.values() ?? [])].some((value) => ids.has(value));
}

function readOne(node: Node, page: string | null): Product {
  const price = askedPrice(pricesOf(node, page), page);
  return {
    id: statedId(node) ?? firstOf(nodesOf(node, "offers"), (offer) => statedOf(offer)),
    name: firstOf(valuesOf(node, "name"), nameOf),
    url:
      firstOf(valuesOf(node, "url", "mainEntityOfPage"), (url) => linkOf(url, page)) ??
      price?.url ??
      null,
    image: firstOf(valuesOf(node, "image", "thumbnailUrl"), (image) => linkOf(image, page)),
    ...withoutUrl(price),
    category: firstOf(valuesOf(node, "category"), categoryOf),
    brand: firstOf(valuesOf(node, "brand", "manufacturer"), nameOf),
    group: null,
    rating: firstOf(nodesOf(node, "aggregateRating"), ratingOf),
  };
}

const statedOf = (offer: unknown) =>
  isNode(offer) ? firstOf(valuesOf(offer, "sku"), itemId) : null;

function ratingOf(node: unknown): Rating | null {
  if (!isNode(node)) return null;
  const number = (...names: string[]) =>
    firstOf(valuesOf(node, ...names), (value) => parseAmount(value));
  const value = number("ratingValue");
  const [best, count] = [number("bestRating") ?? 5, number("ratingCount", "reviewCount")];
  if (value === null || !count || best <= 0 || value > best) return null;
  return { value: Math.round((value / best) * 500) / 100, count: Math.round(count) };
}

/** Field by field, the first that says something. */
export function mergeProducts(products: readonly Product[]): Product {
  const [first, ...others] = products;
  const merged = { ...first! };
  for (const other of others)
    for (const [field, value] of Object.entries(other) as [keyof Product, never][])
      merged[field] ??= value;
  return merged;
}

/** The id of a product: what it states, else what its address or the page's stands for. */
export const idOf = (product: Product, page: string | null): string | null =>
  product.id ?? idOfAddress(product.url) ?? idOfAddress(page);

/** How much a product says, and then its text: an order that no page's order of documents changes. */
export const byDetail = (a: Product, b: Product): number =>
  detailOf(b) - detailOf(a) || compare(JSON.stringify(a), JSON.stringify(b));

const detailOf = (product: Product) =>
  Object.values(product).filter((value) => value !== null).length +
  (product.price === null ? 0 : 4);

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));
