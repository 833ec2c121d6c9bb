import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { highest } from "../../../worker/core/recommend/table/highest.ts";

describe("the highest of many", () => {
  const places = fc.array(
    fc.record({ score: fc.constantFrom(0, 1, 2, 2.5, 7), isAdmitted: fc.boolean() }),
    { maxLength: 80 },
  );

  it("are the head of all that are admitted, by score and then by id", () => {
    fc.assert(
      fc.property(places, fc.integer({ min: 0, max: 30 }), (list, count) => {
        const idOf = (place: number) => `id${(place * 7919) % 1000}`;
        const all = list.map((_, place) => place).filter((place) => list[place]!.isAdmitted);
        const sorted = all.sort(
          (a, b) => list[b]!.score - list[a]!.score || (idOf(a) < idOf(b) ? -1 : 1),
        );
        const scores = list.map(({ score }) => score);
        const found = highest(scores, list.length, count, idOf, (place) => list[place]!.isAdmitted);
        expect(found).toEqual(sorted.slice(0, count));
      }),
    );
  });

  it("asks about few when most are admitted", () => {
    const scores = Array.from({ length: 500 }, (_, place) => (place * 7919) % 500);
    let asked = 0;
    const admits = (place: number) => {
      asked += 1;
      return scores[place] !== 499;
    };
    expect(highest(scores, 500, 20, String, admits)).toHaveLength(20);
    expect(asked).toBe(21);
  });
});
