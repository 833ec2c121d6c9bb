/**
 * An axis is what bestsellers are counted along: `all`, or a category with its path, such as
 * `category:Kitchen > Mugs`. Every category has its parent, and at the top of each path is `all`.
 */

export const ALL = "all";
const CATEGORY = "category:";
const LEVEL = " > ";

/** The axes that an item counts on, widest first, by its Google `product_type`. */
export function axesOf(productType: string): string[] {
  const levels = levelsOf(productType);
  return [ALL, ...levels.map((_, depth) => CATEGORY + levels.slice(0, depth + 1).join(LEVEL))];
}

/** The narrowest axis of a `product_type`: its whole path, or `all` when it names no level. */
export const categoryAxis = (productType: string): string => axesOf(productType).at(-1)!;

/** The axis one level up; null above `all`. */
export function parentAxis(axis: string): string | null {
  if (axis === ALL) return null;
  const end = axis.lastIndexOf(LEVEL);
  return end < 0 ? ALL : axis.slice(0, end);
}

/** The axis itself, its parent, and so on up to `all`. The axis may be spelt loosely, as a page does. */
export function axisChain(axis: string): string[] {
  return axesOf(axis.startsWith(CATEGORY) ? axis.slice(CATEGORY.length) : "").toReversed();
}

/** The axis in words that fit after "in" and "of". */
export const axisLabel = (axis: string): string =>
  axis === ALL ? "the shop" : axis.slice(CATEGORY.length);

/** `Kitchen>Mugs ` and `Kitchen > Mugs` are the same path. */
function levelsOf(productType: string): string[] {
  return productType
    .split(">")
    .map((level) => level.trim())
    .filter((level) => level !== "");
}
