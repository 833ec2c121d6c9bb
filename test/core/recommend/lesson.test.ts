import { describe, expect, it } from "vitest";
import {
  answerShelf,
  idsOfLesson,
  learnShelfLesson,
  mergeParts,
  newShelfMemory,
  emptyQuestion,
  type ShelfLesson,
  type ShelfMemory,
} from "../../../worker/core/recommend/index.ts";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 0, 1);
const line = { id: "mug", category: "Kitchen > Mugs", quantity: 3 };

const taught = (...lessons: ShelfLesson[]): ShelfMemory => {
  const memory = newShelfMemory();
  for (const lesson of lessons) learnShelfLesson(memory, lesson);
  return memory;
};
const answer = (memory: ShelfMemory, question: object, now = NOW) =>
  mergeParts([answerShelf(memory, { ...emptyQuestion(), ...question }, now)]);
const order = (ids: string[], more: object = {}): ShelfLesson => ({
  kind: "order",
  at: NOW,
  lines: ids.map((id) => ({ id, category: "", quantity: 1 })),
  ...more,
});

describe("a lesson of a visit", () => {
  it("teaches what is viewed around what, and counts views and carts on every axis", () => {
    const items = ["mug", "cup"].map((id) => ({ id, category: "Kitchen > Mugs" }));
    const { table, counters } = taught({ kind: "visit", at: NOW, items, carted: [line] });
    expect(table.neighbours("mug", NOW)?.ids).toEqual(["cup"]);
    for (const axis of ["all", "category:Kitchen", "category:Kitchen > Mugs"]) {
      const { score, units } = counters.value(axis, "mug", NOW);
      expect(score).toBeCloseTo(0.02 + 0.3);
      expect(units).toBe(0);
    }
  });

  it("counts an item that was put into the cart again and again once", () => {
    const { counters } = taught({ kind: "visit", at: NOW, items: [], carted: [line, line, line] });
    expect(counters.value("all", "mug", NOW).score).toBeCloseTo(0.3);
  });

  it("counts an item on its brand, its price range, the search that led to it and each segment", () => {
    const mug = { id: "mug", category: "", brand: "Acme", price: 255, currency: "GBP" };
    const { counters } = taught({
      kind: "visit",
      at: NOW,
      items: [{ ...mug, search: "Red  MUG" }],
      carted: [],
      segments: ["buyers:none", "device:phone"],
    });
    for (const axis of [
      "brand:Acme",
      "price:2-5 GBP",
      "search:red mug",
      "segment:buyers:none",
      "segment:device:phone",
    ])
      expect(counters.value(axis, "mug", NOW).score).toBeCloseTo(0.02);
  });
});

describe("lessons of visits in which everything is seen twice", () => {
  it("tune what is answered with: reminders weigh more", () => {
    let seed = 7;
    const any = () => `i${(seed = (seed * 48_271) % 2_147_483_647) % 200}`;
    const visit = (): ShelfLesson => {
      const once = [any(), any(), any(), any(), any(), any()];
      const items = [...once, ...once].map((id) => ({ id, category: "" }));
      return { kind: "visit", at: NOW, items, carted: [] };
    };
    const usual = answer(newShelfMemory(), {}).weights;
    const tuned = answer(taught(...Array.from({ length: 3_000 }, visit)), {}).weights;
    expect(tuned.reminder).toBeGreaterThan(usual.reminder);
  });
});

describe("a lesson of an order", () => {
  it("counts units, which a refund at the order's time takes back from every axis", () => {
    const good = { ...line, brand: "Acme", price: 255, currency: "GBP", search: "mug" };
    const lesson = { at: NOW, lines: [good], segments: ["buyers:one"] };
    const memory = taught({ kind: "order", ...lesson });
    const axes = [
      "category:Kitchen",
      "brand:Acme",
      "price:2-5 GBP",
      "search:mug",
      "segment:buyers:one",
    ];
    for (const axis of axes)
      expect(memory.counters.value(axis, "mug", NOW)).toEqual({ id: "mug", score: 3, units: 3 });
    learnShelfLesson(memory, { kind: "refund", ...lesson });
    for (const axis of [...axes, "all"])
      expect(memory.counters.top(axis, NOW + DAY, 5)).toEqual([]);
  });

  it("teaches what is bought together, both ways alike", () => {
    const { baskets } = answer(taught(order(["razor", "blades", "foam"])), {
      baskets: ["razor", "foam"],
    });
    const [blades, foam] = ["blades", "foam"].map((id) => scoreOf(baskets, "razor", id));
    expect(blades).toBeGreaterThan(0);
    expect(blades).toBeCloseTo(foam!, 6);
    expect(scoreOf(baskets, "foam", "razor")).toBeCloseTo(foam!, 6);
  });

  it("teaches what is bought after, nearer weighing more, and nothing past 90 days", () => {
    const days = (n: number) => [{ at: NOW - n * DAY, items: ["razor"] }];
    const weight = (n: number) => {
      const { baskets } = answer(taught(order(["blades"], { before: days(n) })), {
        baskets: ["razor", "blades"],
      });
      expect(baskets.get("blades")?.ids ?? []).toEqual([]);
      return scoreOf(baskets, "razor", "blades");
    };
    expect(weight(30) / weight(1)).toBeCloseTo(0.5 ** (29 / 30), 5);
    expect(weight(89)).toBeGreaterThan(0);
    expect(weight(91)).toBe(0);
  });

  it("teaches what buyers saw, pages with what it takes to show them", () => {
    const guide = { id: "page:/guides/beans", title: "All about beans", link: "/guides/beans" };
    const seen = [{ id: "a" }, guide, { id: "b" }];
    const lessons = Array.from({ length: 100 }, () => order(["b"], { seen }));
    const { buyers, pages } = answer(taught(...lessons), { buyers: ["a"] });
    expect(buyers.get("a")?.ids).toEqual(["page:/guides/beans", "b"]);
    expect(pages.get(guide.id)).toEqual(guide);
  });

  it("counts what is sold, who buys and who buys again, and what comes back", () => {
    const at = (earlier: number, quantity: number) =>
      order([], { lines: [{ id: "mug", category: "", quantity, earlier }] });
    const memory = taught(at(0, 2), at(0, 1), at(1, 1), at(2, 1), {
      kind: "refund",
      at: NOW,
      lines: [{ ...line, quantity: 2 }],
    });
    const top = answer(memory, { axes: ["all"] }).tops.get("all")!;
    const outcomes = { sold: 5, buyers: 2, again: 1, returned: 2 };
    expect(top.items[0]).toMatchObject({ id: "mug", units: 3, outcomes });
    expect(top.outcomes).toEqual(outcomes);
  });

  it("names all items that it teaches of", () => {
    const lesson = order(["a"], {
      before: [{ at: NOW, items: ["b"] }],
      seen: [{ id: "page:/x", title: "X", link: "/x" }],
    });
    expect(idsOfLesson(lesson)).toEqual(new Set(["a", "b", "page:/x"]));
    const visit: ShelfLesson = {
      kind: "visit",
      at: NOW,
      items: [{ id: "a", category: "" }],
      carted: [line],
    };
    expect(idsOfLesson(visit)).toEqual(new Set(["a", "mug"]));
  });
});

function scoreOf(
  rows: ReadonlyMap<string, { ids: string[]; scores: number[] }>,
  seed: string,
  id: string,
) {
  const row = rows.get(seed);
  return row?.scores[row.ids.indexOf(id)] ?? 0;
}
