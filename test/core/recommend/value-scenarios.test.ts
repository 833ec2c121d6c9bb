import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide } from "../../../worker/core/recommend/index.ts";
import { card, inputsOf, MUGS, NOW, one, type Shop, want } from "./shop.ts";

describe("top rated", () => {
  const shop: Shop = {
    cards: [
      card("lucky", MUGS, { rating: { value: 5, count: 1 } }),
      card("loved", MUGS, { rating: { value: 4.7, count: 200 } }),
      card("fine", MUGS, { rating: { value: 4.1, count: 90 } }),
      card("boot", "Shoes", { rating: { value: 4.9, count: 50 } }),
    ],
  };

  it("a single perfect rating ranks below many good ones, and n is told", () => {
    const { ids, reasons } = one(shop, want("top_rated", { axis: `category:${MUGS}` }));
    expect(ids).toEqual(["loved", "fine", "lucky"]);
    expect(reasons).toEqual([
      "4.7 of 5 from 200 ratings",
      "4.1 of 5 from 90 ratings",
      "5 of 5 from 1 rating",
    ]);
  });

  it("of a category without ratings are its parent's, saying so", () => {
    expect(one(shop, want("top_rated", { axis: "category:Lamps", count: 1 }))).toEqual({
      ids: ["boot"],
      reasons: ["4.9 of 5 from 50 ratings"],
      fallback: "nothing rated in Lamps: the best rated of the shop",
    });
  });

  it("without a star in the shop are what was kept and bought again", () => {
    const items = [
      {
        id: "a",
        score: 0.5,
        units: 40,
        outcomes: { sold: 40, returned: 20, buyers: 40, again: 0 },
      },
      {
        id: "b",
        score: 0.3,
        units: 40,
        outcomes: { sold: 40, returned: 0, buyers: 40, again: 20 },
      },
      { id: "c", score: 0.2, units: 2, outcomes: { sold: 2, returned: 0, buyers: 2, again: 2 } },
    ];
    const outcomes = { sold: 82, returned: 20, buyers: 82, again: 22 };
    const tops = new Map([["all", { axis: "all", total: 1, items, outcomes }]]);
    const bare = { cards: [card("a"), card("b"), card("c")] };
    const { ids, reasons } = one(bare, want("top_rated"), { tops });
    expect(ids).toEqual(["b", "a"]);
    expect(reasons[0]).toMatch(/% of its buyers bought it again$/);
  });

  it("says when there is nothing to judge by", () => {
    expect(one({ cards: [card("a")], sold: { a: 1 } }, want("top_rated")).fallback).toBe(
      "nothing rated, and too little sold to tell what was kept: bestsellers of the shop",
    );
  });
});

describe("value hits", () => {
  const id = fc.integer({ min: 0, max: 39 }).map((n) => `i${n}`);
  const sales = fc.dictionary(id, fc.integer({ min: 1, max: 50 }));
  const prices = fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 40, maxLength: 40 });

  it("cost no more than the middle price of the axis and are in its top fifth by sales", () => {
    fc.assert(
      fc.property(sales, prices, (sold, asked) => {
        const shop = { cards: asked.map((price, n) => card(`i${n}`, MUGS, { price })), sold };
        const slot = want("value_hits", { count: 48 });
        const { items, fallback } = decide(slot, inputsOf(shop, [slot]), NOW);
        if (fallback !== null) return;
        const median = asked.toSorted((a, b) => a - b)[20]!;
        const units = Object.values(sold).sort((a, b) => b - a);
        const least = units[Math.ceil(units.length / 5) - 1]!;
        for (const item of items) {
          expect(asked[Number(item.id.slice(1))]).toBeLessThanOrEqual(median);
          expect(sold[item.id]).toBeGreaterThanOrEqual(least);
        }
      }),
    );
  });

  it("say how hot and how cheap they are", () => {
    const shop: Shop = {
      cards: [
        card("dear", MUGS, { price: 900 }),
        card("mid", MUGS, { price: 400 }),
        card("good", MUGS, { price: 300 }),
      ],
      sold: { dear: 1, mid: 1, good: 12 },
    };
    expect(one(shop, want("value_hits"))).toEqual({
      ids: ["good"],
      reasons: ["12 sold lately in the shop, at £3.00 where half cost £4.00 or more"],
      fallback: null,
    });
  });

  it("fall back to the parent axis, and to bestsellers, saying so", () => {
    const shop: Shop = {
      cards: [
        card("dear", MUGS, { price: 900 }),
        card("low", MUGS, { price: 100 }),
        card("least", MUGS, { price: 90 }),
        card("mat", "Rugs", { price: 50 }),
      ],
      sold: { dear: 9, mat: 12 },
    };
    const slot = want("value_hits", { axis: `category:${MUGS}` });
    const { ids, fallback } = one(shop, slot);
    expect(ids).toEqual(["mat"]);
    expect(fallback).toBe(
      "nothing sells well and costs little in Kitchen > Mugs: good value of the shop",
    );
    expect(one({ cards: [card("a")], sold: {} }, want("value_hits")).fallback).toMatch(
      /items of the catalogue/,
    );
  });
});
