import { describe, expect, it } from "vitest";
import {
  needs,
  newAffinity,
  type Situation,
  stockNeeded,
} from "../../../worker/core/recommend/index.ts";
import { Want } from "../../../worker/wire/want.ts";
import { card, NOW, tasteFor, want } from "./shop.ts";

describe("a slot that a page wants filled", () => {
  it("may be a scenario's name, or an element's attributes as text", () => {
    expect(Want.parse("home")).toEqual({ slot: "home", scenario: "home" });
    const attributes = {
      slot: "side",
      scenario: "related",
      item: "85123A",
      count: "4",
      category: "Kitchen > Mugs",
      brand: "",
      "min-price": "2.50",
      "max-price": "10",
      exclude: "a, b,,c",
      "per-category": "2",
      explain: "",
    };
    expect(Want.parse(attributes)).toEqual({
      slot: "side",
      scenario: "related",
      item: "85123A",
      count: 4,
      category: "Kitchen > Mugs",
      "min-price": 2.5,
      "max-price": 10,
      exclude: ["a", "b", "c"],
      "per-category": 2,
      explain: true,
    });
  });

  it("may be written in snake_case", () => {
    const parsed = Want.parse({
      scenario: "cart",
      min_price: 1,
      per_brand: 2,
      fallback_heading: "Hot",
    });
    expect(parsed).toMatchObject({ "min-price": 1, "per-brand": 2, "fallback-heading": "Hot" });
  });

  it("is refused for what makes no sense", () => {
    for (const more of [
      { scenario: "everything" },
      { scenario: "home", axis: "colour:red" },
      { scenario: "home", axis: "segment:" },
      { scenario: "home", "min-price": "cheap" },
      { scenario: "home", max_price: -1 },
      { scenario: "home", exclude: [1] },
      { scenario: "home", per_category: 0 },
      { scenario: "home", explain: "perhaps" },
      null,
      7,
    ])
      expect(Want.safeParse(more).success, JSON.stringify(more)).toBe(false);
  });
});

describe("what slots need of the shop", () => {
  const viewed = [..."abcdefghij"].map((id) => ({ id, last: NOW, views: 1, sessions: 1 }));
  const asker: Situation = {
    viewed,
    bought: new Set(),
    dismissed: new Set(),
    cart: new Map([
      ["c1", 1],
      ["c2", 2],
    ]),
    orders: 1,
    lastOrder: { time: NOW, items: ["o1"] },
    affinity: newAffinity(NOW),
    onScreen: new Set(),
    segments: ["buyers:one", "device:mobile"],
    browsing: "category:A > B",
    currency: null,
  };

  it("are the axes up to the shop, each once, and rows of the last eight items for next items", () => {
    const wants = [want("next_item"), want("bestsellers", { axis: "category:A > C" })];
    expect(needs(wants, asker)).toEqual({
      shelf: {
        axes: ["category:A > B", "category:A", "all", "category:A > C"],
        items: [..."abcdefgh"],
        baskets: [],
        buyers: [],
      },
      facts: [],
      stock: [
        { axes: [], least: null, most: null, currency: null },
        { axes: ["category:A > C"], least: null, most: null, currency: null },
      ],
    });
  });

  it("are what may be left to show: on its axis, within its filters, in its currency", () => {
    const filters = { category: "A > B", brand: "X", "max-price": 9, currency: "EUR" };
    const within = ["category:A", "category:A > B", "brand:X"];
    const rest = { least: null, most: 9, currency: "EUR" };
    expect(needs([want("home", { ...filters, axis: "price:5-10 jpy" })], asker).stock).toEqual([
      { axes: ["price:5-10 JPY", ...within], ...rest },
      { axes: within, ...rest },
    ]);
    expect(needs([want("home", { axis: "price:5-10 JPY" })], asker).stock[1]).toMatchObject({
      axes: [],
      currency: "JPY",
    });
  });

  it("are as many items of it as all slots hold and as may not be shown", () => {
    const full = Array.from({ length: 16 }, () => want("home", { count: 48 }));
    expect(stockNeeded([want("home")], asker, [])).toBe(64);
    expect(stockNeeded(full, asker, [])).toBe(1024);
    const dismissed = new Set(Array.from({ length: 60 }, (_, n) => `d${n}`));
    expect(stockNeeded([want("home")], { ...asker, dismissed }, [])).toBe(128);
  });

  it("are nothing for no slots, and no rows where nothing asks for them", () => {
    expect(needs([], asker).shelf).toEqual({ axes: [], items: [], baskets: [], buyers: [] });
    expect(needs([want("recently_viewed")], asker).shelf.items).toEqual([]);
  });

  it("are each scenario's own tables", () => {
    const shelf = (scenario: Parameters<typeof want>[0], more = {}) =>
      needs([want(scenario, more)], asker).shelf;
    expect(shelf("cart").baskets).toEqual(["c1", "c2"]);
    expect(shelf("after_purchase")).toMatchObject({ baskets: ["o1"], items: ["o1"] });
    expect(shelf("related", { item: "x" })).toMatchObject({ baskets: ["x"], items: ["x"] });
    expect(shelf("buyers_like_you").buyers).toEqual([..."abcdefgh"]);
    expect(needs([want("top_rated")], asker).facts).toEqual([
      "category:A > B",
      "category:A",
      "all",
    ]);
  });

  it("are at last the price bands of a price range, six at most", () => {
    const axes = (more: object, currency: string | null = "GBP") =>
      needs([want("bestsellers", { axis: "all", ...more })], { ...asker, currency }).shelf.axes;
    expect(axes({ "min-price": 1.5, "max-price": 5 })).toEqual([
      "all",
      "price:1-2 GBP",
      "price:2-5 GBP",
      "price:5-10 GBP",
    ]);
    expect(axes({ "min-price": 30 })).toHaveLength(7);
    expect(axes({ "max-price": 0 })).toEqual(["all", "price:0-1 GBP"]);
    expect(axes({ "min-price": 9, "max-price": 3 })).toEqual(["all"]);
    expect(axes({ "max-price": 5 }, null)).toEqual(["all"]);
  });

  it("are the visitor's own segments where a slot is for those", () => {
    const own = want("bestsellers", { axis: "segment" });
    expect(needs([own], asker).shelf.axes).toEqual([
      "segment:buyers:one",
      "segment:device:mobile",
      "all",
    ]);
  });

  it("begin with the filters where no axis is named, and with favourites at home", () => {
    const filtered = want("bestsellers", { category: "A > C", brand: "Acme" });
    expect(needs([filtered], asker).shelf.axes).toEqual([
      "brand:Acme",
      "category:A > C",
      "category:A",
      "all",
    ]);
    const home = { ...asker, browsing: null, affinity: tasteFor(card("x", "Lamps")) };
    expect(needs([want("home")], home).shelf.axes).toEqual(["all", "category:Lamps"]);
  });
});
