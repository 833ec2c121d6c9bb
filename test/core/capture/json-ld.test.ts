import { describe, expect, it } from "vitest";
import { jsonLd, kindOf, offer, PAGE, product, productOf } from "./support.ts";

describe("a product in JSON-LD", () => {
  it("is read whole: id, name, price, currency, category, brand, picture, stock and stars", () => {
    const told = product({
      url: "/products/blue-mug",
      image: ["//cdn.example/mug.jpg", "//cdn.example/mug-2.jpg"],
      brand: { "@type": "Brand", name: "Potter &amp; Sons" },
      category: "Home &gt; Kitchen &gt; Mugs",
      aggregateRating: {
        "@type": "AggregateRating",
        ratingValue: "9",
        bestRating: "10",
        reviewCount: 12,
      },
    });
    expect(productOf(jsonLd(told))).toEqual({
      id: "MUG-1",
      name: "Blue mug",
      url: PAGE,
      image: "https://cdn.example/mug.jpg",
      price: 12.5,
      currency: "GBP",
      availability: "in_stock",
      category: "Kitchen > Mugs",
      brand: "Potter & Sons",
      group: null,
      rating: { value: 4.5, count: 12 },
    });
  });

  it("is known by any way of writing its type", () => {
    const types = [
      "schema:Product",
      "http://schema.org/Product",
      "https://schema.org/IndividualProduct",
      ["Thing", "Product"],
      ["ProductModel"],
    ];
    for (const type of types)
      expect(productOf(jsonLd(product({ "@type": type }))).id, String(type)).toBe("MUG-1");
  });

  it("is found in arrays, graphs, pages, offers and by reference", () => {
    const bare = product();
    const places: unknown[] = [
      [bare],
      { "@graph": [{ "@type": "WebSite" }, bare] },
      { "@graph": [{ "@graph": [bare] }] },
      { "@type": "ItemPage", mainEntity: bare },
      { "@type": "ItemPage", about: bare },
      { "@type": "Offer", price: 1, itemOffered: bare },
      {
        "@graph": [
          { "@type": "WebPage", mainEntity: { "@id": "#product" } },
          { ...bare, "@id": "#product" },
        ],
      },
    ];
    for (const place of places)
      expect(productOf(jsonLd(place)).id, JSON.stringify(place)).toBe("MUG-1");
  });

  it("follows references to its offer, its brand and its stars", () => {
    const graph = {
      "@graph": [
        {
          ...product(),
          offers: { "@id": "#offer" },
          brand: { "@id": "#brand" },
          aggregateRating: [{ "@id": "#stars" }],
        },
        { "@id": "#offer", ...offer(7) },
        { "@id": "#brand", "@type": "Brand", name: "Acme" },
        { "@id": "#stars", ratingValue: 4, ratingCount: 3 },
      ],
    };
    expect(productOf(jsonLd(graph))).toMatchObject({
      price: 7,
      brand: "Acme",
      rating: { value: 4, count: 3 },
    });
  });

  it("survives references that go round in a circle", () => {
    const a = { "@id": "#a", "@type": "ItemPage", mainEntity: { "@id": "#b" } };
    const b = { "@id": "#b", ...product(), isRelatedTo: { "@id": "#b" }, offers: { "@id": "#b" } };
    expect(productOf(jsonLd(a, b)).id).toBe("MUG-1");
  });

  it("reads texts where things are expected, and things where texts are", () => {
    const told = product({
      name: ["Blue mug"],
      brand: "Acme",
      image: { "@type": "ImageObject", contentUrl: "mug.jpg" },
      sku: { "@type": "PropertyValue", value: 42 },
      offers: { price: 3, priceCurrency: "gbp", availability: "In Stock" },
    });
    expect(productOf(jsonLd(told))).toMatchObject({
      id: "42",
      brand: "Acme",
      image: "https://shop.example/products/mug.jpg",
      price: 3,
      currency: "GBP",
      availability: "in_stock",
    });
  });

  it("has plain text where the page wrote entities and tags", () => {
    const names: [told: string, read: string][] = [
      ["Caf&eacute; &#8220;Noir&#8221;", "Café “Noir”"],
      ["Salt &amp;amp; Pepper", "Salt & Pepper"],
      ["Big<br/>  <b>mug</b>\n", "Big mug"],
      ["5 &lt; 6 &unknown;", "5 < 6 &unknown;"],
    ];
    for (const [told, read] of names)
      expect(productOf(jsonLd(product({ name: told }))).name).toBe(read);
  });

  it("counts for nothing beside it that cannot be read", () => {
    const junk = [
      null,
      0,
      "text",
      [],
      {},
      { "@type": 3 },
      { "@type": "Product" },
      { "@graph": "no" },
    ];
    expect(productOf(jsonLd(...junk, product(), ...junk))).toEqual(productOf(jsonLd(product())));
  });
});

describe("the price of a product", () => {
  const priceOf = (offers: unknown, url = PAGE) =>
    productOf(jsonLd(product({ offers })), url).price;

  it("is the lowest that is to be had, in whatever form the offers come", () => {
    const gone = { availability: "OutOfStock" };
    expect(priceOf([offer(9), offer(7), offer(5, gone)])).toBe(7);
    expect(priceOf([offer(9, gone), offer(5, gone)])).toBe(5);
    expect(
      priceOf({ "@type": "AggregateOffer", lowPrice: "3,50", highPrice: 9, priceCurrency: "EUR" }),
    ).toBe(3.5);
    expect(
      priceOf({ "@type": "AggregateOffer", priceCurrency: "EUR", offers: [offer(8), offer(6)] }),
    ).toBe(6);
    expect(
      priceOf({ "@type": "AggregateOffer", lowPrice: 4, offers: [{ "@type": "Offer" }] }),
    ).toBe(4);
  });

  it("is that of the offer whose address the page has", () => {
    const of = (variant: number, price: number) =>
      offer(price, { url: `${PAGE}?variant=${variant}` });
    expect(priceOf([of(1, 9), of(2, 7)], `${PAGE}?variant=1`)).toBe(9);
    expect(priceOf([of(1, 9), of(2, 7)], PAGE)).toBe(7);
  });

  it("is what is asked and not what is crossed out, and of a piece and not of a litre", () => {
    const part = (price: unknown, more: object = {}) => ({
      "@type": "UnitPriceSpecification",
      price,
      priceCurrency: "EUR",
      ...more,
    });
    const parts = [
      part("8.00"),
      part("12.00", { priceType: "https://schema.org/StrikethroughPrice" }),
      part("11.00", { priceType: "https://schema.org/ListPrice" }),
      part("2.00", { referenceQuantity: { value: 1, unitCode: "LTR" } }),
    ];
    const sale = { "@type": "Offer", priceSpecification: parts };
    expect(productOf(jsonLd(product({ offers: sale })))).toMatchObject({
      price: 8,
      currency: "EUR",
    });
    const member = part("6.00", { validForMemberTier: { "@type": "MemberProgramTier" } });
    expect(priceOf({ "@type": "Offer", priceSpecification: [part("9"), member] })).toBe(9);
  });

  it("may be unknown", () => {
    for (const offers of [undefined, null, [], "soon", { "@type": "Offer" }, offer("on request")])
      expect(priceOf(offers), String(offers)).toBeNull();
  });
});

describe("a group of variants", () => {
  const variant = (sku: string, price: number, more: object = {}) => ({
    "@type": "Product",
    sku,
    name: `Blue mug, ${sku}`,
    offers: offer(price, { url: `${PAGE}?variant=${sku}` }),
    ...more,
  });
  const group = (more: object = {}) => ({
    "@type": "ProductGroup",
    name: "Blue mug",
    productGroupID: "G1",
    variesBy: ["https://schema.org/size"],
    hasVariant: [variant("S", 9), variant("L", 12)],
    brand: "Acme",
    ...more,
  });

  it("is the variant that the address names, with what only the group tells", () => {
    expect(productOf(jsonLd(group()), `${PAGE}?variant=L`)).toMatchObject({
      id: "L",
      name: "Blue mug, L",
      price: 12,
      brand: "Acme",
      group: "G1",
    });
  });

  it("is itself at its lowest price when the address names none", () => {
    expect(productOf(jsonLd(group()))).toMatchObject({
      id: "G1",
      name: "Blue mug",
      price: 9,
      group: "G1",
    });
    expect(productOf(jsonLd(group({ sku: "MUG" }))).id).toBe("MUG");
  });

  it("finds its variants by reference, and tells a variant its group", () => {
    const { hasVariant: _, ...bare } = group({ "@id": "#group" });
    const graph = [
      { ...bare, hasVariant: [{ "@id": "#s" }, { "@id": "#l" }] },
      variant("S", 9, { "@id": "#s", isVariantOf: { "@id": "#group" } }),
      variant("L", 12, { "@id": "#l", isVariantOf: { "@id": "#group" } }),
    ];
    expect(productOf(jsonLd({ "@graph": graph }), `${PAGE}?variant=S`)).toMatchObject({
      id: "S",
      price: 9,
      group: "G1",
    });
    const alone = {
      ...variant("S", 9),
      isVariantOf: { "@type": "ProductGroup", productGroupID: "G1" },
    };
    expect(productOf(jsonLd(alone)).group).toBe("G1");
  });
});

describe("the id of an item", () => {
  const idOf = (more: object, url = PAGE) =>
    productOf(jsonLd(product({ sku: undefined, ...more })), url).id;

  it("is the sku, else productID, mpn or a GTIN, without what templates print for nothing", () => {
    expect(idOf({ sku: " A 1 ", mpn: "M" })).toBe("A 1");
    expect(idOf({ sku: "", productID: "sku:77", mpn: "M" })).toBe("77");
    expect(idOf({ sku: "N/A", mpn: "M", gtin13: "4006381333931" })).toBe("M");
    expect(idOf({ sku: null, gtin13: 4006381333931 })).toBe("4006381333931");
    expect(idOf({ sku: "x".repeat(200), gtin8: "96385074" })).toBe("96385074");
  });

  it("is the last telling part of the address when nothing states one", () => {
    const addresses: [url: string, id: string][] = [
      [PAGE, "blue-mug"],
      ["https://shop.example/de/becher-12.html", "becher-12"],
      ["https://shop.example/mug/p", "mug"],
      ["https://shop.example/index.php?route=product/product&product_id=42", "42"],
      ["https://shop.example/shopdetail.html?brandcode=000000000123", "000000000123"],
      ["https://shop.example/products/detail/12", "12"],
    ];
    for (const [url, id] of addresses) expect(idOf({}, url), url).toBe(id);
  });
});

describe("a page without a product of its own", () => {
  it("is about none, whatever it says", () => {
    expect(kindOf({})).toBeNull();
    expect(kindOf(jsonLd({ "@type": "Organization", name: "Shop" }))).toBeNull();
    expect(kindOf({ json_ld: "no", microdata: 3, open_graph: {} } as never)).toBeNull();
  });
});
