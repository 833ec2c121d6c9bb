import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatPrice,
  minorDigits,
  parsePrice,
  toMinor,
} from "../../../worker/core/catalogue/index.ts";

describe("money", () => {
  it("has the decimal places of its currency, and two where the currency is not known", () => {
    expect(["GBP", "JPY", "KWD", "XXX", "??"].map(minorDigits)).toEqual([2, 0, 3, 2, 2]);
  });

  it("becomes whole minor units without the noise of binary fractions", () => {
    expect(toMinor(2.55, "GBP")).toBe(255);
    expect(toMinor(19.99, "GBP")).toBe(1999);
    expect(toMinor(0.29, "GBP")).toBe(29);
    expect(toMinor(1200, "JPY")).toBe(1200);
    expect(toMinor(1.005, "KWD")).toBe(1005);
  });

  it("is read from and told in Google Merchant form", () => {
    expect(parsePrice("10.00 GBP")).toEqual({ minor: 1000, currency: "GBP" });
    expect(parsePrice("1200 JPY")).toEqual({ minor: 1200, currency: "JPY" });
    expect(formatPrice(255, "GBP")).toBe("2.55 GBP");
    expect(formatPrice(1200, "JPY")).toBe("1200 JPY");
    expect(formatPrice(5, "KWD")).toBe("0.005 KWD");
  });

  it("comes back from its text as it was", () => {
    const minor = fc.integer({ min: 0, max: 1e11 });
    const currency = fc.constantFrom("GBP", "EUR", "JPY", "KWD");
    fc.assert(
      fc.property(minor, currency, (amount, code) => {
        expect(parsePrice(formatPrice(amount, code))).toEqual({ minor: amount, currency: code });
      }),
    );
  });
});
