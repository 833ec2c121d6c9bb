import { describe, expect, it } from "vitest";
import {
  DecayedCounters,
  ItemTable,
  learnShelfLesson,
} from "../../../worker/core/recommend/index.ts";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 0, 1);
const line = { id: "mug", category: "Kitchen > Mugs", quantity: 3 };

describe("a lesson for the shelf", () => {
  it("of a visit teaches what is viewed around what, and counts views and carts on every axis", () => {
    const table = new ItemTable();
    const counters = new DecayedCounters();
    const items = ["mug", "cup"].map((id) => ({ id, category: "Kitchen > Mugs" }));
    learnShelfLesson(table, counters, { kind: "visit", at: NOW, items, carted: [line] });
    expect(table.neighbours("mug", NOW)?.ids).toEqual(["cup"]);
    for (const axis of ["all", "category:Kitchen", "category:Kitchen > Mugs"]) {
      const { score, units } = counters.value(axis, "mug", NOW);
      expect(score).toBeCloseTo(0.02 + 0.3);
      expect(units).toBe(0);
    }
  });

  it("of an order counts units, which a refund at the order's time takes back", () => {
    const counters = new DecayedCounters();
    const lesson = { at: NOW, lines: [line] };
    learnShelfLesson(new ItemTable(), counters, { kind: "order", ...lesson });
    expect(counters.value("category:Kitchen", "mug", NOW)).toEqual({
      id: "mug",
      score: 3,
      units: 3,
    });
    learnShelfLesson(new ItemTable(), counters, { kind: "refund", ...lesson });
    expect(counters.top("all", NOW + DAY, 5)).toEqual([]);
  });
});
