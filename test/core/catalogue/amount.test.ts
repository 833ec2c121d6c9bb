import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseAmount, parseCurrency } from "../../../worker/core/catalogue/index.ts";

describe("an amount", () => {
  it("is read however a page writes it", () => {
    const cases: [text: unknown, amount: number][] = [
      [2.5, 2.5],
      ["2.50", 2.5],
      ["£2.50", 2.5],
      ["2,50", 2.5],
      ["2,50 €", 2.5],
      ["1.234,56", 1234.56],
      ["1,234.56", 1234.56],
      ["1 234,56 kr", 1234.56],
      ["1\u202f234,56\u00a0€", 1234.56],
      ["1'299.00 CHF", 1299],
      ["1.234.567", 1234567],
      ["1,234,567.8", 1234567.8],
      ["12,-", 12],
      ["EUR 1.299,-", 1299],
      ["￥１，２００", 1200],
      ["1,200円(税込)", 1200],
      ["Rs.499", 499],
      ["from 19.99", 19.99],
      ["12.0000", 12],
      ["1299.000", 1299],
      ["0.125", 0.125],
      ["1,234", 1234],
      ["1.234", 1234],
    ];
    for (const [text, amount] of cases) expect(parseAmount(text), String(text)).toBe(amount);
  });

  it("has three decimals where its currency has them", () => {
    expect(parseAmount("1.234", "KWD")).toBe(1.234);
    expect(parseAmount("1.234", "EUR")).toBe(1234);
  });

  it("is none when the text holds none, or less than nothing", () => {
    const none = [
      "",
      "free",
      "-5",
      "£-5.00",
      "−3,20",
      null,
      undefined,
      true,
      {},
      [],
      -1,
      Number.NaN,
    ];
    for (const text of [...none, 1e12, "9".repeat(40)])
      expect(parseAmount(text), String(text)).toBeNull();
  });

  it("comes back from any way of grouping and marking decimals", () => {
    const marks = fc.constantFrom([",", "."], [".", ","], [" ", ","], ["'", "."], ["", "."]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), marks, (pence, [group, decimal]) => {
        const whole = String(Math.floor(pence / 100)).replace(/\B(?=(\d{3})+$)/g, group!);
        const text = `${whole}${decimal}${String(pence % 100).padStart(2, "0")}`;
        expect(parseAmount(text)).toBeCloseTo(pence / 100, 6);
      }),
    );
  });
});

describe("a currency", () => {
  it("is a code in any case, or a sign that only one currency has", () => {
    expect(["gbp", " EUR ", "£", "€", "円"].map(parseCurrency)).toEqual([
      "GBP",
      "EUR",
      "GBP",
      "EUR",
      "JPY",
    ]);
    expect(["$", "pounds", "", null, 3].map(parseCurrency)).toEqual([null, null, null, null, null]);
  });
});
