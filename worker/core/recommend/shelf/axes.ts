import { formatBand, parseBand, type PriceBand, priceBandOf } from "./price-bands.ts";

/**
 * An axis is what bestsellers are counted along: `all`, a category with its path
 * (`category:Kitchen > Mugs`), `brand:Acme`, `price:10-20 GBP`, `search:<term>` (what was viewed and
 * bought after that search) or `segment:<name>` (what people of that segment take). A category has
 * its parent; above everything else is `all`.
 */

export const ALL = "all";
const CATEGORY = "category:";
const BRAND = "brand:";
const PRICE = "price:";
const SEARCH = "search:";
const SEGMENT = "segment:";
const LEVEL = " > ";

/** Whether an item lies on the axis by what it is, not by what people do with it. */
export const isCatalogueAxis = (axis: string): boolean =>
  [CATEGORY, BRAND, PRICE].some((kind) => axis.startsWith(kind));

const MAX_TERM = 80;
const MAX_NAME = 200;

/** What the axes of an item follow from. */
export interface Placed {
  /** Google `product_type`: levels separated by ` > `. */
  category: string;
  brand?: string | null | undefined;
  /** Minor units of `currency`. */
  price?: number | null | undefined;
  currency?: string | null | undefined;
}

/** The axes that an item counts on by what it is, widest first. */
export function axesOf({ category, brand, price, currency }: Placed): string[] {
  const axes = [...categoryAxes(category)];
  const name = tidy(brand ?? "");
  if (name !== "") axes.push(BRAND + name);
  if (typeof price === "number" && currency) {
    axes.push(priceAxis(priceBandOf(price, currency)));
  }
  return axes;
}

/** Categories whose axes are known by heart: a shop has some hundred, and none with longer names. */
const KNOWN_CATEGORIES = 1_000;
const KNOWN_LENGTH = 120;
const known = new Map<string, readonly string[]>();

/** `all` and the category at every level, widest first. */
export function categoryAxes(productType: string): readonly string[] {
  let axes = known.get(productType);
  if (axes !== undefined) return axes;
  const levels = levelsOf(productType);
  axes = [ALL, ...levels.map((_, depth) => CATEGORY + levels.slice(0, depth + 1).join(LEVEL))];
  if (productType.length > KNOWN_LENGTH) return axes;
  if (known.size >= KNOWN_CATEGORIES) known.clear();
  known.set(productType, axes);
  return axes;
}

/** The narrowest axis of a `product_type`: its whole path, or `all` when it names no level. */
export const categoryAxis = (productType: string): string => categoryAxes(productType).at(-1)!;

/** The axis of a search term, or null when the term says nothing. */
export function searchAxis(term: string): string | null {
  const normal = normalTerm(term);
  return normal === "" ? null : SEARCH + normal;
}

export const priceAxis = (band: PriceBand): string => PRICE + formatBand(band);
export const segmentAxis = (segment: string): string => SEGMENT + segment;

/**
 * A search term as it is counted: width and case do not matter (NFKC, lower case), nor do spaces; at
 * most 80 characters.
 */
export const normalTerm = (term: string): string =>
  Array.from(tidy(term).toLowerCase()).slice(0, MAX_TERM).join("").trim();

/**
 * What an axis is counted by: `category:shoes` and `Category:Shoes` of another feed are one, and so
 * are widths of letters. People read the axis as it is spelt.
 */
export const axisKey = (axis: string): string => axis.normalize("NFKC").toLowerCase();

/** The axis one level up; null above `all`. */
export function parentAxis(axis: string): string | null {
  if (axis === ALL) return null;
  const end = axis.startsWith(CATEGORY) ? axis.lastIndexOf(LEVEL) : -1;
  return end < 0 ? ALL : axis.slice(0, end);
}

/** The axis itself, its parent, and so on up to `all`. The axis may be spelt loosely, as a page does. */
export function axisChain(axis: string): string[] {
  if (axis.startsWith(CATEGORY)) return categoryAxes(axis.slice(CATEGORY.length)).toReversed();
  const spelt = normalAxis(axis);
  return spelt === ALL ? [ALL] : [spelt, ALL];
}

function normalAxis(axis: string): string {
  const band = axis.startsWith(PRICE) ? parseBand(axis.slice(PRICE.length)) : null;
  if (band !== null) return priceAxis(band);
  for (const kind of [BRAND, PRICE, SEGMENT]) {
    const name = axis.startsWith(kind) ? tidy(axis.slice(kind.length)) : "";
    if (name !== "") return kind + name;
  }
  return (axis.startsWith(SEARCH) ? searchAxis(axis.slice(SEARCH.length)) : null) ?? ALL;
}

/** The currency of a price band's axis; null for any other. */
export const currencyOfAxis = (axis: string): string | null =>
  axis.startsWith(PRICE) ? (parseBand(axis.slice(PRICE.length))?.currency ?? null) : null;

/** Whether people, not what an item is, decide what lies on the axis: anything sold may. */
export const isOpenAxis = (axis: string): boolean => axis.startsWith(SEGMENT);

/** The axis in words that fit after "in" and "of". */
export function axisLabel(axis: string): string {
  if (axis === ALL) return "the shop";
  const name = axis.slice(axis.indexOf(":") + 1);
  if (axis.startsWith(SEARCH)) return `searches for “${name}”`;
  if (axis.startsWith(SEGMENT)) return `the segment ${name}`;
  const band = axis.startsWith(PRICE) ? parseBand(name) : null;
  return band === null ? name : `the price range ${band.from} to ${band.to} ${band.currency}`;
}

/** `Kitchen>Mugs ` and `Kitchen > Mugs` are the same path. */
function levelsOf(productType: string): string[] {
  return productType
    .split(">")
    .map((level) => level.trim())
    .filter((level) => level !== "");
}

const tidy = (name: string): string =>
  name === "" ? "" : name.normalize("NFKC").replace(/\s+/gu, " ").trim().slice(0, MAX_NAME);
