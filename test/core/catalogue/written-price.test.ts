import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatPrice, parseWrittenPrice } from "../../../worker/core/catalogue/index.ts";

describe("a written price", () => {
  it("names its currency by code or sign, before or after", () => {
    for (const [text, price] of [
      ["10.00 GBP", "10.00 GBP"],
      ["EUR 9", "9.00 EUR"],
      ["£5", "5.00 GBP"],
      ["£5.00 GBP", "5.00 GBP"],
      ["2,50 €", "2.50 EUR"],
      ["￥1,200", "1200 JPY"],
      ["1200円", "1200 JPY"],
      ["CHF 1'299.00", "1299.00 CHF"],
      ["99,- kr", "99.00 SEK"],
      ["12.345 KWD", "12.345 KWD"],
      ["7", "7.00 GBP"],
      ["1,200円(税込)", "1200 JPY"],
      ["12,50 € TTC", "12.50 EUR"],
      ["10.00 gbp", "10.00 GBP"],
      ["Rs. 1,23,456", "123456.00 INR"],
      ["HK$88", "88.00 HKD"],
    ])
      expect(parseWrittenPrice(text!, "GBP"), text).toBe(price);
  });

  it("means the shop's own currency by a sign that several share", () => {
    expect(parseWrittenPrice("$5", "CAD")).toBe("5.00 CAD");
    expect(parseWrittenPrice("$5", "GBP")).toBe("5.00 USD");
    expect(parseWrittenPrice("US$5", "CAD")).toBe("5.00 USD");
    expect(parseWrittenPrice("$5 CAD", "USD")).toBe("5.00 CAD");
    expect(parseWrittenPrice("99 kr", "NOK")).toBe("99.00 NOK");
  });

  it("is the lower end of a range", () => {
    expect(parseWrittenPrice("10.00 GBP – 20.00 GBP", "EUR")).toBe("10.00 GBP");
    expect(parseWrittenPrice("£10-£20", "EUR")).toBe("10.00 GBP");
  });

  it("is null for what is none", () => {
    for (const text of [
      "",
      "free",
      "GBP",
      "-5 GBP",
      "ask us",
      "5 shillings",
      "10 inc VAT",
      "10 XYZ",
    ])
      expect(parseWrittenPrice(text, "GBP"), text).toBeNull();
  });

  it("is null where no one number is the price", () => {
    for (const text of ["1e3 GBP", "3 for 10 GBP", "10..5", "1.5.2", "10,00,00", "5 GBP/100 g"])
      expect(parseWrittenPrice(text, "GBP"), text).toBeNull();
  });

  it("is what Google's form says", () => {
    fc.assert(
      fc.property(fc.nat(99_999_999), fc.constantFrom("GBP", "JPY", "KWD"), (minor, currency) => {
        const price = formatPrice(minor, currency);
        expect(parseWrittenPrice(price, "EUR")).toBe(price);
      }),
    );
  });
});
