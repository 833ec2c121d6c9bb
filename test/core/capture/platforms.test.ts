import { describe, expect, it } from "vitest";
import type { Markup } from "../../../worker/core/capture/index.ts";
import { item, productOf, trail } from "./support.ts";

describe("a product page of", () => {
  it("Shopify: a group whose variant is in the query, beside Open Graph in shown prices", () => {
    const variant = (id: string, size: string, price: string, stock: string) => ({
      "@id": `/products/linen-shirt?variant=${id}#variant`,
      "@type": "Product",
      name: `Linen shirt - ${size}`,
      sku: `LS-${size}`,
      image: "https://cdn.shopify.example/files/shirt.jpg?v=1&width=1920",
      offers: {
        "@id": `/products/linen-shirt?variant=${id}#offer`,
        "@type": "Offer",
        availability: `http://schema.org/${stock}`,
        price,
        priceCurrency: "EUR",
        url: `https://linen.example/products/linen-shirt?variant=${id}`,
      },
    });
    const markup: Markup = {
      json_ld: [
        {
          "@context": "http://schema.org",
          "@type": "Organization",
          name: "Linen",
          url: "https://linen.example",
        },
        {
          "@context": "http://schema.org/",
          "@id": "/products/linen-shirt#product",
          "@type": "ProductGroup",
          brand: { "@type": "Brand", name: "Linen" },
          category: "Shirts",
          hasVariant: [
            variant("41", "S", "59.00", "InStock"),
            variant("42", "M", "64.00", "OutOfStock"),
          ],
          name: "Linen shirt",
          productGroupID: "8012",
          url: "https://linen.example/products/linen-shirt",
        },
      ],
      open_graph: [
        ["og:type", "product"],
        ["og:title", "Linen shirt"],
        ["og:url", "https://linen.example/products/linen-shirt"],
        ["og:price:amount", "59,00"],
        ["og:price:currency", "EUR"],
      ],
    };
    const url = "https://linen.example/collections/all/products/linen-shirt";
    expect(productOf(markup, `${url}?variant=42`)).toMatchObject({
      id: "LS-M",
      price: 64,
      currency: "EUR",
      availability: "out_of_stock",
      category: "Shirts",
      group: "8012",
    });
    expect(productOf(markup, url)).toMatchObject({ id: "8012", name: "Linen shirt", price: 59 });
  });

  it("WooCommerce with Yoast: a graph of the page, and the shop's own documents beside it", () => {
    const url = "https://woo.example/product/oak-board/";
    const markup: Markup = {
      json_ld: [
        {
          "@context": "https://schema.org",
          "@graph": [
            {
              "@type": ["WebPage", "ItemPage"],
              "@id": url,
              url,
              name: "Oak board - Woo",
              isPartOf: { "@id": "https://woo.example/#website" },
              breadcrumb: { "@id": `${url}#breadcrumb` },
            },
            {
              ...trail(
                ["Home", "https://woo.example/"],
                ["Shop", "https://woo.example/shop/"],
                ["Oak board"],
              ),
              "@id": `${url}#breadcrumb`,
            },
            {
              "@type": "WebSite",
              "@id": "https://woo.example/#website",
              url: "https://woo.example/",
              name: "Woo",
            },
          ],
        },
        {
          "@context": "https://schema.org/",
          "@graph": [
            trail(
              ["Home", "https://woo.example"],
              ["Kitchen", "https://woo.example/product-category/kitchen/"],
              ["Boards", "https://woo.example/product-category/kitchen/boards/"],
              ["Oak board", url],
            ),
            {
              "@type": "Product",
              "@id": `${url}#product`,
              name: "Oak board &#8211; large",
              url,
              image: "https://woo.example/wp-content/uploads/board.jpg",
              sku: 1142,
              offers: [
                {
                  "@type": "Offer",
                  priceSpecification: [
                    {
                      "@type": "UnitPriceSpecification",
                      price: "34.00",
                      priceCurrency: "GBP",
                      valueAddedTaxIncluded: true,
                    },
                    {
                      "@type": "UnitPriceSpecification",
                      price: "40.00",
                      priceCurrency: "GBP",
                      priceType: "https://schema.org/ListPrice",
                    },
                  ],
                  availability: "https://schema.org/InStock",
                  url,
                },
              ],
              aggregateRating: { "@type": "AggregateRating", ratingValue: "4.67", reviewCount: 3 },
            },
          ],
        },
      ],
      open_graph: [
        ["og:type", "article"],
        ["og:title", "Oak board - Woo"],
        ["og:url", url],
      ],
    };
    expect(productOf(markup, url)).toMatchObject({
      id: "1142",
      name: "Oak board – large",
      price: 34,
      category: "Kitchen > Boards",
      rating: { value: 4.67, count: 3 },
    });
  });

  it("Magento 2: microdata, with Open Graph for the currency and related products beside", () => {
    const related = item("Product", {
      name: "Other pan",
      url: "https://m2.example/other-pan.html",
      offers: item("Offer", { price: "9" }),
    });
    const markup: Markup = {
      microdata: [
        item("Product", {
          name: "Copper pan",
          sku: "24-WB04",
          image: "https://m2.example/media/pan.jpg",
          offers: item("Offer", {
            price: "45.0000",
            priceCurrency: "USD",
            availability: "https://m2.example/https://schema.org/InStock",
          }),
          aggregateRating: item("AggregateRating", {
            ratingValue: "87",
            bestRating: "100",
            reviewCount: "15",
          }),
        }),
        related,
      ],
      open_graph: [
        ["og:type", "product"],
        ["og:title", "Copper pan"],
        ["product:price:amount", "45"],
        ["product:price:currency", "USD"],
      ],
    };
    expect(productOf(markup, "https://m2.example/copper-pan.html")).toMatchObject({
      id: "24-WB04",
      name: "Copper pan",
      price: 45,
      currency: "USD",
      availability: "in_stock",
      rating: { value: 4.35, count: 15 },
    });
  });

  it("BigCommerce: one document with an id of its own and an aggregate offer", () => {
    const markup: Markup = {
      json_ld: [
        {
          "@context": "https://schema.org/",
          "@type": "Product",
          "@id": "https://big.example/desk-lamp/#product",
          name: "Desk lamp",
          sku: "DLAMP",
          mpn: "DL-9",
          url: "https://big.example/desk-lamp/",
          brand: { "@type": "Brand", url: "https://big.example/brands/Lux.html", name: "Lux" },
          offers: {
            "@type": "AggregateOffer",
            lowPrice: "79.95",
            highPrice: "99.95",
            offerCount: 2,
            priceCurrency: "AUD",
            availability: "https://schema.org/PreOrder",
          },
        },
      ],
      open_graph: [
        ["og:type", "product"],
        ["product:price:amount", "79.95"],
      ],
    };
    expect(productOf(markup, "https://big.example/desk-lamp/")).toMatchObject({
      id: "DLAMP",
      price: 79.95,
      currency: "AUD",
      availability: "preorder",
      brand: "Lux",
    });
  });
});
