import type { Card } from "../../catalogue/index.ts";
import { type Affinity, bandOf, type Facet, shareOf } from "./affinity.ts";
import { categoryAxes } from "../shelf/axes.ts";

/** How much an item is to a person's taste. */
export interface Liking {
  /** 0 … 1. */
  score: number;
  /** What speaks for it most: `Kitchen > Mugs`, a brand, a price band; null where nothing does. */
  because: { facet: "category" | "brand" | "band"; value: string } | null;
}

/** What of an item bears on taste. */
type Placed = Pick<Card, "product_type" | "brand" | "price" | "currency">;

const LIKING_WEIGHT = { category: 0.5, brand: 0.3, band: 0.2 } as const;

/**
 * Tells how much items are to a person's taste at `now`: category (its levels in equal parts), brand
 * and price band together. Made once for many items, which share their categories and bands.
 */
export function likingBy(affinity: Affinity, now: number): (card: Placed) => Liking {
  const share = (facet: Facet, value: string) => shareOf(affinity, facet, value, now);
  const categories = memoised((product_type: string): Part => {
    const levels = categoryAxes(product_type).slice(1);
    const sum = levels.reduce((total, axis) => total + share("category", axis), 0);
    return { facet: "category", value: levels.at(-1) ?? "", share: sum / (levels.length || 1) };
  });
  const brands = memoised((value: string): Part => ({
    facet: "brand",
    value,
    share: share("brand", value),
  }));
  const bands = memoised((price: string): Part => {
    const [minor, currency] = price.split(" ") as [string, string];
    const value = bandOf({ price: Number(minor), currency })!;
    return { facet: "band", value, share: share("band", value) };
  });
  return ({ product_type, brand, price, currency }) => {
    let most: Part | null = null;
    let score = 0;
    for (const part of [
      categories(product_type),
      brand === null ? null : brands(brand),
      price === null || currency === null ? null : bands(`${price} ${currency}`),
    ]) {
      if (part === null || part.share === 0) continue;
      score += weigh(part);
      if (most === null || weigh(part) > weigh(most)) most = part;
    }
    return { score, because: most && { facet: most.facet, value: most.value } };
  };
}

interface Part {
  facet: keyof typeof LIKING_WEIGHT;
  value: string;
  share: number;
}

const weigh = ({ facet, share }: Part): number => LIKING_WEIGHT[facet] * share;

function memoised<T>(make: (key: string) => T): (key: string) => T {
  const made = new Map<string, T>();
  return (key) => {
    let value = made.get(key);
    if (value === undefined) made.set(key, (value = make(key)));
    return value;
  };
}

/** The category axes that a person turns to most, best first, the narrowest of each path. */
export function favouriteAxes(affinity: Affinity, count: number): string[] {
  const { names, weights } = affinity.category;
  const axes = names
    .map((axis, at): [axis: string, weight: number] => [axis, weights[at]!])
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const isWider = (axis: string) => axes.some(([other]) => other.startsWith(`${axis} > `));
  return axes
    .filter(([axis]) => !isWider(axis))
    .slice(0, count)
    .map(([axis]) => axis);
}
