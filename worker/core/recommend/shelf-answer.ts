import { type AxisTop, topOf } from "./bestsellers.ts";
import type { DecayedCounters } from "./decayed-counters.ts";
import type { ItemTable, Neighbours } from "./item-table.ts";

/** What a page needs from the shelf, in one call. */
export interface ShelfQuestion {
  /** Axes whose bestsellers are needed. */
  axes: string[];
  /** Items whose neighbours are needed. */
  items: string[];
}

export interface ShelfAnswer {
  /** By axis. */
  tops: Map<string, AxisTop>;
  /** By item; items around which nothing was ever viewed are left out. */
  rows: Map<string, Neighbours>;
}

export function answerShelf(
  table: ItemTable,
  counters: DecayedCounters,
  question: ShelfQuestion,
  now: number,
): ShelfAnswer {
  const rows = new Map<string, Neighbours>();
  for (const item of question.items) {
    const row = table.neighbours(item, now);
    if (row !== null) rows.set(item, row);
  }
  return { tops: new Map(question.axes.map((axis) => [axis, topOf(counters, axis, now)])), rows };
}
