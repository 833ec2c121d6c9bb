import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide } from "../../../worker/core/recommend/index.ts";
import { SCENARIOS } from "../../../worker/wire/want.ts";
import { card, inputsOf, kitchen, MUGS, NOW, one, type Shop, want } from "./shop.ts";

const shop: Shop = {
  cards: [
    card("a", MUGS, { price: 200, brand: "Acme" }),
    card("b", MUGS, { price: 900, brand: "Bolt" }),
    card("c", "Kitchen", { price: 500, brand: "ＡＣＭＥ" }),
    card("d", "Shoes", { price: null, currency: null }),
  ],
  sold: { a: 4, b: 3, c: 2, d: 1 },
};
const ids = (more: Parameters<typeof want>[1]) => one(shop, want("bestsellers", more)).ids;

describe("filters", () => {
  it("keep to a price range, in whole units, both ends in it", () => {
    expect(ids({ "min-price": 2, "max-price": 5 })).toEqual(["a", "c"]);
    expect(ids({ "max-price": 4.99 })).toEqual(["a"]);
    expect(ids({ "min-price": 6 })).toEqual(["b"]);
  });

  it("find what is in a price range beyond what sells best", () => {
    const dear = Array.from({ length: 130 }, (_, n) => card(`dear${n}`, MUGS, { price: 9_000 }));
    const cheap = card("cheap", MUGS, { price: 300 });
    const sold = Object.fromEntries(dear.map(({ id }) => [id, 9]));
    const rich = { cards: [...dear, cheap], sold: { ...sold, cheap: 1 } };
    const slot = want("bestsellers", { "max-price": 5 });
    expect(one(rich, slot, { currency: "GBP" })).toEqual({
      ids: ["cheap"],
      reasons: ["1 sold lately in the price range 2 to 5 GBP"],
      fallback: "nothing to show in the shop: bestsellers of the price range 2 to 5 GBP",
    });
  });

  it("keep to a category at any level, and to a brand in whatever letters", () => {
    expect(ids({ category: "Kitchen" })).toEqual(["a", "b", "c"]);
    expect(ids({ category: "Kitchen>Mugs" })).toEqual(["a", "b"]);
    expect(ids({ brand: "acme" })).toEqual(["a", "c"]);
  });

  it("leave out what the page excludes, and are not loosened for want of items", () => {
    expect(ids({ exclude: ["a", "b", "c"] })).toEqual(["d"]);
    expect(one(shop, want("bestsellers", { category: "Garden" }))).toEqual({
      ids: [],
      reasons: [],
      fallback: "nothing in the catalogue that can be shown here",
    });
  });

  it("find what fits in a category beyond what sells", () => {
    const unsold = { ...shop, cards: [...shop.cards, card("tulip", "Garden")] };
    const { items, fallback } = decide(
      want("bestsellers", { category: "Garden" }),
      inputsOf(unsold, [want("bestsellers", { category: "Garden" })]),
      NOW,
    );
    expect(items.map(({ id }) => id)).toEqual(["tulip"]);
    expect(fallback).toMatch(/items of the catalogue$/);
  });

  it("hold in every scenario, whatever it falls back to", () => {
    const scenario = fc.constantFrom(...SCENARIOS);
    const some = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d"));
    fc.assert(
      fc.property(scenario, some, some, some, (name, viewed, bought, exclude) => {
        const slot = want(name, { category: "Kitchen", "max-price": 6, exclude });
        const rest = {
          bought: new Set(bought),
          orders: bought.length,
          lastOrder: { time: 0, items: bought },
        };
        const { items } = decide(slot, inputsOf({ ...shop, viewed }, [slot], rest), NOW);
        for (const { id } of items) {
          expect(["a", "c"]).toContain(id);
          expect(exclude).not.toContain(id);
        }
      }),
    );
  });
});

describe("what was bought", () => {
  it("is not recommended again, unless it is used up or nothing else is left", () => {
    const bought = new Set(["boot", "cup"]);
    expect(one(kitchen, want("bestsellers"), { bought }).ids).toEqual(["mug", "pan"]);
    const cards = kitchen.cards.map((each) =>
      each.id === "cup" ? card("cup", MUGS, { replenishable: true }) : each,
    );
    expect(one({ ...kitchen, cards }, want("bestsellers"), { bought }).ids).toEqual([
      "cup",
      "mug",
      "pan",
    ]);
    const all = new Set(["boot", "cup", "mug", "pan"]);
    expect(one(kitchen, want("bestsellers"), { bought: all })).toMatchObject({
      ids: ["mug", "cup", "pan", "boot"],
      fallback: "no bestseller left to show: items of the catalogue, for want of others",
    });
  });
});

describe("diversity", () => {
  it("shows at most so many of one category, and of one brand", () => {
    expect(ids({ "per-category": 1 })).toEqual(["a", "c", "d"]);
    expect(ids({ "per-brand": 1 })).toEqual(["a", "b", "c", "d"]);
    const brands = shop.cards.map(({ id }) => card(id, MUGS, { brand: "Acme" }));
    expect(one({ ...shop, cards: brands }, want("bestsellers", { "per-brand": 2 })).ids).toEqual([
      "a",
      "b",
    ]);
  });

  it("says of what it passed over why it did", () => {
    const slot = want("bestsellers", { "per-category": 1, exclude: ["c"], count: 2 });
    expect(decide(slot, inputsOf(shop, [slot]), NOW).passed).toEqual([
      { id: "b", why: "enough of its category" },
      { id: "c", why: "excluded by the page" },
    ]);
  });
});

describe("currencies", () => {
  const mixed: Shop = {
    cards: [
      card("pound"),
      card("euro", MUGS, { currency: "EUR" }),
      card("free", MUGS, { price: null, currency: null }),
    ],
    sold: { euro: 9, pound: 1, free: 1 },
  };

  it("are not mixed: the page's own counts, then the shop's", () => {
    const rules = { merchandising: [], freeShipping: null, repeatBuyerPages: [], currency: "GBP" };
    expect(one(mixed, want("bestsellers"), { rules }).ids.toSorted()).toEqual(["free", "pound"]);
    expect(one(mixed, want("bestsellers"), { rules, currency: "EUR" }).ids.toSorted()).toEqual([
      "euro",
      "free",
    ]);
  });

  it("are what a slot names, if only by its price range", () => {
    const rules = { merchandising: [], freeShipping: null, repeatBuyerPages: [], currency: "GBP" };
    for (const filter of [{ currency: "EUR" }, { axis: "price:2-5 EUR" }])
      expect(one(mixed, want("bestsellers", { count: 1, ...filter }), { rules }).ids).toEqual([
        "euro",
      ]);
  });

  it("that nothing is priced in are no reason to show nothing", () => {
    expect(one(mixed, want("bestsellers"), { currency: "JPY" }).ids).toHaveLength(3);
  });
});

it("what has no piece left is sold out, whatever its availability says", () => {
  const cards = [card("gone", MUGS, { quantity: 0 }), card("left", MUGS, { quantity: 1 })];
  expect(one({ cards, sold: { gone: 9, left: 1 } }, want("bestsellers")).ids).toEqual(["left"]);
});
