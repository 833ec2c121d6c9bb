import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Neighbours, nextItems } from "../../../worker/core/recommend/index.ts";

const rows = (all: Record<string, Record<string, number>>): Map<string, Neighbours> =>
  new Map(
    Object.entries(all).map(([id, row]) => [
      id,
      { ids: Object.keys(row), scores: Object.values(row) },
    ]),
  );
const ask = { rows: rows({}), reminders: false, exclude: new Set<string>(), count: 10 };

describe("next items", () => {
  it("an older item weighs 0.65 of the one viewed after it, and contributions add up", () => {
    const next = nextItems({
      ...ask,
      recent: ["new", "old"],
      rows: rows({ new: { x: 1 }, old: { x: 1, y: 2 } }),
    });
    expect(next.map(({ id }) => id)).toEqual(["x", "y"]);
    expect(next[0]!.score).toBeCloseTo(1.65);
    expect(next[1]!.score).toBeCloseTo(1.3);
  });

  it("names the recent item that contributed most", () => {
    const next = nextItems({
      ...ask,
      recent: ["new", "old"],
      rows: rows({ new: { x: 0.1, y: 1 }, old: { x: 1, y: 1 } }),
    });
    expect(next.map(({ id, because }) => [id, because])).toEqual([
      ["y", "new"],
      ["x", "old"],
    ]);
  });

  it("with reminders, what was viewed comes up again by its age, for its own sake", () => {
    const next = nextItems({ ...ask, recent: ["a", "b", "c"], reminders: true });
    expect(next.map(({ id, because }) => [id, because])).toEqual([
      ["a", "a"],
      ["b", "b"],
      ["c", "c"],
    ]);
    expect(next[2]!.score).toBeCloseTo(0.65 ** 2);
  });

  it("what was viewed four times is reminded of twice as much", () => {
    const next = nextItems({ ...ask, recent: ["a", "b"], views: [1, 4], reminders: true });
    expect(next.map(({ id }) => id)).toEqual(["b", "a"]);
    expect(next[0]!.score).toBeCloseTo(2 * 0.65);
  });

  it("a shop's own weights stand in for the usual ones", () => {
    const next = nextItems({
      ...ask,
      recent: ["a", "b"],
      rows: rows({ b: { x: 1 } }),
      reminders: true,
      weights: { ageWeight: 0.5, reminder: 3 },
    });
    expect(next.map(({ id, score }) => [id, score])).toEqual([
      ["a", 3],
      ["b", 1.5],
      ["x", 0.5],
    ]);
  });

  it("without reminders, what was viewed comes up only as a neighbour", () => {
    const next = nextItems({ ...ask, recent: ["a", "b"], rows: rows({ a: { b: 1 } }) });
    expect(next).toEqual([{ id: "b", score: 1, because: "a" }]);
  });

  it("listens to the last eight items only", () => {
    const recent = [..."abcdefghi"];
    const next = nextItems({ ...ask, recent, reminders: true, rows: rows({ i: { x: 99 } }) });
    expect(next.map(({ id }) => id)).toEqual([..."abcdefgh"]);
  });

  it("nothing viewed or nothing known gives nothing", () => {
    expect(nextItems({ ...ask, recent: [] })).toEqual([]);
    expect(nextItems({ ...ask, recent: ["a"] })).toEqual([]);
    expect(nextItems({ ...ask, recent: ["a"], reminders: true, count: 0 })).toEqual([]);
  });

  const name = fc.constantFrom(..."abcdefghijklmnop");
  const request = fc.record({
    recent: fc.uniqueArray(name, { maxLength: 9 }),
    table: fc.dictionary(name, fc.dictionary(name, fc.constantFrom(0.125, 0.25, 0.5, 1))),
    excluded: fc.uniqueArray(name),
    reminders: fc.boolean(),
    count: fc.integer({ min: 0, max: 20 }),
  });

  it("is the head of the full ranking, without what is excluded, in an order that never wavers", () => {
    fc.assert(
      fc.property(request, ({ recent, table, excluded, reminders, count }) => {
        const exclude = new Set(excluded);
        const some = nextItems({ recent, rows: rows(table), reminders, exclude, count });
        const all = nextItems({ ...ask, recent, rows: rows(table), reminders, count: 99 });
        expect(some).toEqual(all.filter(({ id }) => !exclude.has(id)).slice(0, count));
        const ordered = all.toSorted((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
        expect(all).toEqual(ordered);
        expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
      }),
    );
  });
});
