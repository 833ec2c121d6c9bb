import { describe, expect, it } from "vitest";
import { normalise } from "../../../worker/core/visit/index.ts";
import { NOON } from "../event.ts";

describe("an event at the door", () => {
  it("has its money in minor units of its own currency", () => {
    const cases: [currency: string, value: number, minor: number][] = [
      ["GBP", 2.55, 255],
      ["GBP", 1.005, 100],
      ["JPY", 1200, 1200],
      ["KWD", 1.234, 1234],
    ];
    for (const [currency, value, minor] of cases) {
      const told = { id: "e", name: "purchase", currency, value, transaction_id: "t" };
      expect(normalise(told, NOON, "GBP").value).toBe(minor);
    }
  });

  it("has amounts without a currency in the shop's own", () => {
    const items = [{ item_id: "a", price: 120 }];
    const told = normalise({ id: "e", name: "view_item", value: 120, items }, NOON, "JPY");
    expect(told).toMatchObject({ currency: "JPY", value: 120, items: [{ price: 120 }] });
    expect(normalise({ id: "e", name: "search" }, NOON, "JPY").currency).toBeNull();
  });

  it("loses personal data from its addresses and keeps its path", () => {
    const page = { url: "https://shop.example/thanks?email=a%40b.example&x=1", title: "Thanks" };
    const told = normalise({ id: "e", name: "page_view", page }, NOON, "GBP");
    expect(told.url).not.toContain("b.example");
    expect(told.path).toBe("/thanks");
  });

  it("keeps the shop's own scalars as parameters, told GA4's flat way or under params", () => {
    const told = JSON.parse(
      '{"id":"e","name":"x","params":{"a":1},"colour":"red","gift":true,"nested":{},"none":null,"__proto__":"y"}',
    );
    expect(normalise(told, NOON, "GBP").params).toEqual({ a: 1, colour: "red", gift: true });
    expect(normalise({ id: "e", name: "x" }, NOON, "GBP").params).toBeNull();
  });

  it("knows who told it, and keeps neither that nor markup as a parameter", () => {
    const told = { id: "e", name: "add_to_cart", captured: "data_layer" as const, markup: "{}" };
    expect(normalise(told, NOON, "GBP")).toMatchObject({ source: "data_layer", params: null });
    expect(normalise({ id: "e", name: "add_to_cart" }, NOON, "GBP").source).toBeUndefined();
  });

  it("joins GA4's levels of category", () => {
    const items = [{ item_id: "a", item_category: "Kitchen", item_category2: "Mugs", price: 1.5 }];
    const told = normalise({ id: "e", name: "view_item", currency: "GBP", items }, NOON, "GBP");
    expect(told.items).toEqual([
      { id: "a", name: null, category: "Kitchen > Mugs", price: 150, quantity: 1 },
    ]);
  });
});
