import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  categoryAxes,
  DecayedCounters,
  mergeSums,
  smoothedShare,
  sumsOf,
} from "../../../worker/core/recommend/index.ts";

const NOW = Date.UTC(2026, 0, 1);
const topOf = (counters: DecayedCounters, axis: string, now: number, count?: number) =>
  mergeSums([sumsOf(counters, axis, now)], count);

describe("smoothing towards the parent", () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });

  it("an axis of which nothing is known takes the parent's share", () => {
    fc.assert(
      fc.property(share, (parent) => {
        expect(smoothedShare(0, 0, parent)).toBeCloseTo(parent, 12);
      }),
    );
  });

  it("lies between the own share and the parent's, nearer to the own the more is known", () => {
    fc.assert(
      fc.property(
        share,
        share,
        fc.double({ min: 1, max: 1e6, noNaN: true }),
        (own, parent, total) => {
          const off = (n: number) => Math.abs(smoothedShare(own * n, n, parent) - own);
          expect(off(total)).toBeLessThanOrEqual(Math.abs(parent - own) + 1e-12);
          expect(off(2 * total)).toBeLessThanOrEqual(off(total) + 1e-12);
        },
      ),
    );
  });
});

describe("the top of an axis", () => {
  it("ranks what sells on it, with what was sold and the axis's total", () => {
    const counters = new DecayedCounters();
    for (const [id, category, units] of [
      ["mug", "Kitchen > Mugs", 3],
      ["cup", "Kitchen > Mugs", 5],
      ["pan", "Kitchen", 9],
    ] as const) {
      for (const axis of categoryAxes(category)) counters.add(axis, id, units, NOW, units);
    }
    const top = topOf(counters, "category:Kitchen > Mugs", NOW);
    expect(top.total).toBe(8);
    expect(top.items.map(({ id, units }) => [id, units])).toEqual([
      ["cup", 5],
      ["mug", 3],
    ]);
    expect(top.items[0]!.score).toBeCloseTo((5 + 10 * (5 / 17)) / (8 + 10));
    const all = topOf(counters, "all", NOW, 2);
    expect(all.items.map(({ id }) => id)).toEqual(["pan", "cup"]);
    expect(all.items[0]!.score).toBeCloseTo(9 / 17);
  });

  it("a thin axis listens to its parent about its own items", () => {
    const counters = new DecayedCounters();
    counters.add("category:Gifts", "fluke", 1.1, NOW);
    counters.add("category:Gifts", "steady", 1, NOW);
    counters.add("all", "steady", 500, NOW);
    counters.add("all", "fluke", 1.1, NOW);
    expect(topOf(counters, "category:Gifts", NOW).items[0]!.id).toBe("steady");
  });

  it("an axis of which nothing is known is empty", () => {
    expect(topOf(new DecayedCounters(), "category:None", NOW)).toEqual({
      axis: "category:None",
      total: 0,
      items: [],
    });
  });

  it("is the same from the sums of shards that own an item each", () => {
    const sale = fc.record({
      item: fc.integer({ min: 0, max: 40 }),
      units: fc.integer({ min: 1, max: 9 }),
      category: fc.constantFrom("Kitchen > Mugs", "Kitchen", "Gifts"),
    });
    fc.assert(
      fc.property(fc.array(sale, { maxLength: 60 }), (sales) => {
        const whole = new DecayedCounters();
        const shards = Array.from({ length: 4 }, () => new DecayedCounters());
        for (const { item, units, category } of sales)
          for (const axis of categoryAxes(category))
            for (const counters of [whole, shards[item % 4]!])
              counters.add(axis, `i${item}`, units, NOW, units);
        for (const axis of ["all", "category:Kitchen", "category:Kitchen > Mugs"]) {
          const merged = mergeSums(shards.map((part) => sumsOf(part, axis, NOW)));
          const top = topOf(whole, axis, NOW);
          expect(merged.items.map(({ id }) => id)).toEqual(top.items.map(({ id }) => id));
          merged.items.forEach(({ score }, place) =>
            expect(score).toBeCloseTo(top.items[place]!.score, 12),
          );
          expect(merged.total).toBeCloseTo(top.total, 9);
        }
      }),
    );
  });
});
