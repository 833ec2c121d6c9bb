import type { Good, Line } from "../../visit/index.ts";
import { axesOf, axisKey, searchAxis, segmentAxis } from "./axes.ts";
import { basketPairs, type EarlierOrder } from "./baskets.ts";
import { SIGNAL_WEIGHT } from "./decayed-counters.ts";
import type { Owns } from "../table/item-table.ts";
import type { ShelfMemory } from "./shelf-memory.ts";
import { tune } from "../tuning/index.ts";

/** What a buyer saw before an order: an item, or a page with what it takes to show it. */
export interface SeenBefore {
  /** Item id or page key. */
  id: string;
  title?: string;
  link?: string;
}

/** A line of an order, and how many earlier orders of this buyer held the item. */
export interface OrderLine extends Line {
  earlier?: number;
}

/**
 * What a visit, an order or a refund teaches the shelf. `at` is epoch ms, of a refund that of the
 * order; `segments` are those that the person was in at that time.
 */
export type ShelfLesson = { at: number; segments?: string[] } & (
  | { kind: "visit"; items: Good[]; carted: Line[] }
  | {
      kind: "order";
      lines: OrderLine[];
      /** The buyer's orders of the 90 days before, newest first. */
      before?: EarlierOrder[];
      /** What the buyer saw since the last order, at most 7 days back; oldest first. */
      seen?: SeenBefore[];
    }
  | { kind: "refund"; lines: Line[] }
);

/** The ids that a lesson names: it goes to every shard that owns one of them. */
export function idsOfLesson(lesson: ShelfLesson): Set<string> {
  if (lesson.kind === "visit")
    return new Set([...lesson.items, ...lesson.carted].map(({ id }) => id));
  const ids = new Set(lesson.lines.map(({ id }) => id));
  if (lesson.kind === "order") {
    for (const { items } of lesson.before ?? []) for (const id of items) ids.add(id);
    for (const { id } of lesson.seen ?? []) ids.add(id);
  }
  return ids;
}

/**
 * What a lesson changes: ids of the items whose rows it teaches, and keys of the axes that it counts
 * on. (What is held against others' neighbours for their popularity changes with every look, and little.)
 */
export function changedBy(lesson: ShelfLesson): Set<string> {
  const changed = idsOfLesson(lesson);
  const goods = lesson.kind === "visit" ? [...lesson.items, ...lesson.carted] : lesson.lines;
  for (const good of goods)
    for (const axis of axesCounted(good, lesson)) changed.add(axisKey(axis));
  return changed;
}

/**
 * Folds one lesson into the tables and the counters of every axis of its items.
 *
 * @param owns which items are learnt of, where other shards learn of the others; such a shard sees too
 * little of a visit to tune by it
 */
export function learnShelfLesson(memory: ShelfMemory, lesson: ShelfLesson, owns?: Owns): void {
  if (lesson.kind === "visit" && owns === undefined) {
    // Before the table has learnt it, or the answer would be known.
    const session = lesson.items.map(({ id }) => id);
    memory.tuning = tune(memory.tuning, session, memory.table, lesson.at);
  }
  learnOwn(memory, lesson, owns ?? (() => true));
}

function learnOwn(memory: ShelfMemory, lesson: ShelfLesson, owns: Owns): void {
  const { at } = lesson;
  if (lesson.kind === "visit") {
    memory.table.learn(
      lesson.items.map(({ id }) => id),
      at,
      1,
      owns,
    );
    for (const item of lesson.items) count(memory, lesson, item, SIGNAL_WEIGHT.view, 0, owns);
    // Each item once a visit: a program fills a cart a thousand times.
    const carted = new Map(lesson.carted.map((line) => [line.id, line]));
    for (const line of carted.values()) count(memory, lesson, line, SIGNAL_WEIGHT.cart, 0, owns);
    return;
  }
  const sign = lesson.kind === "order" ? 1 : -1;
  for (const line of lesson.lines) {
    const units = sign * line.quantity;
    count(memory, lesson, line, units * SIGNAL_WEIGHT.unit, units, owns);
  }
  if (lesson.kind === "order") learnOrder(memory, lesson, owns);
  else
    for (const { id, quantity } of lesson.lines)
      if (owns(id)) memory.outcomes.add(id, { returned: quantity }, at);
}

function learnOrder(
  memory: ShelfMemory,
  { at, lines, before = [], seen = [] }: ShelfLesson & { kind: "order" },
  owns: Owns,
): void {
  const { baskets, outcomes, pages } = memory;
  const bought = [...new Set(lines.map(({ id }) => id))];
  baskets.learnPairs(bought, basketPairs(bought, before, at), at, owns);
  memory.buyers.learn(
    seen.map(({ id }) => id),
    at,
    1,
    owns,
  );
  for (const { id, title, link } of seen)
    if (title !== undefined && link !== undefined) pages.put({ id, title, link });
  for (const [id, ofItem] of Map.groupBy(lines, (line) => line.id)) {
    if (!owns(id)) continue;
    const sold = ofItem.reduce((sum, { quantity }) => sum + quantity, 0);
    const earlier = ofItem[0]?.earlier ?? 0;
    // A buyer counts once when they buy, and once when they buy again.
    const buyers = { buyers: earlier === 0 ? 1 : 0, again: earlier === 1 ? 1 : 0 };
    outcomes.add(id, { sold, ...buyers }, at);
  }
}

function count(
  { counters }: ShelfMemory,
  lesson: ShelfLesson,
  good: Good,
  weight: number,
  units: number,
  owns: Owns,
): void {
  if (!owns(good.id)) return;
  for (const axis of axesCounted(good, lesson))
    counters.add(axis, good.id, weight, lesson.at, units);
}

/** The axes that a lesson counts one of its items on. */
function axesCounted(good: Good, { segments = [] }: ShelfLesson): string[] {
  const searched = good.search === undefined ? null : searchAxis(good.search);
  const axes = [...axesOf(good), ...segments.map(segmentAxis)];
  if (searched !== null) axes.push(searched);
  return axes;
}
