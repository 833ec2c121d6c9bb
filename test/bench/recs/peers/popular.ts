import { type Recommender, TOP } from "../measure.ts";

/** Most clicked items first, ties in order of appearance. */
export function byClicks(train: readonly string[][]): string[] {
  const clicks = new Map<string, number>();
  for (const session of train) for (const id of session) clicks.set(id, (clicks.get(id) ?? 0) + 1);
  return [...clicks].sort((a, b) => b[1] - a[1]).map(([id]) => id);
}

const first = (items: Iterable<string>, excluded: string | null): string[] =>
  [...new Set(items)].filter((id) => id !== excluded).slice(0, TOP);

export function popularity(train: readonly string[][]): Recommender {
  const popular = byClicks(train).slice(0, 2 * TOP);
  return (_, excluded) => first(popular, excluded);
}

export function recentlyViewed(train: readonly string[][]): Recommender {
  const popular = byClicks(train).slice(0, 2 * TOP);
  return ({ prefix }, excluded) => first([...prefix.toReversed(), ...popular], excluded);
}

/** The bestsellers of the category of the item on screen, then those of the shop. */
export function categoryPopularity(
  train: readonly string[][],
  categories: ReadonlyMap<string, string>,
): Recommender {
  const popular = byClicks(train);
  const byCategory = Map.groupBy(popular, (id) => categories.get(id));
  return ({ prefix }, excluded) => {
    const own = byCategory.get(categories.get(prefix.at(-1)!)) ?? [];
    return first([...own.slice(0, 2 * TOP), ...popular.slice(0, 2 * TOP)], excluded);
  };
}
