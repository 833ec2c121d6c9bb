import { describe, expect, it } from "vitest";
import { fromCard, toCard } from "../../../worker/core/catalogue/index.ts";
import { CatalogueItem } from "../../../worker/wire/catalogue-item.ts";

const parsed = (more: object = {}) =>
  CatalogueItem.parse({ id: "85123A", title: "A mug", link: "/p/85123A/", ...more });

describe("a card", () => {
  it("keeps money in minor units", () => {
    expect(toCard(parsed({ price: "2.55 GBP" }))).toMatchObject({ price: 255, currency: "GBP" });
  });

  it("asks for the sale price where there is one", () => {
    const card = toCard(parsed({ price: "10.00 GBP", sale_price: "7.50 GBP" }));
    expect(card.price).toBe(750);
  });

  it("has null or nothing for what the shop did not say", () => {
    expect(toCard(parsed())).toEqual({
      id: "85123A",
      title: "A mug",
      link: "/p/85123A/",
      image_link: null,
      price: null,
      currency: null,
      availability: "in_stock",
      product_type: "",
      brand: null,
      group: null,
    });
  });

  it("knows the product whose variant it is", () => {
    expect(toCard(parsed({ item_group_id: "mugs", brand: "Ours" }))).toMatchObject({
      group: "mugs",
      brand: "Ours",
    });
  });

  it("knows what is asked without the sale, where the sale asks less in the same currency", () => {
    const sale = (sale_price: string) => toCard(parsed({ price: "10.00 GBP", sale_price }));
    expect(sale("7.50 GBP")).toMatchObject({ price: 750, list_price: 1000 });
    for (const other of ["10.00 GBP", "12.00 GBP", "7.50 EUR"]) {
      expect(sale(other).price, other).toBe(1000);
      expect(sale(other)).not.toHaveProperty("list_price");
    }
  });

  it("is an item again as it came", () => {
    const item = parsed({
      image_link: "/i.png",
      price: "10.00 GBP",
      sale_price: "7.50 GBP",
      brand: "Ours",
      item_group_id: "mugs",
      rating: { value: 4.5, count: 12 },
      quantity: 3,
      replenishable: true,
      days_per_unit: 30,
      start_lag_days: 2,
      margin: 0.4,
      how_to_url: "/guides/mug",
      first_seen: "2026-01-02T00:00:00.000Z",
    });
    expect(fromCard(toCard(item))).toEqual(item);
    expect(toCard(item).first_seen).toBe(Date.UTC(2026, 0, 2));
    expect(fromCard(toCard(parsed()))).toEqual(parsed());
  });
});
