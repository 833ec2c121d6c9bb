import * as fc from "fast-check";
import { expect, it } from "vitest";
import {
  answerShelf,
  askedOf,
  asksNothing,
  bothAsked,
  changedBy,
  learnShelfLesson,
  newShelfMemory,
  type ShelfQuestion,
  touchedBy,
} from "../../../worker/core/recommend/index.ts";
import { lesson, NOW, QUESTION } from "./lessons.ts";

it("has the same answer after a lesson, but for what the lesson touches", () => {
  fc.assert(
    fc.property(fc.array(lesson, { maxLength: 12 }), lesson, (before, last) => {
      const memory = newShelfMemory();
      for (const each of before) learnShelfLesson(memory, each);
      const touched = touchedBy(QUESTION, changedBy(last));
      const rest = askedOf(QUESTION, (name, part) => !touched[part].includes(name));
      // Without what is held against popular neighbours, and what became of goods that were sold.
      const answer = () => {
        const { tops, ...rows } = answerShelf(memory, rest, NOW, false);
        const sums = Array.from(tops.values(), ({ axis, total, items }) => ({
          axis,
          total,
          items: items.map(({ id, score, units }) => ({ id, score, units })),
        }));
        return { sums, ...rows, weights: null };
      };
      const was = answer();
      learnShelfLesson(memory, last);
      expect(answer()).toEqual(was);
    }),
  );
});

it("is touched on an axis, on those right below it, and in the rows of its items", () => {
  const good = { id: "mug", category: "Kitchen > Mugs", brand: "Acme", search: "Blue  Mug" };
  const changed = changedBy({ kind: "visit", at: NOW, items: [good], carted: [] });
  const asked: ShelfQuestion = {
    axes: ["category:Kitchen > Cups", "category:Gifts > Toys > Bears", "search:blue mug"],
    items: ["mug", "cup"],
    baskets: ["mug"],
    buyers: ["page:/guide"],
  };
  expect(touchedBy(asked, changed)).toEqual({
    axes: ["category:Kitchen > Cups", "search:blue mug"],
    items: ["mug"],
    baskets: ["mug"],
    buyers: [],
  });
  expect(touchedBy(asked, null)).toEqual(asked);
});

it("falls into two that ask the same together", () => {
  const isOdd = (name: string) => name.length % 2 === 1;
  const [odd, even] = [askedOf(QUESTION, isOdd), askedOf(QUESTION, (name) => !isOdd(name))];
  const both = bothAsked(odd, even);
  for (const part of ["axes", "items", "baskets", "buyers"] as const)
    expect(both[part].toSorted()).toEqual(QUESTION[part].toSorted());
  expect([asksNothing(odd), asksNothing(askedOf(QUESTION, () => false))]).toEqual([false, true]);
});
