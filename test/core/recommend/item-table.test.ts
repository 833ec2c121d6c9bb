import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ItemTable, type Neighbours, nextItems } from "../../../worker/core/recommend/index.ts";
import { ask, DAY, NOW, sessions, weights } from "./table.ts";

const plain = (options = {}) => new ItemTable({ popularityDiscount: 0, ...options });

const sorted = (row: Neighbours | null): [string, number][] =>
  (row?.ids ?? []).map((id, i): [string, number] => [id, row!.scores[i]!]).sort();

describe("what a session teaches", () => {
  it("the way forward counts 1/√d and the way back 0.75/√d", () => {
    const table = plain();
    table.learn(["a", "b", "c"], NOW);
    const far = expect.closeTo(Math.SQRT1_2, 6);
    expect(weights(table, "a", 1)).toEqual({ b: 1, c: far });
    expect(weights(table, "b", 1)).toEqual({ a: 0.75, c: 1 });
    expect(weights(table, "c", 1)).toEqual({ a: expect.closeTo(0.75 * Math.SQRT1_2, 6), b: 0.75 });
  });

  it("clicks more than ten apart teach nothing", () => {
    const table = plain();
    table.learn([..."abcdefghijkl"], NOW);
    expect(Object.keys(weights(table, "a", 1)).sort()).toEqual([..."bcdefghijk"]);
    expect(weights(table, "a", 1)["k"]).toBeCloseTo(1 / Math.sqrt(10));
  });

  it("an item never becomes its own neighbour, but its repeats are distance", () => {
    const table = plain();
    table.learn(["a", "a", "a", "b"], NOW);
    expect(weights(table, "a", 3)).toEqual({ b: expect.closeTo(1, 6) });
    table.learn(["x", ...Array<string>(10).fill("y"), "z"], NOW);
    expect(weights(table, "x", 1)).toEqual({ y: 1 });
  });

  it("going back and forth between two items teaches each way once, at its nearest", () => {
    const table = plain();
    table.learn(["a", "b", "a", "b", "a"], NOW);
    expect(weights(table, "a", 3)["b"]).toBeCloseTo(1 + 0.75);
    expect(weights(table, "b", 2)["a"]).toBeCloseTo(0.75 + 1);
  });

  it("a session of weight 2 teaches what two sessions teach", () => {
    const once = new ItemTable();
    const twice = new ItemTable();
    once.learn(["a", "b", "c"], NOW, 2);
    for (let i = 0; i < 2; i++) twice.learn(["a", "b", "c"], NOW);
    expect(once.neighbours("a", NOW)).toEqual(twice.neighbours("a", NOW));
  });

  it("a session without a time or a positive weight is refused and leaves nothing behind", () => {
    const table = new ItemTable();
    expect(() => table.learn(["a", "b"], Number.NaN)).toThrow(RangeError);
    for (const weight of [0, -1, Number.NaN, Infinity]) {
      expect(() => table.learn(["a", "b"], NOW, weight)).toThrow(RangeError);
    }
    expect(table.size).toBe(0);
    expect(table.takeDirty()).toEqual([]);
  });
});

describe("what a row answers", () => {
  it("popular neighbours are discounted by count^0.3, and the row by the root of its own count", () => {
    const table = new ItemTable();
    table.learn(["a", "b"], NOW);
    for (let i = 0; i < 4; i++) table.learn(["b"], NOW);
    for (let i = 0; i < 8; i++) table.learn(["a"], NOW);
    expect(table.neighbours("a", NOW)?.scores[0]).toBeCloseTo(1 / (5 ** 0.3 * Math.sqrt(9)), 6);
  });

  it("an unknown item and an item viewed alone have no row", () => {
    const table = new ItemTable();
    table.learn(["lonely"], NOW);
    expect(table.neighbours("lonely", NOW)).toBeNull();
    expect(table.neighbours("never seen", NOW)).toBeNull();
  });

  it("what was learnt counts half after 90 days", () => {
    const table = plain();
    table.learn(["a", "b"], NOW);
    expect(weights(table, "a", 1, NOW + 90 * DAY)["b"]).toBeCloseTo(0.5, 5);
  });

  it("survives decades: old lessons fade, new ones count in full, late ones as if in time", () => {
    const table = plain();
    table.learn(["a", "old"], NOW);
    const later = NOW + 60 * 365 * DAY;
    table.learn(["a", "new"], later);
    table.learn(["a", "late"], later - 90 * DAY);
    const row = weights(table, "a", 3, later);
    expect(row["new"]).toBeCloseTo(1, 5);
    expect(row["late"]).toBeCloseTo(0.5, 5);
    expect(row["old"]).toBeLessThan(1e-20);
  });

  it("the order in which sessions arrive does not matter while rows have room", () => {
    fc.assert(
      fc.property(sessions, (list) => {
        const [forward, backward] = [list, list.toReversed()].map((order) => {
          const table = new ItemTable();
          for (const { items, age } of order) table.learn(items, NOW - age * DAY);
          return table;
        });
        for (const id of "abcdefgh") {
          const [one, other] = [forward, backward].map((table) =>
            sorted(table!.neighbours(id, NOW)),
          );
          expect(one!.map(([name]) => name)).toEqual(other!.map(([name]) => name));
          one!.forEach(([, score], i) => {
            expect(Math.abs(score - other![i]![1])).toBeLessThanOrEqual(1e-5 * score + 1e-9);
          });
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("a full row", () => {
  it("gives the place of its smallest to a newcomer, who brings only its own weight", () => {
    const table = plain({ neighbours: 2 });
    for (let i = 0; i < 3; i++) table.learn(["a", "strong"], NOW);
    for (let i = 0; i < 2; i++) table.learn(["a", "weak"], NOW);
    table.learn(["a", "new"], NOW);
    const row = weights(table, "a", 6);
    expect(Object.keys(row).sort()).toEqual(["new", "strong"]);
    expect(row["strong"]).toBeCloseTo(3, 5);
    expect(row["new"]).toBeCloseTo(1, 5);
  });

  it("never holds more than 64 neighbours", () => {
    const table = new ItemTable();
    for (let i = 0; i < 200; i++) table.learn(["a", `b${i}`], NOW);
    const row = table.neighbours("a", NOW)!;
    expect(row.ids).toHaveLength(64);
    expect(new Set(row.ids).size).toBe(64);
    expect(row.ids).toContain("b199");
  });
});

describe("the answer from the table itself", () => {
  const names = fc.constantFrom(..."abcdefghijklm");

  it("is what the edge makes of the table's rows, to the last bit", () => {
    const request = fc.record({
      recent: fc.uniqueArray(names, { maxLength: 10 }),
      views: fc.option(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 10, maxLength: 10 }), {
        nil: undefined,
      }),
      reminders: fc.boolean(),
      exclude: fc.uniqueArray(names),
      count: fc.integer({ min: 0, max: 12 }),
      weights: fc.option(fc.constant({ ageWeight: 0.8, reminder: 0.5 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(
        sessions,
        fc.array(request, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(undefined, 0.1, 0.5),
        (list, requests, popularityDiscount) => {
          const table = new ItemTable();
          for (const { items, age } of list) table.learn(items, NOW - age * DAY);
          for (const { exclude, ...given } of requests) {
            const rows = new Map<string, Neighbours>();
            for (const id of given.recent) {
              const row = table.neighbours(id, NOW, popularityDiscount);
              if (row !== null) rows.set(id, row);
            }
            const atEdge = nextItems({ ...given, rows, exclude: new Set(exclude) });
            expect(table.next({ ...given, exclude, now: NOW, popularityDiscount })).toEqual(atEdge);
          }
        },
      ),
    );
  });

  it("takes rows of any size", () => {
    const table = new ItemTable({ neighbours: 300 });
    const recent = [..."abcdefgh"];
    for (const id of recent) for (let i = 0; i < 300; i++) table.learn([id, `${id}${i}`], NOW);
    expect(table.next({ ...ask, recent, count: 5000 })).toHaveLength(8 * 300 + 8);
  });
});
