import { describe, expect, it } from "vitest";
import { kindOf, productOf } from "./support.ts";

describe("Open Graph alone", () => {
  const graph: [string, string][] = [
    ["og:type", "og:product"],
    ["og:title", "Blue mug"],
    ["og:title", "A second title"],
    ["og:image", "/mug.jpg"],
    ["product:retailer_item_id", "MUG-1"],
    ["product:price:amount", "12,50"],
    ["product:sale_price:amount", "10.00"],
    ["product:price:currency", "EUR"],
    ["product:availability", "in stock"],
    ["product:brand", "Acme"],
    ["product:category", "Kitchen > Mugs"],
  ];

  it("is enough for a product, at its sale price", () => {
    expect(productOf({ open_graph: graph })).toMatchObject({
      id: "MUG-1",
      name: "Blue mug",
      image: "https://shop.example/mug.jpg",
      price: 10,
      currency: "EUR",
      availability: "in_stock",
      brand: "Acme",
      category: "Kitchen > Mugs",
    });
  });

  it("fills what schema.org leaves open, and no more", () => {
    const told = {
      "@type": "Product",
      name: "Mug",
      sku: "OWN",
      offers: { "@type": "Offer", price: 9 },
    };
    expect(productOf({ json_ld: [told], open_graph: graph })).toMatchObject({
      id: "OWN",
      name: "Mug",
      price: 9,
      currency: "EUR",
      brand: "Acme",
    });
  });

  it("names the product without the shop's name", () => {
    const named: [string, string][] = [
      ...graph.slice(3),
      ["og:title", "Blue mug – The Shop"],
      ["og:site_name", "The Shop"],
    ];
    expect(productOf({ open_graph: named }).name).toBe("Blue mug");
  });

  it("makes no product of what is none", () => {
    const of = (...pairs: [string, string][]) => kindOf({ open_graph: pairs });
    expect(of(["og:type", "website"], ["og:title", "Shop"])).toBeNull();
    expect(of(["og:type", "product.group"], ["og:title", "Mugs"])).toBeNull();
    expect(of(["og:type", "website"], ["og:title", "Mug"], ["og:price:amount", "5"])).toBe(
      "product",
    );
  });
});
