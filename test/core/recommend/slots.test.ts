import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide, decideAll } from "../../../worker/core/recommend/index.ts";
import { type Scenario, SCENARIOS, type Want } from "../../../worker/wire/want.ts";
import { card, inputsOf, kitchen, NOW, one, type Shop, tasteFor, want } from "./shop.ts";

const ids = (decided: ReturnType<typeof decideAll>, slot: string) =>
  decided.get(slot)!.items.map(({ id }) => id);

describe("the slots of a page", () => {
  it("let what was viewed go where it belongs, whatever the order of the slots", () => {
    const wants = [want("bestsellers"), want("next_item"), want("recently_viewed")];
    const inputs = inputsOf({ ...kitchen, viewed: ["boot", "cup"] }, wants);
    const decided = decideAll(wants, inputs, NOW);
    expect(ids(decided, "recently_viewed")).toEqual(["boot", "cup"]);
    expect(ids(decided, "bestsellers")).toEqual(["mug", "pan"]);
  });

  it("fill one up only with what is nobody's own choice", () => {
    const wants = [want("next_item", { count: 2 }), want("bestsellers", { count: 2 })];
    const decided = decideAll(wants, inputsOf(kitchen, wants), NOW);
    expect(ids(decided, "bestsellers")).toEqual(["boot", "cup"]);
    expect(ids(decided, "next_item")).toEqual(["mug", "pan"]);
  });

  it("leave out what the page shows, and say when no bestseller is left", () => {
    const onScreen = new Set(["boot", "cup", "mug", "pan"]);
    const shop = { ...kitchen, cards: [...kitchen.cards, card("unsold")] };
    expect(one(shop, want("bestsellers"), { onScreen })).toMatchObject({
      ids: ["unsold"],
      fallback: "no bestseller left to show: items of the catalogue",
    });
  });

  it("of one name count once, and any name is safe", () => {
    const wants = [
      want("bestsellers", { slot: "__proto__" }),
      want("recently_viewed", { slot: "__proto__" }),
    ];
    const decided = decideAll(wants, inputsOf(kitchen, wants), NOW);
    expect([...decided.keys()]).toEqual(["__proto__"]);
    expect(decided.get("__proto__")!.scenario).toBe("bestsellers");
  });

  const id = fc.constantFrom(..."abcdefghijkl");
  const shops = fc.record({
    cards: fc.uniqueArray(id, { minLength: 1, maxLength: 12 }).chain((list) =>
      fc.tuple(
        ...list.map((item) =>
          fc
            .record({
              product_type: fc.constantFrom("", "A", "A > B", "C"),
              availability: fc.constantFrom("in_stock" as const, "out_of_stock" as const),
              group: fc.constantFrom(null, "group 1", "group 2"),
            })
            .map(({ product_type, ...rest }) => card(item, product_type, rest)),
        ),
      ),
    ),
    sales: fc.array(fc.tuple(id, fc.integer({ min: 1, max: 9 }))),
    sessions: fc.array(fc.array(id, { maxLength: 6 }), { maxLength: 6 }),
    viewed: fc.uniqueArray(id, { maxLength: 6 }),
  });
  const wantLists = fc.array(
    fc.record({
      scenario: fc.constantFrom<Scenario>(...SCENARIOS),
      count: fc.integer({ min: 1, max: 5 }),
      axis: fc.constantFrom(undefined, "all", "category:A > B", "category:none"),
    }),
    { minLength: 1, maxLength: 5 },
  );

  it("never repeat a product, show only what can be bought, and are the same every time", () => {
    fc.assert(
      fc.property(shops, wantLists, fc.uniqueArray(id), (random, scenarios, dismissed) => {
        const shop: Shop = {
          ...random,
          sold: Object.fromEntries(
            random.sales.filter(([item]) => random.cards.some((known) => known.id === item)),
          ),
        };
        const wants = scenarios.map(({ scenario, count, axis }, i): Want => {
          const slot = { slot: `s${i}`, scenario, count };
          return axis === undefined ? slot : { ...slot, axis };
        });
        const [first, second, ...older] = random.viewed;
        const build = () =>
          inputsOf(shop, wants, {
            dismissed: new Set(dismissed),
            cart: new Map(
              [first, second].flatMap((item) => (item === undefined ? [] : [[item, 1]])),
            ),
            bought: new Set(older),
            orders: older.length,
            lastOrder: { time: NOW, items: older },
            affinity: tasteFor(...random.cards.slice(0, 2)),
          });
        const inputs = build();
        const decided = decideAll(wants, inputs, NOW);

        const shown = [...decided.values()].flatMap(({ items }) => items.map((item) => item.id));
        const products = shown.map((item) => inputs.cards.get(item)!.group ?? item);
        expect(new Set(products).size).toBe(products.length);
        for (const item of shown) {
          expect(inputs.cards.get(item)!.availability).toBe("in_stock");
          expect(dismissed).not.toContain(item);
        }
        for (const { slot, count } of wants) {
          const { items, fallback } = decided.get(slot)!;
          expect(items.length).toBeLessThanOrEqual(count!);
          if (items.length === 0) expect(fallback).not.toBeNull();
          expect(fallback ?? "").not.toMatch(/null|undefined/);
        }
        expect(decideAll(wants, build(), NOW)).toEqual(decided);
      }),
    );
  });

  it("a single slot is never empty while anything can be bought", () => {
    fc.assert(
      fc.property(shops, wantLists, (random, [scenario]) => {
        const slot: Want = want(scenario!.scenario);
        const { items } = decide(slot, inputsOf({ ...random, sold: {} }, [slot]), NOW);
        const buyable = random.cards.some(({ availability }) => availability === "in_stock");
        expect(items.length > 0).toBe(buyable);
      }),
    );
  });
});
