import { describe, expect, it } from "vitest";
import { card, inputsOf, kitchen, NOW, one, type Shop, tasteFor, want } from "./shop.ts";
import { decide, type Draw } from "../../../worker/core/recommend/index.ts";

const drawn = (slot: string, strategy: string): { strategies: Map<string, Draw> } => ({
  strategies: new Map([[slot, { strategy, propensity: 0.5, seed: 1 }]]),
});

describe("pages for who has ordered once", () => {
  const repeatBuyerPages = [
    { title: "How to season a pan", link: "/guides/season", image_link: null },
  ];
  const rules = { merchandising: [], freeShipping: null, repeatBuyerPages, currency: "GBP" };
  const pages = new Map([
    [
      "page:/guides/season",
      { id: "page:/guides/season", title: "How to season a pan", link: "/guides/season" },
    ],
  ]);

  it("are shown after exactly one order", () => {
    const pagesFor = (orders: number) =>
      one(kitchen, want("repeat_buyer_pages"), { orders, rules, pages });
    expect(pagesFor(1)).toEqual({
      ids: ["page:/guides/season"],
      reasons: ["You have ordered once; customers who came back have read How to season a pan"],
      fallback: null,
    });
    expect(pagesFor(0).ids).toEqual(["boot", "cup", "mug", "pan"]);
    expect(pagesFor(0).fallback).toMatch(/^only for customers with one order, and there is none: /);
    expect(pagesFor(2).fallback).toMatch(/^only for customers with one order, and there are 2: /);
  });

  it("fall back where the shop has named none", () => {
    expect(one(kitchen, want("repeat_buyer_pages"), { orders: 1 }).fallback).toBe(
      "the shop has named no such page: bestsellers of the shop",
    );
  });
});

describe("home", () => {
  const shop: Shop = {
    ...kitchen,
    sessions: [
      ["mug", "pan"],
      ["mug", "pan"],
    ],
    viewed: ["mug"],
  };
  const affinity = tasteFor(card("any"));

  it("mixes the visitor's history, what goes with it, and what sells of what they like", () => {
    const { ids, reasons } = one(shop, want("home", { count: 3 }), { affinity });
    expect(ids).toEqual(["mug", "pan", "cup"]);
    expect(reasons).toEqual([
      "Viewed 1 hour ago",
      "Often viewed after The mug",
      "5 sold lately in Kitchen > Mugs. To your taste: Mugs",
    ]);
  });

  it("lets the strategy say what weighs most", () => {
    const led = (strategy: string) =>
      one(shop, want("home", { count: 3 }), { affinity, ...drawn("home", strategy) }).ids[0];
    expect(["history", "next", "taste"].map(led)).toEqual(["mug", "pan", "mug"]);
  });

  it("is the same for the same inputs, and another after one more view", () => {
    const slot = want("home", { count: 3 });
    const first = decide(slot, inputsOf(shop, [slot], { affinity }), NOW);
    expect(decide(slot, inputsOf(shop, [slot], { affinity }), NOW)).toEqual(first);
    const after = inputsOf({ ...shop, viewed: ["boot", "mug"] }, [slot], { affinity });
    const ids = decide(slot, after, NOW).items.map(({ id }) => id);
    expect(ids).toContain("boot");
    expect(ids).not.toEqual(first.items.map(({ id }) => id));
  });

  it("of somebody unknown is the shop's bestsellers, saying so", () => {
    expect(one(kitchen, want("home", { count: 2 }))).toMatchObject({
      ids: ["boot", "cup"],
      fallback: "nothing known of this visitor yet: bestsellers of the shop",
    });
  });
});

describe("new for you", () => {
  const DAY = 86_400_000;
  const first_seen = NOW - 3 * DAY;
  const cards = Array.from({ length: 12 }, (_, n) =>
    card(`n${n}`, n % 3 === 0 ? "Lamps" : n % 3 === 1 ? "Rugs" : "Pans", {
      first_seen,
      price: 100 * 10 ** (n % 3),
    }),
  );
  const affinity = tasteFor(card("lamp", "Lamps", { price: 100 }));

  it("puts new items to the visitor's taste first, with one place in four for what nobody knows", () => {
    const slot = want("new_for_you", { count: 8 });
    const { items } = decide(slot, inputsOf({ cards }, [slot], { affinity }), NOW);
    expect(items.slice(0, 3).map(({ id }) => id)).toEqual(["n0", "n3", "n6"]);
    expect(items[0]!.reason).toBe("New 3 days ago. To your taste: Lamps");
    expect(items.map(({ explored = false }) => explored).slice(0, 4)).toEqual([
      false,
      false,
      false,
      true,
    ]);
    expect(items[3]!.reason).toBe("New 3 days ago, and still to be discovered");
    expect(items.filter(({ explored }) => explored)).toHaveLength(2);
  });

  it("calls nothing new that has been there for more than 90 days", () => {
    const slot = want("new_for_you", { count: 1 });
    const old = [card("n0", "Lamps", { first_seen: NOW - 91 * DAY, price: 100 })];
    const { items } = decide(slot, inputsOf({ cards: old }, [slot], { affinity }), NOW);
    expect(items[0]!.reason).toBe("Among the latest in Lamps. To your taste: Lamps");
  });

  it("knows an item that nobody has viewed by its words, and says what it resembles", () => {
    const teapot = card("old", "Tea", { title: "Blue ceramic teapot" });
    const shelf = ["Garden hose", "Oak table", "Ceramic teapot lid in blue"].map((title, n) =>
      card(`new${n}`, `Other ${n}`, { title, first_seen, price: 100_000 }),
    );
    const { ids, reasons, fallback } = one(
      { cards: [teapot, ...shelf], viewed: ["old"] },
      want("new_for_you", { count: 2 }),
      { affinity: tasteFor(teapot) },
    );
    expect(ids).toEqual(["new2", "new0"]);
    expect(reasons[0]).toBe("New 3 days ago. Resembles Blue ceramic teapot, which you viewed");
    expect(fallback).toMatch(/^only 1 new/);
  });

  it("is the newest items for somebody unknown, saying so, and never what they have viewed", () => {
    const slot = want("new_for_you", { count: 3 });
    expect(one({ cards, viewed: ["n0"] }, slot).ids).not.toContain("n0");
    const { ids, fallback } = one({ cards }, slot);
    expect(ids).toEqual(["n0", "n1", "n2"]);
    expect(fallback).toBe(
      "nothing new that is known to be to this visitor's taste: the newest items",
    );
  });
});
