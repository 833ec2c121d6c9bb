import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isPriceDrop } from "../../../worker/core/catalogue/index.ts";

const pounds = (price: number) => ({ price, currency: "GBP" });
const price = fc.integer({ min: 1, max: 1_000_000 });

describe("a price drop", () => {
  it("is one from 5 % and 1 % of the median on", () => {
    expect(isPriceDrop(pounds(1000), pounds(950), 5000)).toBe(true);
    expect(isPriceDrop(pounds(1000), pounds(951), 5000)).toBe(false);
    expect(isPriceDrop(pounds(1000), pounds(950), 5001)).toBe(false);
    expect(isPriceDrop(pounds(50), pounds(49.95), 0)).toBe(false);
  });

  it("is never a rise, nor a price that stayed, whatever the rule", () => {
    const lax = { relative: 0, ofMedian: 0 };
    fc.assert(
      fc.property(price, fc.nat(1000), (seen, rise) => {
        expect(isPriceDrop(pounds(seen), pounds(seen + rise), 0, lax)).toBe(false);
      }),
    );
  });

  it("grows no less worth telling as the price falls further", () => {
    fc.assert(
      fc.property(price, price, price, price, (seen, a, b, median) => {
        const [higher, lower] = [Math.max(a, b), Math.min(a, b)];
        const told = (now: number) => isPriceDrop(pounds(seen), pounds(now), median);
        expect(told(higher) && !told(lower)).toBe(false);
      }),
    );
  });

  it("is not to be told across currencies", () => {
    expect(isPriceDrop(pounds(1000), { price: 1, currency: "EUR" }, 0)).toBe(false);
  });

  it("may be judged by a shop's own rule", () => {
    const rule = { relative: 0.2, ofMedian: 0 };
    expect(isPriceDrop(pounds(1000), pounds(810), 0, rule)).toBe(false);
    expect(isPriceDrop(pounds(1000), pounds(800), 0, rule)).toBe(true);
  });
});
