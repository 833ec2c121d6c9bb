import { expect, describe, it } from "vitest";
import {
  aliveChance,
  expectedOrders,
  expectedValue,
  fitBgNbd,
  fitGammaGamma,
} from "../../worker/core/customer/index.ts";
import { readCdnow } from "../fixtures/cdnow.ts";

/** 1997-09-30, the last day of calibration. */
const END = 272;
const WEEK = 7;

/** Days on which each customer ordered in calibration, with the cents of each day. */
const customers = Array.from(
  Map.groupBy(
    readCdnow().filter(({ day }) => day <= END),
    ({ customer }) => customer,
  ).values(),
  (orders) =>
    Array.from(Map.groupBy(orders, ({ day }) => day).values(), (same) => ({
      day: same[0]!.day,
      cents: same.reduce((sum, { cents }) => sum + cents, 0),
    })).sort((a, b) => a.day - b.day),
);
const model = fitBgNbd(
  customers.map((days) => ({
    repeats: days.length - 1,
    last: days.at(-1)!.day - days[0]!.day,
    age: END - days[0]!.day,
  })),
)!;

const figures = (x: number, digits: number) => Number(x.toPrecision(digits));

describe("CDNOW's sample, calibrated until 1997-09-30", () => {
  it("gives the BG/NBD parameters of Fader, Hardie and Lee (2005), table 2, in weeks", () => {
    expect(customers).toHaveLength(2357);
    expect(figures(model.r, 3)).toBe(0.243);
    expect(figures(model.alpha / WEEK, 3)).toBe(4.41);
    expect(figures(model.a, 3)).toBe(0.793);
    expect(figures(model.b, 3)).toBe(2.43);
  });

  it("expects of customer 0001 what their note of 2004 works out: 1.226 orders in 39 weeks", () => {
    const history = { repeats: 2, last: 30.43 * WEEK, age: 38.86 * WEEK };
    expect(figures(expectedOrders(model, history, 39 * WEEK), 4)).toBe(1.226);
    expect(figures(aliveChance(model, history), 3)).toBe(0.727);
  });

  it("gives the Gamma-Gamma parameters of Fader and Hardie (2013): 6.25, 3.74, 15.44", () => {
    const spends = customers
      .map((days) => days.slice(1))
      .map((days) => ({
        orders: days.length,
        mean: days.reduce((sum, { cents }) => sum + cents, 0) / 100 / days.length,
      }))
      .filter(({ mean }) => mean > 0);
    const spend = fitGammaGamma(spends);
    expect(spends).toHaveLength(946);
    expect(figures(spend.p, 3)).toBe(6.25);
    expect(figures(spend.q, 3)).toBe(3.74);
    expect(figures(spend.gamma, 4)).toBe(15.44);
    // The example in lifetimes: two repeat orders of $22.35 on average lead to 24.66, none to 35.17.
    expect(expectedValue(spend, null)).toBeCloseTo(35.17, 1);
    expect(expectedValue(spend, { orders: 2, mean: 22.35 })).toBeCloseTo(24.66, 1);
  });
});
