import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  atRiskAt,
  kaplanMeier,
  returnedBy,
  stepAt,
} from "../../../worker/core/second/kaplan-meier.ts";
import { order } from "./shop.ts";

const wait = fc.record({ days: fc.integer({ min: 1, max: 100 }), ended: fc.boolean() });
const waitsOf = (list: readonly { days: number; ended: boolean }[]) =>
  list.map(({ days, ended }) => ({ days, next: ended ? order(days) : null }));

describe("Kaplan and Meier's curve", () => {
  it("is the share of those who came when nobody is lost", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }), (days) => {
        const curve = kaplanMeier(days.map((each) => ({ days: each, next: order(each) })));
        for (const day of [0, 10, 25, 50]) {
          const came = days.filter((each) => each <= day).length / days.length;
          expect(1 - stepAt(curve, day).survival).toBeCloseTo(came, 10);
        }
      }),
    );
  });

  it("only falls, stays within 0 and 1, and its interval holds it", () => {
    fc.assert(
      fc.property(fc.array(wait, { minLength: 1, maxLength: 60 }), (list) => {
        const curve = kaplanMeier(waitsOf(list));
        let before = 0;
        for (let day = 0; day <= 100; day += 5) {
          const { rate, interval } = returnedBy(curve, day);
          expect(rate).toBeGreaterThanOrEqual(before - 1e-12);
          expect(rate).toBeLessThanOrEqual(1);
          expect(interval[0]).toBeLessThanOrEqual(rate + 1e-9);
          expect(interval[1]).toBeGreaterThanOrEqual(rate - 1e-9);
          before = rate;
        }
      }),
    );
  });

  it("has the estimates and intervals of the textbook's remission times", () => {
    // Freireich et al. (1963), 6-MP arm, as in Kleinbaum & Klein: Ŝ(6) = 0.857, Ŝ(10) = 0.753, Ŝ(23) = 0.448.
    const ended = [6, 6, 6, 7, 10, 13, 16, 22, 23];
    const lost = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
    const curve = kaplanMeier([
      ...ended.map((days) => ({ days, next: order(days) })),
      ...lost.map((days) => ({ days, next: null })),
    ]);
    expect(stepAt(curve, 6).survival).toBeCloseTo(0.857, 3);
    expect(stepAt(curve, 10).survival).toBeCloseTo(0.753, 3);
    expect(stepAt(curve, 23).survival).toBeCloseTo(0.448, 3);
    // Greenwood's standard error at 10 is 0.0963.
    const { survival, greenwood } = stepAt(curve, 10);
    expect(survival * Math.sqrt(greenwood)).toBeCloseTo(0.0963, 4);
    const [low, high] = returnedBy(curve, 10).interval;
    expect(1 - high).toBeCloseTo(0.503, 3);
    expect(1 - low).toBeCloseTo(0.889, 3);
  });

  it("counts who was still waited for", () => {
    const curve = kaplanMeier(waitsOf([5, 10, 10, 20].map((days) => ({ days, ended: true }))));
    expect([0, 5, 6, 10, 11, 21].map((day) => atRiskAt(curve, day))).toEqual([4, 4, 3, 3, 1, 0]);
  });
});
