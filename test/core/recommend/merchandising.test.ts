import { describe, expect, it } from "vitest";
import {
  decide,
  decideAll,
  merchandisingOf,
  NO_RULES,
  rulesOf,
} from "../../../worker/core/recommend/index.ts";
import { Settings } from "../../../worker/wire/settings.ts";
import { card, inputsOf, kitchen, MUGS, NOW, one, want } from "./shop.ts";

const rulesFor = (...merchandising: object[]) => rulesOf(Settings.parse({ merchandising }));

describe("what the shop decides about a slot", () => {
  it("pinned items come first in their order, and the receipt says why", () => {
    const rules = rulesFor({ slot: "bestsellers", pin: ["pan", "mug"] });
    const slot = want("bestsellers", { count: 3 });
    const { items } = decide(slot, inputsOf(kitchen, [slot], { rules }), NOW);
    expect(items.map(({ id }) => id)).toEqual(["pan", "mug", "boot"]);
    expect(items[0]).toMatchObject({
      reason: "Chosen by the shop",
      parts: [["pinned by the shop", 1]],
    });
  });

  it("a pin yields to stock, to filters, to what the page shows and to a dismissal", () => {
    const rules = rulesFor({ slot: "*", pin: ["mug"] });
    const first = (more: object, filter = {}) =>
      one(kitchen, want("bestsellers", filter), { rules, ...more }).ids[0];
    expect(first({})).toBe("mug");
    expect(first({ onScreen: new Set(["mug"]) })).toBe("boot");
    expect(first({ dismissed: new Set(["mug"]) })).toBe("boot");
    expect(first({}, { category: "Shoes" })).toBe("boot");
    const gone = {
      ...kitchen,
      cards: [card("mug", MUGS, { availability: "out_of_stock" }), card("cup")],
      sold: { cup: 1 },
    };
    expect(one(gone, want("bestsellers"), { rules }).ids).toEqual(["cup"]);
  });

  it("a pin is stronger than being buried, of the same slot or of all", () => {
    const own = rulesFor({ slot: "bestsellers", pin: ["mug"], bury: ["mug", "boot"] });
    expect(one(kitchen, want("bestsellers"), { rules: own }).ids).toEqual(["mug", "cup", "pan"]);
    const all = rulesFor({ slot: "bestsellers", pin: ["mug"] }, { slot: "*", bury: ["mug"] });
    expect(one(kitchen, want("bestsellers", { count: 1 }), { rules: all }).ids).toEqual(["mug"]);
  });

  it("a pin for every slot is shown in the first of them alone", () => {
    const rules = rulesFor({ slot: "*", pin: ["mug"] });
    const wants = [want("bestsellers", { count: 2 }), want("next_item", { count: 2 })];
    const decided = decideAll(wants, inputsOf(kitchen, wants, { rules }), NOW);
    expect(decided.get("bestsellers")!.items[0]!.id).toBe("mug");
    expect(decided.get("next_item")!.items.map(({ id }) => id)).not.toContain("mug");
  });

  it("does not pass for the visitor's own history", () => {
    const rules = rulesFor({ slot: "*", pin: ["mug"] });
    expect(one(kitchen, want("recently_viewed", { count: 2 }), { rules })).toMatchObject({
      ids: ["mug", "boot"],
      fallback: "nothing viewed yet: bestsellers of the shop",
    });
  });

  it("buried items are shown where nothing else is left, excluded ones never", () => {
    const rules = rulesFor({ slot: "bestsellers", bury: ["boot"], exclude: ["cup"] });
    expect(one(kitchen, want("bestsellers"), { rules }).ids).toEqual(["mug", "pan"]);
    const bare = { cards: [card("boot"), card("cup")], sold: { boot: 1, cup: 1 } };
    expect(one(bare, want("bestsellers"), { rules }).ids).toEqual(["boot"]);
  });

  it("holds for its own slot only, and its pins go before those of all slots", () => {
    const { merchandising } = rulesFor(
      { slot: "*", pin: ["a"] },
      { slot: "side", pin: ["b", "a"], exclude: ["x"] },
    );
    expect(merchandisingOf(merchandising, "side").pin).toEqual(["b", "a"]);
    expect(merchandisingOf(merchandising, "other")).toEqual({
      pin: ["a"],
      bury: new Set(),
      exclude: new Set(),
    });
  });

  it("counts free delivery in minor units, and is nothing where nothing is set", () => {
    const settings = Settings.parse({ free_shipping: { amount: 30, currency: "GBP" } });
    expect(rulesOf(settings).freeShipping).toEqual({ amount: 3000, currency: "GBP" });
    expect(rulesOf(Settings.parse({}))).toEqual({ ...NO_RULES, currency: "GBP" });
  });
});
