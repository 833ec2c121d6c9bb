import { describe, expect, it } from "vitest";
import type { Markup } from "../../../worker/core/capture/index.ts";
import { item, productOf, trail } from "./support.ts";

describe("a product page of", () => {
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
