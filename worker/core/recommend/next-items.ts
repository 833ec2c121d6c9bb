import { highest } from "./highest.ts";
import type { Neighbours } from "./item-table.ts";

/** How many of the visitor's last distinct items speak (METHODS §1). */
export const RECENT_ITEMS = 8;
/** What an item counts for, relative to the one that was viewed after it. */
const AGE_WEIGHT = 0.65;
const REMINDER = 1;

export interface NextItemsRequest {
  /** Distinct items that were viewed, newest first; the first `RECENT_ITEMS` count. */
  recent: readonly string[];
  /** What follows each of them, as `ItemTable.neighbours` gives it; unknown ones are left out. */
  rows: ReadonlyMap<string, Neighbours>;
  /** Whether an item that was viewed before may come up again on its own merit. */
  reminders: boolean;
  /** Items that may not be answered with: a `Set`, or anything that can tell. */
  exclude: { has(id: string): boolean };
  count: number;
}

export interface NextItem {
  id: string;
  score: number;
  /** The recent item that contributed most; the item itself when it is mostly a reminder. */
  because: string;
}

/**
 * Ranks what this visitor is likely to view next: the neighbours of the last `RECENT_ITEMS` items,
 * each item weighing 0.65 of the one viewed after it, plus a reminder of `0.65^age` for the items
 * themselves. Ties go by id, so equal inputs give equal answers.
 */
export function nextItems(request: NextItemsRequest): NextItem[] {
  const { rows, reminders, exclude } = request;
  const recent = request.recent.slice(0, RECENT_ITEMS);
  // Side by side, since an object for each of some hundred candidates would cost more than the sums.
  const places = new Map<string, number>();
  const ids: string[] = [];
  const scores: number[] = [];
  const largest: number[] = [];
  const because: number[] = [];

  const contribute = (id: string, score: number, age: number): void => {
    const place = places.get(id);
    if (place === undefined) {
      places.set(id, ids.length);
      ids.push(id);
      scores.push(score);
      largest.push(score);
      because.push(age);
      return;
    }
    scores[place]! += score;
    if (score > largest[place]!) {
      largest[place] = score;
      because[place] = age;
    }
  };
  let weight = 1;
  for (let age = 0; age < recent.length; age++, weight *= AGE_WEIGHT) {
    const row = rows.get(recent[age]!);
    if (row !== undefined) {
      for (let i = 0; i < row.ids.length; i++)
        contribute(row.ids[i]!, weight * row.scores[i]!, age);
    }
    if (reminders) contribute(recent[age]!, weight * REMINDER, age);
  }

  const before = (a: number, b: number): boolean =>
    scores[a]! > scores[b]! || (scores[a] === scores[b] && ids[a]! < ids[b]!);
  const admits = (place: number): boolean => scores[place]! > 0 && !exclude.has(ids[place]!);
  return highest(ids.length, request.count, before, admits).map((place) => ({
    id: ids[place]!,
    score: scores[place]!,
    because: recent[because[place]!]!,
  }));
}
