import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bayesianAverage,
  byLiking,
  NO_OUTCOMES,
  satisfactionOf,
} from "../../../worker/core/recommend/index.ts";

const MEAN = 4.2;
const shop = { sold: 10_000, returned: 500, buyers: 8_000, again: 800 };
const rated = (value: number, count: number) => satisfactionOf({ value, count }, MEAN);

describe("satisfaction", () => {
  it("ranks five stars of one below 4.7 of two hundred, whatever the catalogue's average", () => {
    for (const mean of [2, 3.5, 4.2, 4.69, 4.95]) {
      const one = satisfactionOf({ value: 5, count: 1 }, mean);
      const many = satisfactionOf({ value: 4.7, count: 200 }, mean);
      expect([one, many].sort(byLiking)).toEqual([many, one]);
    }
  });

  it("is the Bayesian average, with the number of ratings that it rests on", () => {
    expect(rated(4.7, 200).stars).toBeCloseTo((20 * 4.2 + 4.7 * 200) / 220, 12);
    expect(rated(4.7, 200).n).toBe(200);
    expect(satisfactionOf(undefined, MEAN)).toMatchObject({ stars: MEAN, n: 0 });
  });

  it("lies between the catalogue's average and the item's own, nearer to it the more rate", () => {
    const stars = fc.double({ min: 1, max: 5, noNaN: true });
    fc.assert(
      fc.property(stars, stars, fc.integer({ min: 0, max: 1e5 }), (value, mean, count) => {
        const average = bayesianAverage({ value, count }, mean);
        expect(average).toBeGreaterThanOrEqual(Math.min(value, mean) - 1e-9);
        expect(average).toBeLessThanOrEqual(Math.max(value, mean) + 1e-9);
        const more = bayesianAverage({ value, count: count + 1 }, mean);
        expect(Math.abs(value - more)).toBeLessThanOrEqual(Math.abs(value - average) + 1e-9);
      }),
    );
  });

  it("falls with what comes back, and rises with what is bought again", () => {
    const of = (outcomes: object) =>
      satisfactionOf({ value: 4.5, count: 50 }, MEAN, { ...NO_OUTCOMES, ...outcomes }, shop);
    const plain = of({ sold: 100, returned: 5, buyers: 80, again: 8 });
    expect(of({ sold: 100, returned: 40, buyers: 80, again: 8 }).score).toBeLessThan(plain.score);
    expect(of({ sold: 100, returned: 5, buyers: 80, again: 60 }).score).toBeGreaterThan(
      plain.score,
    );
  });

  it("takes the shop's shares for an item that hardly sold", () => {
    const { returned, again } = satisfactionOf(undefined, MEAN, undefined, shop);
    expect(returned).toBeCloseTo(0.05);
    expect(again).toBeCloseTo(0.1);
    const one = satisfactionOf(undefined, MEAN, { ...NO_OUTCOMES, sold: 1, returned: 1 }, shop);
    expect(one.returned).toBeCloseTo((1 + 20 * 0.05) / 21);
  });

  it("is a share between 0 and 1 whatever is returned", () => {
    const sum = fc.double({ min: 0, max: 1e6, noNaN: true });
    const sums = fc.record({ sold: sum, returned: sum, buyers: sum, again: sum });
    fc.assert(
      fc.property(sums, sums, (own, all) => {
        const { score, returned, again } = satisfactionOf({ value: 5, count: 9 }, 4, own, all);
        for (const share of [score, returned, again]) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
