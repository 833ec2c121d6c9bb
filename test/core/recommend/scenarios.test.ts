import { describe, expect, it } from "vitest";
import { decide, type Inputs } from "../../../worker/core/recommend/index.ts";
import { bestsellerReason } from "../../../worker/core/recommend/slots/reasons.ts";
import { card, HOUR, inputsOf, kitchen, MUGS, NOW, one, type Shop, want } from "./shop.ts";

describe("bestsellers", () => {
  it("say thousands so that they can be read", () => {
    expect(bestsellerReason(1234567.4, "all")).toBe("1,234,567 sold lately in the shop");
  });

  it("on a category are that category's, ranked by what was sold lately, and say how many", () => {
    expect(one(kitchen, want("bestsellers", { axis: `category:${MUGS}` }))).toEqual({
      ids: ["cup", "mug"],
      reasons: ["5 sold lately in Kitchen > Mugs", "3 sold lately in Kitchen > Mugs"],
      fallback: null,
    });
  });

  it("without an axis are those of the category being browsed, filled up from above, saying so", () => {
    expect(one(kitchen, want("bestsellers"), { browsing: `category:${MUGS}` })).toEqual({
      ids: ["cup", "mug", "pan", "boot"],
      reasons: [
        "5 sold lately in Kitchen > Mugs",
        "3 sold lately in Kitchen > Mugs",
        "2 sold lately in Kitchen",
        "12 sold lately in the shop",
      ],
      fallback:
        "only 2 to show in Kitchen > Mugs: the rest are bestsellers of Kitchen and the shop",
    });
  });

  it("without axis and category are the shop's", () => {
    const { ids, fallback } = one(kitchen, want("bestsellers", { count: 2 }));
    expect(ids).toEqual(["boot", "cup"]);
    expect(fallback).toBeNull();
  });

  it("of an empty or unknown category are its parent's, saying so", () => {
    const tall = one(kitchen, want("bestsellers", { axis: "category:Kitchen > Mugs > Tall" }));
    expect(tall.ids).toEqual(["cup", "mug"]);
    expect(tall.fallback).toBe(
      "nothing to show in Kitchen > Mugs > Tall: bestsellers of Kitchen > Mugs",
    );
    const none = one(kitchen, want("bestsellers", { axis: "category:Nowhere" }));
    expect(none.ids).toEqual(["boot", "cup", "mug", "pan"]);
    expect(none.fallback).toBe("nothing to show in Nowhere: bestsellers of the shop");
  });

  it("leave out what is sold out, unknown to the catalogue, or on the screen", () => {
    const shop = {
      cards: [
        card("gone", MUGS, { availability: "out_of_stock" }),
        card("soon", MUGS, { availability: "preorder" }),
        card("shown"),
        card("mug"),
        card("removed"),
      ],
      sold: { gone: 9, soon: 1, shown: 8, mug: 3, removed: 7 },
    };
    const inputs = inputsOf(shop, [want("bestsellers")], { onScreen: new Set(["shown"]) });
    const cards = new Map(Array.from(inputs.cards.values(), (known) => [known.id, known]));
    cards.delete("removed");
    const { items } = decide(want("bestsellers"), { ...inputs, cards }, NOW);
    expect(items.map(({ id }) => id)).toEqual(["mug", "soon"]);
  });

  it("show one variant of a product, and none of a product that is on the screen", () => {
    const shop = {
      cards: [
        card("red", MUGS, { group: "mug" }),
        card("blue", MUGS, { group: "mug" }),
        card("s", "Shoes", { group: "boot" }),
        card("m", "Shoes", { group: "boot" }),
      ],
      sold: { red: 1, blue: 2, s: 9, m: 8 },
    };
    const onScreen = new Set(["m"]);
    expect(one(shop, want("bestsellers"), { onScreen }).ids).toEqual(["blue"]);
  });

  it("claim sales only where there were some", () => {
    const items = [
      { id: "cup", score: 0.4, units: 0.4 },
      { id: "mug", score: 0.02, units: 0 },
    ];
    const tops = new Map([["all", { axis: "all", total: 1, items }]]);
    expect(one(kitchen, want("bestsellers"), { tops }).reasons).toEqual([
      "Sold before in the shop",
      "Among the most viewed in the shop",
    ]);
  });

  it("of a fresh shop are items of its catalogue, saying so", () => {
    expect(one({ cards: [card("mug"), card("odd", "")] }, want("bestsellers"))).toEqual({
      ids: ["mug", "odd"],
      reasons: ["In the catalogue under Kitchen > Mugs", "In the catalogue"],
      fallback: "nothing sold or viewed yet: items of the catalogue",
    });
    expect(one({ cards: [] }, want("bestsellers"))).toEqual({
      ids: [],
      reasons: [],
      fallback: "nothing in the catalogue that can be shown here",
    });
  });
});

/** Why an item that was viewed `ago` milliseconds ago is shown. */
function reasonAfter(ago: number): string | undefined {
  const item = { id: "mug", last: NOW - ago, views: 1, sessions: 1 };
  return one(kitchen, want("recently_viewed"), { viewed: [item] }).reasons[0];
}

describe("recently viewed", () => {
  const viewed = { ...kitchen, viewed: ["boot", "cup", "mug"] };

  it("is newest first, without what was bought, dismissed, on the screen or is sold out", () => {
    expect(one(viewed, want("recently_viewed"))).toEqual({
      ids: ["boot", "cup", "mug"],
      reasons: ["Viewed 1 hour ago", "Viewed 2 hours ago", "Viewed 3 hours ago"],
      fallback: null,
    });
    const without = (rest: Partial<Inputs>) => one(viewed, want("recently_viewed"), rest).ids;
    expect(without({ bought: new Set(["cup"]) })).toEqual(["boot", "mug"]);
    expect(without({ dismissed: new Set(["boot"]), bought: new Set(["cup"]) })).toEqual(["mug"]);
    expect(without({ onScreen: new Set(["boot"]) })).toEqual(["cup", "mug"]);
    expect(one(viewed, want("recently_viewed", { count: 1 })).ids).toEqual(["boot"]);
  });

  it("with nothing viewed falls back to bestsellers, saying so", () => {
    const { ids, fallback } = one(kitchen, want("recently_viewed", { count: 2 }));
    expect(ids).toEqual(["boot", "cup"]);
    expect(fallback).toBe("nothing viewed yet: bestsellers of the shop");
  });

  it("with nothing left to show falls back to bestsellers that were not bought", () => {
    const bought = new Set(["boot", "cup", "mug"]);
    expect(one(viewed, want("recently_viewed"), { bought })).toEqual({
      ids: ["pan"],
      reasons: ["2 sold lately in the shop"],
      fallback: "nothing else viewed that can be shown: bestsellers of the shop",
    });
  });

  it("tells the time that has passed in its largest unit", () => {
    expect(
      [0, 60_000, 59 * 60_000, 50 * HOUR, 24 * 45 * HOUR, 24 * 800 * HOUR].map(reasonAfter),
    ).toEqual([
      "Viewed just now",
      "Viewed 1 minute ago",
      "Viewed 59 minutes ago",
      "Viewed 2 days ago",
      "Viewed 1 month ago",
      "Viewed 2 years ago",
    ]);
  });
});

describe("next item", () => {
  const shop: Shop = {
    ...kitchen,
    sessions: [
      ["mug", "cup"],
      ["mug", "cup"],
      ["mug", "pan"],
    ],
    viewed: ["mug"],
  };
  const onScreen = new Set(["mug"]);

  it("is what others viewed around the item on the screen, which is never shown itself", () => {
    expect(one(shop, want("next_item", { count: 2 }), { onScreen })).toEqual({
      ids: ["cup", "pan"],
      reasons: ["Often viewed after The mug", "Often viewed after The mug"],
      fallback: null,
    });
  });

  it("reminds of what was viewed before", () => {
    const before = { ...shop, viewed: ["mug", "boot"] };
    const next = one(before, want("next_item", { count: 3 }), { onScreen });
    expect(next.ids[0]).toBe("cup");
    expect(next.reasons[next.ids.indexOf("boot")]).toBe("Viewed 2 hours ago");
  });

  it("leaves out what was bought, dismissed or lies in the cart", () => {
    const cup = new Set(["cup"]);
    const cart = new Map([["cup", 1]]);
    for (const rest of [{ bought: cup }, { dismissed: cup }, { cart }])
      expect(one(shop, want("next_item"), { onScreen, ...rest }).ids).not.toContain("cup");
  });

  it("is filled from the category being browsed, its parent and the shop, saying so", () => {
    const browsing = `category:${MUGS}`;
    const thin = { ...shop, sessions: [["mug", "pan"]] };
    expect(one(thin, want("next_item"), { onScreen, browsing })).toEqual({
      ids: ["pan", "cup", "boot"],
      reasons: [
        "Often viewed after The mug",
        "5 sold lately in Kitchen > Mugs",
        "12 sold lately in the shop",
      ],
      fallback:
        "only 1 known to go with what was viewed: the rest are bestsellers of Kitchen > Mugs and the shop",
    });
  });

  it("says when nothing is known, and when nothing was viewed", () => {
    const unknown = { ...kitchen, viewed: ["mug"] };
    expect(one(unknown, want("next_item", { count: 1 }), { onScreen }).fallback).toBe(
      "nothing known to go with what was viewed: bestsellers of the shop",
    );
    expect(one(kitchen, want("next_item", { count: 1 })).fallback).toBe(
      "nothing viewed yet: bestsellers of the shop",
    );
  });
});
