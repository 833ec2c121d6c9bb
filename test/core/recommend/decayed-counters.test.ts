import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DecayedCounters,
  SIGNAL_WEIGHT,
  type StoredCounters,
} from "../../../worker/core/recommend/index.ts";

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
        const disk = new Map<string, StoredCounters>();
        const memory = new DecayedCounters();
        for (const batch of [before, after]) {
          counted(batch, memory);
          for (const row of memory.takeDirty()) disk.set(row.item, row);
        }
        const restored = new DecayedCounters();
        restored.load(disk.values());
        expectClose(read(restored, NOW), read(memory, NOW), 1000);
        expect(restored.takeDirty()).toEqual([]);
        expect(memory.takeDirty()).toEqual([]);
      }),
    );
  });

  it("are one row an item in storage, however many axes it counts on", () => {
    const counters = new DecayedCounters();
    for (const axis of ["all", "category:a", "brand:b"]) counters.add(axis, "mug", 1, NOW);
    expect(counters.takeDirty()).toEqual([
      { item: "mug", sums: ["all", "category:a", "brand:b"].map((axis) => [axis, 1, 0, NOW]) },
    ]);
  });

  it("a number that is not finite is refused", () => {
    const counters = new DecayedCounters();
    expect(() => counters.add("all", "x", Number.NaN, NOW)).toThrow(RangeError);
    expect(() => counters.add("all", "x", 1, Infinity)).toThrow(RangeError);
    expect(counters.total("all", NOW)).toBe(0);
  });
});

describe("counters past their limit", () => {
  const LIMITS = { pairs: 1_200, axes: 50 };
  /** Items sell by Zipf's law; the tail never ends. */
  const zipf = (n: number) => Math.floor(Math.exp(Math.log(3_000) * ((n * 0.61803398875) % 1)));

  it("keep to it, and still know what sells best, never too low", () => {
    const exact = new DecayedCounters();
    const bounded = new DecayedCounters(LIMITS);
    for (let n = 0; n < 20_000; n++) {
      const item = `i${zipf(n)}`;
      for (const axis of ["all", `category:${zipf(n) % 3}`])
        for (const counters of [exact, bounded]) counters.add(axis, item, 1, NOW, 1);
    }
    expect(bounded.size).toBeLessThanOrEqual(LIMITS.pairs * 1.25 + 1);
    const best = exact.top("all", NOW, 10);
    expect(bounded.top("all", NOW, 10).map(({ id }) => id)).toEqual(best.map(({ id }) => id));
    for (const { id, score, units } of bounded.top("all", NOW, 100)) {
      const real = exact.value("all", id, NOW);
      expect(score).toBeGreaterThanOrEqual(real.score - 1e-9);
      expect(units).toBeLessThanOrEqual(real.units + 1e-9);
    }
    expect(bounded.total("all", NOW)).toBeCloseTo(20_000, 6);
  });

  it("cut the longest axes and leave the short ones whole", () => {
    const counters = new DecayedCounters(LIMITS);
    for (let n = 0; n < 30; n++) counters.add("brand:Small", `s${n}`, 0.02, NOW);
    for (let n = 0; n < 2_000; n++) counters.add("all", `i${n}`, 5, NOW);
    expect(counters.top("brand:Small", NOW, 99)).toHaveLength(30);
  });

  it("drop of too many axes those on which least happens, and never all", () => {
    const counters = new DecayedCounters(LIMITS);
    counters.add("all", "mug", 0.001, NOW);
    counters.add("search:mugs", "mug", 1, NOW);
    for (let n = 0; n < 500; n++) counters.add(`search:${n}`, "mug", 0.02, NOW);
    expect(counters.total("search:mugs", NOW)).toBe(1);
    expect(counters.total("all", NOW)).toBe(0.001);
    const left = Array.from({ length: 500 }, (_, n) => counters.total(`search:${n}`, NOW));
    expect(left.filter((total) => total > 0).length).toBeLessThanOrEqual(LIMITS.axes * 1.25);
  });

  it("take what they drop out of storage too", () => {
    const counters = new DecayedCounters({ pairs: 10 });
    const disk = new Map<string, StoredCounters["sums"]>();
    for (let n = 0; n < 100; n++) {
      counters.add("all", `i${n}`, n, NOW);
      for (const { item, sums } of counters.takeDirty()) disk.set(item, sums);
    }
    const kept = [...disk.values()].filter((sums) => sums.length > 0);
    expect(kept).toHaveLength(counters.size);
  });
});
