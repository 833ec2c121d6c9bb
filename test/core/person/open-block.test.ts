import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Card } from "../../../worker/core/catalogue/index.ts";
import {
  type BlockAsked,
  itemsOfBlock,
  openBlock,
  type PersonState,
  type Shelves,
} from "../../../worker/core/person/index.ts";
import { emptyAnswer, NO_RULES, stockKey } from "../../../worker/core/recommend/index.ts";
import { event, item, NOON } from "../event.ts";
import { receive, somebody } from "./support.ts";

const card = (id: string, more: Partial<Card> = {}): Card => ({
  id,
  title: id,
  link: `/p/${id}/`,
  image_link: `/images/${id}.jpg`,
  price: 255,
  currency: "GBP",
  availability: "in_stock",
  product_type: "Mugs",
  brand: null,
  group: null,
  ...more,
});
const shelf = (goods: readonly Card[], exclude: string[] = []): Shelves => ({
  ...emptyAnswer(),
  facts: new Map(),
  rules: { ...NO_RULES, merchandising: [{ slot: "*", pin: [], bury: [], exclude }] },
  posteriors: new Map(),
  cards: new Map(goods.map((one) => [one.id, one])),
  stock: new Map(
    [null, "GBP"].map((currency) => [
      stockKey({ axes: [], least: null, most: null, currency }),
      goods.map(({ id }) => id),
    ]),
  ),
});
const ask = (part: "image" | "link", place: number, count = 3): BlockAsked => ({
  want: { slot: "mail:1", scenario: "bestsellers", count },
  part,
  place,
  isPerson: true,
});
let ids = 0;
const open = (state: PersonState, shelves: Shelves, asked: BlockAsked, now = NOON) => {
  const { card: found, changed } = openBlock(state, asked, shelves, now, () => `r${(ids += 1)}`);
  return { id: found?.id ?? null, changed };
};
const seven = ["a", "b", "c", "d", "e", "f", "g"].map((id) => card(id));

describe("a mail that is opened", () => {
  it("is one change of the person, however many images it has and how often they are asked for", () => {
    const { state } = somebody();
    const changes = [0, 1, 2, 0, 1, 2].map(
      (place) => open(state, shelf(seven), ask("image", place)).changed,
    );
    expect(changes).toEqual([true, false, false, false, false, false]);
    expect(state.profile.receipts).toHaveLength(1);
    expect(state.profile.receipts[0]!.shown).toHaveLength(3);
  });

  it("does not seek again and again what the catalogue has not", () => {
    const { state } = somebody();
    const shelves = shelf(seven.slice(0, 1));
    expect(open(state, shelves, ask("image", 0))).toEqual({ id: "a", changed: true });
    expect(open(state, shelves, ask("image", 1))).toEqual({ id: null, changed: false });
    expect(open(state, shelves, ask("link", 2))).toEqual({ id: null, changed: false });
  });

  it("fills its places with what the catalogue has where too little is known to sell", () => {
    const { state } = somebody();
    const sold = { id: "b", score: 1, units: 3 };
    const tops = new Map([["all", { axis: "all", total: 3, items: [sold] }]]);
    const shelves = { ...shelf(seven), tops };
    const shown = [0, 1, 2].map((place) => open(state, shelves, ask("image", place)).id);
    expect(shown).toEqual(["b", "a", "c"]);
    expect(state.profile.receipts[0]!.fallback).toBe("only 1 to show, and items of the catalogue");
  });

  it("leaves no mark for a program that tries its links", () => {
    const { state } = somebody();
    const asked = { ...ask("link", 0), isPerson: false };
    expect(open(state, shelf(seven), asked).id).not.toBeNull();
    expect(state.profile.receipts[0]).toMatchObject({ shown: [], clicked: [] });
  });

  it("replaces what the shop has excluded since, and not by a variant of what it shows", () => {
    const { state } = somebody();
    const goods = [
      card("a", { group: "twins" }),
      card("b"),
      card("b2", { group: "twins" }),
      card("c"),
    ];
    open(state, shelf(goods), ask("image", 0, 2));
    expect(itemsOfBlock(state, "mail:1")).toEqual(["a", "b"]);
    expect(open(state, shelf(goods, ["b"]), ask("link", 1, 2)).id).toBe("c");
  });

  it("may show what its reader has bought when that is used up", () => {
    const person = somebody();
    const order = event("purchase", NOON, {
      transaction: "t1",
      items: [item("a", 255, "Mugs"), item("b", 255, "Mugs")],
    });
    receive(person, [order]);
    const goods = [card("a"), card("b", { replenishable: true })];
    const shelves = shelf(goods);
    const shown = [0, 1].map((place) => open(person.state, shelves, ask("image", place, 2)).id);
    expect(shown).not.toContain("a");
  });

  it("never shows one item in two places, whatever is bought and opened in between", () => {
    const step = fc.record({
      part: fc.constantFrom("image" as const, "link" as const),
      place: fc.nat(2),
      sold: fc.constantFrom(...seven.map(({ id }) => id)),
      minutes: fc.nat(60),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const { state } = somebody();
        let now = NOON;
        let goods = seven;
        for (const { part, place, sold, minutes } of steps) {
          now += minutes * 60_000;
          goods = goods.map((one) =>
            one.id === sold ? card(one.id, { availability: "out_of_stock" }) : one,
          );
          const { id } = open(state, shelf(goods), ask(part, place), now);
          expect(goods.find((one) => one.id === id)?.availability).not.toBe("out_of_stock");
          const items = itemsOfBlock(state, "mail:1");
          expect(new Set(items).size).toBe(items.length);
        }
      }),
    );
  });
});
