import { describe, expect, it } from "vitest";
import { card, inputsOf, kitchen, MUGS, NOW, one, type Shop, tasteFor, want } from "./shop.ts";
import { decide, type Draw } from "../../../worker/core/recommend/index.ts";

const drawn = (slot: string, strategy: string): { strategies: Map<string, Draw> } => ({
  strategies: new Map([[slot, { strategy, propensity: 0.5, seed: 1 }]]),
});

describe("related", () => {
  const shop: Shop = {
    ...kitchen,
    sessions: [
      ["mug", "cup"],
      ["mug", "cup"],
    ],
    orders: [
      ["mug", "pan"],
      ["mug", "pan"],
    ],
  };
  const mug = want("related", { item: "mug", count: 2 });

  it("goes with the item that is named: viewed around it, then bought with it", () => {
    expect(one(shop, mug)).toEqual({
      ids: ["cup", "pan"],
      reasons: ["Often viewed after The mug", "Often bought with The mug"],
      fallback: null,
    });
  });

  it("goes with the item on the screen when none is named, and says when there is none", () => {
    const onScreen = new Set(["mug"]);
    const slot = want("related", { count: 1 });
    expect(one({ ...shop, viewed: ["mug"] }, slot, { onScreen }).ids).toEqual(["cup"]);
    expect(one(shop, slot).fallback).toBe(
      "no item named, and nothing viewed yet: bestsellers of the shop",
    );
  });

  it("never is the item itself, and without bestsellers says what is missing no louder than it is", () => {
    const bare: Shop = { cards: kitchen.cards, sessions: [["mug", "cup"]] };
    expect(one(bare, want("related", { item: "mug" }))).toMatchObject({
      ids: ["cup"],
      fallback: null,
    });
    expect(one(kitchen, want("related", { item: "mug" })).ids).not.toContain("mug");
  });

  it("is what was bought with it for who has bought it, and by the strategy drawn for others", () => {
    expect(one(shop, mug, { bought: new Set(["mug"]) }).ids).toEqual(["pan", "cup"]);
    expect(one(shop, mug, drawn("related", "bought")).ids).toEqual(["pan", "cup"]);
    expect(one(shop, mug, drawn("related", "viewed")).ids).toEqual(["cup", "pan"]);
  });

  it("leaves the strategy out of a decision that it did not make", () => {
    const bought = new Set(["mug"]);
    const rest = drawn("related", "viewed");
    expect(decide(mug, inputsOf(shop, [mug], rest), NOW)).toMatchObject({
      strategy: "viewed",
      propensity: 0.5,
    });
    expect(decide(mug, inputsOf(shop, [mug], { ...rest, bought }), NOW)).not.toHaveProperty(
      "strategy",
    );
  });

  it("puts what is to the visitor's taste first where that is the strategy", () => {
    const even: Shop = {
      cards: [card("mug"), card("a", "Shoes"), card("b", "Lamps")],
      sessions: [
        ["mug", "a"],
        ["mug", "b"],
      ],
    };
    const slot = want("related", { item: "mug", count: 2 });
    const affinity = tasteFor(card("lamp", "Lamps"));
    expect(one(even, slot, { affinity }).ids).toEqual(["a", "b"]);
    expect(one(even, slot, { affinity, ...drawn("related", "taste") }).ids).toEqual(["b", "a"]);
  });
});

describe("buyers like you", () => {
  const guide = "page:/guides/beans";
  const shop: Shop = {
    ...kitchen,
    viewed: ["mug"],
    paths: Array.from({ length: 100 }, () => ["mug", guide, "pan"]),
  };

  it("shows pages and items that buyers saw after what the visitor has viewed", () => {
    const { ids, reasons, fallback } = one(shop, want("buyers_like_you", { count: 2 }));
    expect(ids).toEqual([guide, "pan"]);
    expect(reasons).toEqual([
      "Buyers read this after The mug",
      "Buyers looked at this after The mug",
    ]);
    expect(fallback).toBeNull();
  });

  it("shows no page where only an item can be meant, and none whose title is not known", () => {
    const inMugs = want("buyers_like_you", { "max-price": 5 });
    expect(one(shop, inMugs).ids).not.toContain(guide);
    expect(one(shop, want("buyers_like_you"), { pages: new Map() }).ids).not.toContain(guide);
  });

  it("without such buyers is filled with bestsellers, saying so", () => {
    expect(
      one({ ...kitchen, viewed: ["mug"] }, want("buyers_like_you", { count: 1 })),
    ).toMatchObject({
      fallback: "nothing known of buyers who viewed the same: bestsellers of the shop",
    });
  });
});

describe("the cart", () => {
  const shop: Shop = {
    cards: [
      card("pot", MUGS, { price: 2200 }),
      card("lid", MUGS, { price: 500 }),
      card("spoon", MUGS, { price: 900 }),
      card("stove", "Kitchen", { price: 9900 }),
      card("cloth", "Kitchen", { price: 800 }),
    ],
    orders: [
      ["pot", "lid"],
      ["pot", "lid"],
      ["pot", "spoon"],
    ],
    sold: { stove: 9, cloth: 1 },
  };
  const cart = new Map([["pot", 1]]);
  const rules = (amount: number) => ({
    merchandising: [],
    freeShipping: { amount, currency: "GBP" },
    repeatBuyerPages: [],
    currency: "GBP",
  });

  it("is completed by what is bought with it, and never by what lies in it", () => {
    const { ids, reasons } = one(shop, want("cart"), { cart });
    expect(ids.slice(0, 2)).toEqual(["lid", "spoon"]);
    expect(reasons[0]).toBe("Often bought with The pot");
    expect(ids).not.toContain("pot");
  });

  it("is led by the cheapest complement that reaches free delivery", () => {
    const { ids, reasons } = one(shop, want("cart", { count: 2 }), { cart, rules: rules(3000) });
    expect(ids).toEqual(["spoon", "lid"]);
    expect(reasons[0]).toBe("Brings your basket of £22.00 to free delivery from £30.00");
  });

  it("is led by what sells where no complement reaches that far", () => {
    expect(one(shop, want("cart"), { cart, rules: rules(4000) }).ids[0]).toBe("stove");
  });

  it("needs no filler when the threshold is reached, in another currency, or beyond the price filter", () => {
    const plain = one(shop, want("cart", { count: 2 }), { cart }).ids;
    expect(one(shop, want("cart", { count: 2 }), { cart, rules: rules(2200) }).ids).toEqual(plain);
    const euros = { ...rules(3000), freeShipping: { amount: 3000, currency: "EUR" } };
    expect(one(shop, want("cart", { count: 2 }), { cart, rules: euros }).ids).toEqual(plain);
    const cheap = want("cart", { "max-price": 6 });
    expect(one(shop, cheap, { cart, rules: rules(3000) }).ids).toEqual(["lid"]);
  });

  it("that is empty says so", () => {
    expect(one(shop, want("cart", { count: 1 })).fallback).toBe(
      "nothing in the cart: bestsellers of the shop",
    );
  });

  it("is never repeated, even where the catalogue has nothing else", () => {
    const bare: Shop = { cards: [card("pot")] };
    expect(one(bare, want("cart"), { cart })).toMatchObject({ ids: [] });
  });
});

describe("after a purchase", () => {
  const shop: Shop = {
    cards: [
      card("razor", "Shaving > Razors"),
      card("other razor", "Shaving > Razors"),
      card("blades", "Shaving > Blades"),
      card("soap", "Shaving > Soap", { replenishable: true }),
    ],
    orders: Array.from({ length: 5 }, () => ["razor", "blades"]),
    sold: { "other razor": 50 },
  };
  const after = (...items: string[]) => ({
    orders: 1,
    lastOrder: { time: NOW - 30 * 86_400_000, items },
    bought: new Set(items),
  });

  it("what goes with the order comes before what could stand in its place", () => {
    const { ids, reasons, fallback } = one(shop, want("after_purchase"), after("razor"));
    expect(ids.indexOf("blades")).toBe(0);
    expect(ids).not.toContain("razor");
    expect(reasons[0]).toBe("Often bought with The razor");
    expect(fallback).toBe(
      "only 1 known to go with the last order: the rest are bestsellers of the shop",
    );
  });

  it("what is used up may come again, and leads where that is the strategy", () => {
    const rest = after("razor", "soap");
    const plain = one(shop, want("after_purchase", { count: 2 }), rest);
    expect(plain.ids).toEqual(["blades", "soap"]);
    expect(plain.reasons[1]).toBe("You bought it 1 month ago, and it is used up by and by");
    const rebuy = { ...rest, ...drawn("after_purchase", "rebuy") };
    expect(one(shop, want("after_purchase", { count: 2 }), rebuy).ids).toEqual(["soap", "blades"]);
  });

  it("says when nothing was ordered", () => {
    expect(one(shop, want("after_purchase")).fallback).toBe(
      "nothing ordered yet: bestsellers of the shop",
    );
  });
});
