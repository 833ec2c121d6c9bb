import { expect, it } from "vitest";
import {
  answerShelf,
  learnShelfLesson,
  mergeParts,
  newShelfMemory,
  emptyQuestion,
} from "../../../worker/core/recommend/index.ts";

const NOW = Date.UTC(2026, 0, 1);

/** A shop where `sales` were made: of an item, in a segment, by so many people. */
function shop(...sales: [item: string, segment: string, people: number][]) {
  const memory = newShelfMemory();
  for (const [id, segment, people] of sales)
    for (let n = 0; n < people; n++)
      learnShelfLesson(memory, {
        kind: "order",
        at: NOW,
        segments: [segment],
        lines: [{ id, category: "", quantity: 1 }],
      });
  return (axis: string) =>
    mergeParts([answerShelf(memory, { ...emptyQuestion(), axes: [axis] }, NOW)])
      .tops.get(axis)!
      .items.map(({ id }) => id);
}

it("segments that buy different things have different bestsellers", () => {
  const top = shop(["x", "A", 50], ["y", "A", 5], ["y", "B", 50], ["x", "B", 5]);
  expect(top("segment:A")).toEqual(["x", "y"]);
  expect(top("segment:B")).toEqual(["y", "x"]);
});

it("a segment of three people has about the shop's bestsellers", () => {
  const top = shop(
    ["best", "many", 300],
    ["good", "many", 200],
    ["best", "few", 1],
    ["good", "few", 1],
    ["odd", "few", 1],
  );
  expect(top("segment:few")).toEqual(["best", "good", "odd"]);
});

it("people who all bought one thing that few others buy do not hide what everybody buys", () => {
  const top = shop(["best", "many", 300], ["odd", "few", 3]);
  expect(top("segment:few")).toEqual(["best", "odd"]);
  expect(top("segment:FEW")).toEqual(["best", "odd"]);
});

it("a segment of nobody has no bestsellers of its own", () => {
  expect(shop(["best", "many", 300])("segment:none")).toEqual([]);
});

it("says where that was sold which nobody of the segment has bought", () => {
  const memory = newShelfMemory();
  const sell = (id: string, quantity: number, segments: string[]) =>
    learnShelfLesson(memory, {
      kind: "order",
      at: NOW,
      segments,
      lines: [{ id, category: "", quantity }],
    });
  sell("best", 40, []);
  sell("odd", 3, ["few"]);
  const { items } = mergeParts([
    answerShelf(memory, { ...emptyQuestion(), axes: ["segment:few"] }, NOW),
  ]).tops.get("segment:few")!;
  expect(items).toMatchObject([
    { id: "best", units: 40, soldOn: "all" },
    { id: "odd", units: 3 },
  ]);
  expect(items[1]).not.toHaveProperty("soldOn");
});
