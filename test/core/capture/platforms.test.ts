import { describe, expect, it } from "vitest";
import type { Markup } from "../../../worker/core/capture/index.ts";
import { kindOf, productOf } from "./support.ts";

/** A breadcrumb as most platforms write it. */
const trail = (...crumbs: [name: string, item?: string][]) => ({
  "@context": "https://schema.org/",
  "@type": "BreadcrumbList",
  itemListElement: crumbs.map(([name, item], place) => ({
    "@type": "ListItem",
    position: place + 1,
    name,
    item,
  })),
});

/** A microdata item as the tag sends it: each property a list. */
const item = (type: string, properties: Record<string, unknown>) => ({
  "@type": [`http://schema.org/${type}`],
  ...Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [
      name,
      Array.isArray(value) ? value : [value],
    ]),
  ),
});

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

  it("PrestaShop: the address with the category in it, and a fragment for the combination", () => {
    const url = "https://presta.example/fr/tasses/12-tasse-bleue.html";
    const markup: Markup = {
      json_ld: [
        trail(
          ["Accueil", "https://presta.example/fr/"],
          ["Cuisine", "https://presta.example/fr/3-cuisine"],
          ["Tasses", "https://presta.example/fr/9-tasses"],
          ["Tasse bleue", url],
        ),
        {
          "@context": "https://schema.org/",
          "@type": "Product",
          name: "Tasse bleue",
          category: "Tasses",
          sku: "demo_12",
          brand: { "@type": "Thing", name: "Maison" },
          offers: {
            "@type": "Offer",
            priceCurrency: "EUR",
            name: "Tasse bleue",
            price: "11.9",
            url: `${url}#/1-taille-s`,
            availability: "https://schema.org/OutOfStock",
          },
        },
      ],
      open_graph: [
        ["og:type", "product"],
        ["product:pretax_price:amount", "9.916667"],
        ["product:price:amount", "11.9"],
      ],
    };
    expect(productOf(markup, url)).toMatchObject({
      id: "demo_12",
      price: 11.9,
      availability: "out_of_stock",
      category: "Tasses",
    });
  });

  it("Shopware 6: nested microdata with German amounts, and a category of its own", () => {
    const markup: Markup = {
      microdata: [
        item("WebPage", {
          mainEntity: item("Product", {
            name: "Gusspfanne",
            sku: "SW-10032",
            category: "Küche > Pfannen",
            offers: item("AggregateOffer", {
              priceCurrency: "EUR",
              lowPrice: "1.049,90 €",
              offers: [],
            }),
          }),
        }),
      ],
    };
    expect(productOf(markup, "https://sw.example/Gusspfanne/SW-10032")).toMatchObject({
      id: "SW-10032",
      price: 1049.9,
      category: "Küche > Pfannen",
    });
  });

  it("Salesforce Commerce Cloud: numbers for names, the master in the address", () => {
    const markup: Markup = {
      json_ld: [
        {
          "@context": "http://schema.org/",
          "@type": "Product",
          name: "Rain jacket",
          mpn: "701643421084M",
          sku: "701643421084M",
          image: ["https://sfcc.example/on/demandware.static/jacket.jpg"],
          offers: {
            url: {},
            "@type": "Offer",
            priceCurrency: "USD",
            price: "129.99",
            availability: "http://schema.org/InStock",
          },
        },
      ],
    };
    expect(
      productOf(markup, "https://sfcc.example/s/x/rain-jacket/701643421084M.html?lang=en_US"),
    ).toMatchObject({
      id: "701643421084M",
      price: 129.99,
      url: null,
    });
  });

  it("a Japanese shop: yen in wide digits, the id in the query", () => {
    const markup: Markup = {
      microdata: [
        item("Product", {
          name: "青いマグカップ　大",
          offers: item("Offer", {
            price: "￥１，９８０",
            priceCurrency: "JPY",
            availability: "in_stock",
          }),
        }),
        { "@type": [null], x: [1] },
      ],
      json_ld: [
        trail(
          ["トップ", "https://jp.example/"],
          ["食器", "https://jp.example/cat/1/"],
          ["青いマグカップ　大"],
        ),
      ],
    };
    const url = "https://jp.example/shopdetail.html?brandcode=000000001234&search=";
    expect(productOf(markup, url)).toMatchObject({
      id: "000000001234",
      name: "青いマグカップ 大",
      price: 1980,
      category: "食器",
    });
  });
});

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
