import type { Line } from "../visit/index.ts";
import { axesOf } from "./axes.ts";
import { type DecayedCounters, SIGNAL_WEIGHT } from "./decayed-counters.ts";
import type { ItemTable } from "./item-table.ts";

/** What a visit, an order or a refund teaches the shelf. `at` is epoch ms. */
export type ShelfLesson =
  | { kind: "visit"; at: number; items: { id: string; category: string }[]; carted: Line[] }
  | { kind: "order" | "refund"; at: number; lines: Line[] };

/** Folds one lesson into the item-to-item table and the counters of every axis of its items. */
export function learnShelfLesson(
  table: ItemTable,
  counters: DecayedCounters,
  lesson: ShelfLesson,
): void {
  const count = (id: string, category: string, weight: number, units = 0) => {
    for (const axis of axesOf(category)) counters.add(axis, id, weight, lesson.at, units);
  };
  if (lesson.kind === "visit") {
    table.learn(
      lesson.items.map((item) => item.id),
      lesson.at,
    );
    for (const { id, category } of lesson.items) count(id, category, SIGNAL_WEIGHT.view);
    for (const { id, category } of lesson.carted) count(id, category, SIGNAL_WEIGHT.cart);
    return;
  }
  const sign = lesson.kind === "order" ? 1 : -1;
  for (const { id, category, quantity } of lesson.lines)
    count(id, category, sign * SIGNAL_WEIGHT.unit * quantity, sign * quantity);
}
