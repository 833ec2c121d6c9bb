import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  axesOf,
  axisChain,
  axisLabel,
  categoryAxis,
  formatBand,
  learnShelfLesson,
  newShelfMemory,
  normalTerm,
  parentAxis,
  parseBand,
  priceBandOf,
  searchAxis,
  segmentAxis,
} from "../../../worker/core/recommend/index.ts";

describe("the axes of an item", () => {
  it("are all, its category at every level, its brand and its price range", () => {
    const mug = {
      category: "Kitchen > Mugs > Tall",
      brand: " Acme ",
      price: 1550,
      currency: "GBP",
    };
    expect(axesOf(mug)).toEqual([
      "all",
      "category:Kitchen",
      "category:Kitchen > Mugs",
      "category:Kitchen > Mugs > Tall",
      "brand:Acme",
      "price:10-20 GBP",
    ]);
  });

  it("leave out what is not known", () => {
    expect(axesOf({ category: "" })).toEqual(["all"]);
    expect(axesOf({ category: "", brand: "", price: 100, currency: null })).toEqual(["all"]);
  });
});

describe("an axis", () => {
  it("climbs by its parents up to all, however it is spelt", () => {
    expect(axisChain("category:Kitchen>Mugs")).toEqual([
      "category:Kitchen > Mugs",
      "category:Kitchen",
      "all",
    ]);
    expect(axisChain("all")).toEqual(["all"]);
    expect(axisChain("brand: Marks > Spencer ")).toEqual(["brand:Marks > Spencer", "all"]);
    expect(axisChain("search:  ＭＵＧ  red ")).toEqual(["search:mug red", "all"]);
    expect(axisChain("price:10-20 GBP")).toEqual(["price:10-20 GBP", "all"]);
    for (const spelt of ["10 - 20 gbp", "10–20GBP"])
      expect(axisChain(`price:${spelt}`)).toEqual(["price:10-20 GBP", "all"]);
    expect(axisChain("segment:buyers:one")).toEqual(["segment:buyers:one", "all"]);
    for (const none of ["brand:", "search: ", "colour:red", ""])
      expect(axisChain(none)).toEqual(["all"]);
  });

  it("is counted by a key that knows no case and no width of letters", () => {
    const memory = newShelfMemory();
    const lines = [{ id: "boot", category: "ＳＨＯＥＳ > Boots", brand: "Øre", quantity: 2 }];
    learnShelfLesson(memory, { kind: "order", at: 0, lines });
    for (const axis of ["category:Shoes", "category:shoes > BOOTS", "brand:ØRE"])
      expect(memory.counters.top(axis, 0, 1)).toEqual([{ id: "boot", score: 2, units: 2 }]);
  });

  it("has as its chain itself and the chain of its parent", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z&:]{1,5}$/), { maxLength: 5 }), (levels) => {
        const chain = axisChain(categoryAxis(levels.join(" > ")));
        expect(chain).toHaveLength(levels.length + 1);
        chain.forEach((axis, i) => expect(parentAxis(axis)).toBe(chain[i + 1] ?? null));
      }),
    );
    for (const axis of ["brand:A > B", "search:a > b", "price:1-2 GBP", segmentAxis("x")])
      expect(parentAxis(axis)).toBe("all");
  });

  it("is named in words that fit after in and of", () => {
    expect(axisLabel("all")).toBe("the shop");
    expect(axisLabel("category:Kitchen > Mugs")).toBe("Kitchen > Mugs");
    expect(axisLabel("brand:Acme")).toBe("Acme");
    expect(axisLabel("price:10-20 GBP")).toBe("the price range 10 to 20 GBP");
    expect(axisLabel("search:red mug")).toBe("searches for “red mug”");
    expect(axisLabel("segment:buyers:one")).toBe("the segment buyers:one");
  });
});

describe("a search term", () => {
  it("is one whatever its width, case and spaces, and at most 80 characters long", () => {
    expect(normalTerm("  Ｒｅｄ   MUG\t")).toBe("red mug");
    expect(Array.from(normalTerm("🫖".repeat(100)))).toHaveLength(80);
    expect(searchAxis(" \t ")).toBeNull();
    fc.assert(
      fc.property(fc.string(), (term) => {
        const normal = normalTerm(term);
        expect(normalTerm(` ${normal}  `)).toBe(normal);
      }),
    );
  });
});

describe("a price range", () => {
  it("goes in steps of 1, 2 and 5 of the whole unit", () => {
    const band = (minor: number, currency = "GBP") => formatBand(priceBandOf(minor, currency));
    expect(
      [0, 99, 100, 199, 200, 499, 500, 1000, 1999, 2000, 99999, 100000].map((p) => band(p)),
    ).toEqual(
      "0-1 0-1 1-2 1-2 2-5 2-5 5-10 10-20 10-20 20-50 500-1000 1000-2000"
        .split(" ")
        .map((range) => `${range} GBP`),
    );
    expect(band(1980, "JPY")).toBe("1000-2000 JPY");
    expect(band(1980, "KWD")).toBe("1-2 KWD");
  });

  it("holds the price that it was made of, and is read back from its name", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e11 }), (minor) => {
        const { from, to, currency } = priceBandOf(minor, "GBP");
        expect(minor).toBeGreaterThanOrEqual(from * 100);
        expect(minor).toBeLessThan(to * 100);
        expect(parseBand(formatBand({ from, to, currency }))).toEqual({ from, to, currency });
      }),
    );
    expect(parseBand("cheap")).toBeNull();
  });
});
