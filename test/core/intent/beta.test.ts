import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { betaCdf, betaQuantile, logGamma } from "../../../worker/core/intent/beta.ts";

describe("logGamma", () => {
  test("of a whole number is the logarithm of a factorial", () => {
    expect(logGamma(1)).toBeCloseTo(0, 12);
    expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 10);
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 12);
  });
});

describe("betaCdf", () => {
  test("is the known polynomial for whole parameters", () => {
    // I_x(2, 3) = 6x² − 8x³ + 3x⁴
    for (const x of [0.1, 0.4, 0.9])
      expect(betaCdf(x, 2, 3)).toBeCloseTo(6 * x ** 2 - 8 * x ** 3 + 3 * x ** 4, 12);
  });

  test("is 0 and 1 at the ends", () => {
    expect(betaCdf(0, 2, 3)).toBe(0);
    expect(betaCdf(1, 2, 3)).toBe(1);
  });
});

describe("betaQuantile", () => {
  // Computed with SciPy's beta.ppf.
  test.each([
    [0.05, 2.5, 98.5, 0.005754191072209279],
    [0.95, 2.5, 98.5, 0.054247116544438666],
    [0.05, 20.5, 980.5, 0.013702949417301543],
    [0.95, 2000.5, 98_000.5, 0.020738503226244483],
    [0.05, 0.5, 10.5, 0.000191736288974476],
    [0.95, 0.5, 1000.5, 0.001918406712256031],
    [0.05, 350.7, 12.3, 0.9491928940736271],
  ])("at %d of Beta(%d, %d) is %d", (probability, a, b, expected) => {
    expect(betaQuantile(probability, a, b) / expected).toBeCloseTo(1, 7);
  });

  test("of the uniform distribution is the probability itself", () => {
    expect(betaQuantile(0.3, 1, 1)).toBeCloseTo(0.3, 9);
  });

  test("inverts the distribution function", () => {
    const parameter = fc.double({ min: 0.5, max: 5000, noNaN: true });
    fc.assert(
      fc.property(parameter, parameter, fc.constantFrom(0.05, 0.5, 0.95), (a, b, probability) => {
        expect(betaCdf(betaQuantile(probability, a, b), a, b)).toBeCloseTo(probability, 6);
      }),
      { numRuns: 50 },
    );
  });
});
