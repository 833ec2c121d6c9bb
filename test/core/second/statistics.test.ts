import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { qValues } from "../../../worker/core/second/false-discovery.ts";
import { mantelHaenszel } from "../../../worker/core/second/mantel-haenszel.ts";
import { twoSided, upperTail } from "../../../worker/core/second/normal.ts";
import { addStratum, overlapTail } from "../../../worker/core/second/overlap.ts";

describe("the normal tail", () => {
  it("has the tables' values, also far out", () => {
    expect(upperTail(0)).toBeCloseTo(0.5, 12);
    expect(upperTail(1.959963984540054)).toBeCloseTo(0.025, 12);
    expect(upperTail(-1)).toBeCloseTo(0.8413447460685429, 12);
    expect(upperTail(6) / 9.865876450376946e-10).toBeCloseTo(1, 9);
    expect(twoSided(-10) / 1.523970604832094e-23).toBeCloseTo(1, 9);
  });

  it("joins its two halves without a step", () => {
    expect(upperTail(3 - 1e-9) / upperTail(3 + 1e-9)).toBeCloseTo(1, 7);
  });
});

describe("the chance of an overlap", () => {
  const choose = (n: number, k: number) => {
    let product = 1;
    for (let i = 1; i <= k; i++) product *= (n - k + i) / i;
    return product;
  };
  const exact = (count: number, size: number, n: number, k: number) => {
    let sum = 0;
    for (let both = count; both <= Math.min(n, k); both++)
      sum += (choose(n, both) * choose(size - n, k - both)) / choose(size, k);
    return sum;
  };

  it("is about the hypergeometric one, also where that is small", () => {
    for (const [count, size, n, k] of [
      [8, 100, 20, 15],
      [12, 300, 40, 30],
      [20, 500, 60, 100],
      [15, 800, 40, 90],
    ] as const) {
      const chance = { mean: 0, variance: 0 };
      addStratum(chance, size, n, k);
      const ratio = overlapTail(count, chance) / exact(count, size, n, k);
      expect(ratio).toBeGreaterThan(0.5);
      expect(ratio).toBeLessThan(3);
    }
  });

  it("falls with the count", () => {
    const chance = { mean: 0, variance: 0 };
    addStratum(chance, 200, 30, 40);
    for (let count = 0; count < 30; count++)
      expect(overlapTail(count + 1, chance)).toBeLessThanOrEqual(overlapTail(count, chance));
  });
});

describe("Benjamini and Hochberg's q values", () => {
  it("are those of their paper's example of 15 tests", () => {
    const ps = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719,
      0.6528, 0.759, 1,
    ];
    // The paper rejects four hypotheses at 0.05.
    expect(qValues(ps).filter((q) => q <= 0.05)).toHaveLength(4);
    expect(qValues(ps)[3]).toBeCloseTo((0.0095 * 15) / 4, 12);
  });

  it("keep the order of the p values, and are never smaller", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (ps) => {
        const qs = qValues(ps);
        for (const [i, p] of ps.entries()) {
          expect(qs[i]).toBeGreaterThanOrEqual(p - 1e-15);
          expect(qs[i]).toBeLessThanOrEqual(1);
          for (const [j, other] of ps.entries())
            if (p < other) expect(qs[i]).toBeLessThanOrEqual(qs[j]!);
        }
      }),
    );
  });

  it("grow with tests that found nothing", () => {
    expect(qValues([0.001], 50)[0]).toBeCloseTo(0.05, 12);
  });
});

describe("Mantel and Haenszel's odds ratio", () => {
  it("is the plain one in a single stratum, with Woolf's interval for large tables", () => {
    const { oddsRatio, interval } = mantelHaenszel([{ a: 200, b: 100, c: 150, d: 250 }]);
    expect(oddsRatio).toBeCloseTo((200 * 250) / (100 * 150), 12);
    const error = Math.sqrt(1 / 200 + 1 / 100 + 1 / 150 + 1 / 250);
    expect(Math.log(interval![1] / oddsRatio!)).toBeCloseTo(1.959964 * error, 6);
  });

  it("is not deceived where strata of their own rates differ in exposure (Simpson)", () => {
    const { oddsRatio, p } = mantelHaenszel([
      { a: 90, b: 10, c: 9, d: 1 },
      { a: 1, b: 9, c: 10, d: 90 },
    ]);
    expect(oddsRatio).toBeCloseTo(1, 12);
    expect(p).toBeCloseTo(1, 6);
  });

  it("does not hang on which side is called exposed", () => {
    const cell = fc.integer({ min: 1, max: 50 });
    fc.assert(
      fc.property(
        fc.array(fc.record({ a: cell, b: cell, c: cell, d: cell }), { minLength: 1 }),
        (tables) => {
          const there = mantelHaenszel(tables);
          const back = mantelHaenszel(tables.map(({ a, b, c, d }) => ({ a: c, b: d, c: a, d: b })));
          expect(back.oddsRatio! * there.oddsRatio!).toBeCloseTo(1, 8);
          expect(back.p).toBeCloseTo(there.p, 8);
          expect(there.interval![0]).toBeLessThanOrEqual(there.oddsRatio!);
          expect(there.interval![1]).toBeGreaterThanOrEqual(there.oddsRatio!);
        },
      ),
    );
  });

  it("says nothing without anybody to compare with", () => {
    expect(mantelHaenszel([{ a: 5, b: 3, c: 0, d: 0 }])).toMatchObject({
      oddsRatio: null,
      interval: null,
      p: 1,
    });
  });
});
