import type { Good } from "./good.ts";
import type { Visit } from "./visit.ts";

const MAX_SEARCHES = 12;

/** A search in a visit. */
export interface Search {
  /** Epoch ms. */
  time: number;
  term: string;
}

/** Keeps a search, in order of time; of too many the earliest go. */
export function addSearch(visit: Visit, { time, term }: Search): void {
  const searches = [...(visit.searches ?? []), { time, term }].sort((a, b) => a.time - b.time);
  visit.searches = searches.slice(-MAX_SEARCHES);
}

/**
 * The search that an item of this visit came from: what was last searched for when it was first
 * touched. An item that was viewed before any search came from none, though it be bought after one.
 */
export function searchOf(visit: Visit, item: string, time: number): string | null {
  const isSame = ({ id }: Good) => id === item;
  const touched = visit.items.find(isSame) ?? visit.carted.find(isSame);
  if (touched !== undefined) return touched.search ?? null;
  return visit.searches?.findLast((search) => search.time <= time)?.term ?? null;
}
