import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addMoment,
  liftOf,
  meanDifference,
  meanInterval,
  newMoments,
  shareDifference,
} from "../../../worker/core/measure/index.ts";
import { dice } from "../dice.ts";

const momentsOf = (values: readonly number[]) => {
  const moments = newMoments();
  for (const value of values) addMoment(moments, value);
  return moments;
};

describe("the interval of a difference of shares", () => {
  test("is Newcombe's: his table II, method 10", () => {
    const [low, high] = shareDifference({ successes: 56, count: 70 }, { successes: 48, count: 80 });
    expect(low).toBeCloseTo(0.0524, 4);
    expect(high).toBeCloseTo(0.3339, 4);
    const [none, some] = shareDifference({ successes: 10, count: 10 }, { successes: 0, count: 10 });
    expect(none).toBeCloseTo(0.6075, 4);
    expect(some).toBeCloseTo(1, 4);
  });

  test("holds the difference, and turns round with its sides", () => {
    const share = fc
      .tuple(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([count, part]) => ({ successes: Math.round(part * count), count }));
    fc.assert(
      fc.property(share, share, (a, b) => {
        const [low, high] = shareDifference(a, b);
        const difference = a.successes / a.count - b.successes / b.count;
        expect(low).toBeLessThanOrEqual(difference + 1e-9);
        expect(high).toBeGreaterThanOrEqual(difference - 1e-9);
        const [back, forth] = shareDifference(b, a);
        expect(back).toBeCloseTo(-high, 9);
        expect(forth).toBeCloseTo(-low, 9);
      }),
    );
  });
});

describe("the interval of a mean", () => {
  test("is 1.96 standard errors on each side", () => {
    // Variance 2.5 of five values: the standard error is √0.5.
    const [low, high] = meanInterval(momentsOf([1, 2, 3, 4, 5]))!;
    expect(low).toBeCloseTo(3 - 1.959964 * Math.SQRT1_2, 9);
    expect(high).toBeCloseTo(3 + 1.959964 * Math.SQRT1_2, 9);
  });

  test("of fewer than two is unknown, of equal values a point", () => {
    expect(meanInterval(momentsOf([3]))).toBeNull();
    expect(meanDifference(momentsOf([3]), momentsOf([1, 2]))).toBeNull();
    expect(meanInterval(momentsOf([0.1, 0.1, 0.1]))![0]).toBeCloseTo(0.1, 9);
  });

  test("of a difference holds the truth in 95 of 100 worlds", () => {
    const roll = dice(5);
    const sample = (rate: number) =>
      Array.from({ length: 200 }, () => -Math.log(1 - roll()) * rate);
    let held = 0;
    for (let world = 0; world < 1000; world++) {
      const [low, high] = meanDifference(momentsOf(sample(3)), momentsOf(sample(2)))!;
      if (low <= 1 && 1 <= high) held += 1;
    }
    expect(held).toBeGreaterThan(925);
    expect(held).toBeLessThan(975);
  });
});

describe("a lift", () => {
  test("is the rate of a part against that of all", () => {
    const found = liftOf({ successes: 30, count: 100 }, { successes: 20, count: 900 })!;
    expect(found.lift).toBeCloseTo(6, 9);
    expect(found.interval[0]).toBeGreaterThan(4.5);
    expect(found.interval[1]).toBeLessThan(7.5);
  });

  test("is unknown where nobody succeeded or nobody is left, and finite where the part had none", () => {
    expect(liftOf({ successes: 0, count: 10 }, { successes: 0, count: 90 })).toBeNull();
    expect(liftOf({ successes: 1, count: 10 }, { successes: 0, count: 0 })).toBeNull();
    const { lift, interval } = liftOf({ successes: 0, count: 10 }, { successes: 9, count: 90 })!;
    expect(lift).toBe(0);
    expect(interval.every(Number.isFinite)).toBe(true);
  });

  test("holds the truth in 95 of 100 worlds, of a tenth of 2 000 people at 2 %", () => {
    const roll = dice(6);
    const count = (n: number, rate: number) => {
      let successes = 0;
      for (let person = 0; person < n; person++) if (roll() < rate) successes += 1;
      return { successes, count: n };
    };
    let held = 0;
    for (let world = 0; world < 400; world++) {
      const found = liftOf(count(200, 0.08), count(1800, 0.0133));
      const truth = 0.08 / (0.1 * 0.08 + 0.9 * 0.0133);
      if (found !== null && found.interval[0] <= truth && truth <= found.interval[1]) held += 1;
    }
    expect(held / 400).toBeGreaterThan(0.92);
  });
});
