import { describe, expect, it } from "vitest";
import { toCard } from "../../../worker/core/catalogue/index.ts";
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
});
