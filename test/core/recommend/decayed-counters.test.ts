import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DecayedCounters, SIGNAL_WEIGHT } from "../../../worker/core/recommend/index.ts";

const DAY = 86_400_000;
const WEEK = 7 * DAY;
const NOW = Date.UTC(2026, 0, 1);

const adds = fc.array(
  fc.record({
    axis: fc.constantFrom("all", "category:A"),
    item: fc.constantFrom("x", "y", "z"),
    weight: fc.integer({ min: -5, max: 20 }),
    age: fc.integer({ min: 0, max: 3000 }),
  }),
  { maxLength: 30 },
);
type Add = { axis: string; item: string; weight: number; age: number };

const counted = (list: readonly Add[], into = new DecayedCounters()): DecayedCounters => {
  for (const { axis, item, weight, age } of list) {
    into.add(axis, item, weight, NOW - age * DAY, Math.round(weight / 2));
  }
  return into;
};

/** Every value that can be read. */
const read = (counters: DecayedCounters, now: number): number[] =>
  ["all", "category:A"].flatMap((axis) =>
    ["x", "y", "z"]
      .map((item) => counters.value(axis, item, now))
      .flatMap(({ score, units }) => [score, units])
      .concat(counters.total(axis, now)),
  );

function expectClose(some: number[], others: number[], scale: number): void {
  some.forEach((value, i) => expect(Math.abs(value - others[i]!)).toBeLessThan(1e-9 * scale));
}

describe("decayed counters", () => {
  it("read one half-life later is half", () => {
    fc.assert(
      fc.property(adds, fc.integer({ min: -100, max: 1000 }), (list, days) => {
        const counters = counted(list);
        const at = NOW + days * DAY;
        const half = read(counters, at).map((value) => value / 2);
        const scale = 1 + Math.max(...half);
        expectClose(read(counters, at + WEEK), half, scale);
      }),
    );
  });

  it("the order of arrival does not matter, over years and moved landmarks", () => {
    fc.assert(
      fc.property(adds, (list) => {
        const one = counted(list.toSorted((a, b) => b.age - a.age));
        const other = counted(list.toSorted((a, b) => a.age - b.age));
        expectClose(read(one, NOW), read(other, NOW), 1000);
        expectClose(read(counted(list), NOW), read(one, NOW), 1000);
      }),
    );
  });

  it("agree with the plain sum of decayed weights", () => {
    fc.assert(
      fc.property(adds, (list) => {
        const sum = list
          .filter(({ axis, item }) => axis === "all" && item === "x")
          .reduce((total, { weight, age }) => total + weight * 2 ** ((-age * DAY) / WEEK), 0);
        const { score } = counted(list).value("all", "x", NOW);
        expect(Math.abs(score - Math.max(0, sum))).toBeLessThan(1e-9 * 1000);
      }),
    );
  });

  it("are never negative when read, and what is at 0 or below is no bestseller", () => {
    fc.assert(
      fc.property(adds, (list) => {
        const counters = counted(list);
        for (const value of read(counters, NOW)) expect(value).toBeGreaterThanOrEqual(0);
        for (const { score } of counters.top("all", NOW, 9)) expect(score).toBeGreaterThan(0);
      }),
    );
  });

  it("a return at the time of its order takes back all that the order has left", () => {
    const counters = new DecayedCounters();
    counters.add("all", "mug", 3 * SIGNAL_WEIGHT.unit, NOW, 3);
    counters.add("all", "mug", SIGNAL_WEIGHT.view, NOW + DAY);
    counters.add("all", "mug", -3 * SIGNAL_WEIGHT.unit, NOW, -3);
    const { score, units } = counters.value("all", "mug", NOW + DAY);
    expect(score).toBeCloseTo(SIGNAL_WEIGHT.view, 12);
    expect(units).toBe(0);
  });

  it("rank by score, then by id, and follow what is added", () => {
    const counters = new DecayedCounters();
    for (const [item, weight] of [
      ["c", 1],
      ["b", 1],
      ["a", 2],
    ] as const) {
      counters.add("all", item, weight, NOW);
    }
    const ids = (count: number) => counters.top("all", NOW, count).map(({ id }) => id);
    expect(ids(2)).toEqual(["a", "b"]);
    expect(ids(9)).toEqual(["a", "b", "c"]);
    counters.add("all", "c", 2, NOW);
    expect(ids(2)).toEqual(["c", "a"]);
    expect(counters.top("category:none", NOW, 5)).toEqual([]);
  });

  it("come back from storage as they were, whatever landmark each was written by", () => {
    fc.assert(
      fc.property(adds, adds, (before, after) => {
        const disk = new Map<string, ReturnType<DecayedCounters["takeDirty"]>[number]>();
        const memory = new DecayedCounters();
        for (const batch of [before, after]) {
          counted(batch, memory);
          for (const row of memory.takeDirty()) disk.set(`${row.axis}/${row.item}`, row);
        }
        const restored = new DecayedCounters();
        restored.load(disk.values());
        expectClose(read(restored, NOW), read(memory, NOW), 1000);
        expect(restored.takeDirty()).toEqual([]);
        expect(memory.takeDirty()).toEqual([]);
      }),
    );
  });

  it("a number that is not finite is refused", () => {
    const counters = new DecayedCounters();
    expect(() => counters.add("all", "x", Number.NaN, NOW)).toThrow(RangeError);
    expect(() => counters.add("all", "x", 1, Infinity)).toThrow(RangeError);
    expect(counters.total("all", NOW)).toBe(0);
  });
});
