import { describe, expect, it } from "vitest";
import { fromDialect } from "../../../worker/core/capture/index.ts";
import { Event } from "../../../worker/wire/event.ts";

const read = (told: object) =>
  Event.safeParse(fromDialect({ id: "e", name: "view_item", ...told }));
const captured = (told: object) => read({ captured: "data_layer", ...told }).data;

describe("an event read from a page's dataLayer", () => {
  it("may name an item's fields as Universal Analytics did", () => {
    const items = [
      {
        id: 7,
        name: "Mug",
        brand: "Acme",
        category: "Kitchen/Mugs",
        variant: "Blue",
        price: "£12.50",
        position: "3",
        list_name: "Search",
      },
    ];
    expect(captured({ items })?.items).toEqual([
      {
        item_id: "7",
        item_name: "Mug",
        item_brand: "Acme",
        item_category: "Kitchen",
        item_category2: "Mugs",
        item_variant: "Blue",
        item_list_name: "Search",
        price: 12.5,
        index: 3,
      },
    ]);
  });

  it("loses an item without an id, and never takes its name for one", () => {
    const told = captured({
      items: [{ item_name: "Mug" }, { item_id: "a" }, null, "b", { id: "undefined" }],
    });
    expect(told?.items?.map(({ item_id }) => item_id)).toEqual(["a"]);
  });

  it("loses what cannot be understood and is kept itself", () => {
    const told = captured({
      currency: "pounds",
      value: "a lot",
      tax: -1,
      transaction_id: 1001,
      items: [{ item_id: "a", price: "on request", quantity: "2", index: -1, item_name: { x: 1 } }],
    });
    expect(told).toMatchObject({ transaction_id: "1001", items: [{ item_id: "a", quantity: 2 }] });
    expect(told?.value).toBeUndefined();
    expect(captured({ items: "none" })).toBeDefined();
    expect(captured({ currency: "gbp", value: "12,50" })).toMatchObject({
      currency: "GBP",
      value: 12.5,
    });
  });
});

describe("the shop's own call", () => {
  it("may have numbers for ids", () => {
    expect(read({ items: [{ item_id: 42, price: 1 }] }).data?.items?.[0]?.item_id).toBe("42");
  });

  it("is held to GA4's own names and amounts otherwise", () => {
    expect(read({ items: [{ id: "a" }] }).success).toBe(false);
    expect(read({ items: [{ item_id: "a", price: "£1" }] }).success).toBe(false);
    expect(read({ value: "12,50" }).success).toBe(false);
  });
});
