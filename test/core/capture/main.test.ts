import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { subjectOf } from "../../../worker/core/capture/index.ts";
import { at, jsonLd, kindOf, listOf, offer, PAGE, product, productOf } from "./support.ts";

const other = (n: number, more: object = {}) =>
  product({ name: `Cup ${n}`, sku: `CUP-${n}`, url: `/products/cup-${n}`, ...more });

describe("of several products the page's own", () => {
  it("is the one with the page's address, through whichever category it was reached", () => {
    const own = product({ url: "https://www.shop.example/products/blue-mug" });
    const url = "https://shop.example/collections/mugs/products/blue-mug?utm_source=line";
    expect(productOf(jsonLd(other(1), own, other(2)), url).id).toBe("MUG-1");
  });

  it("is the one that the page declares", () => {
    const page = { "@type": "ItemPage", mainEntity: product() };
    expect(productOf(jsonLd(product({ sku: "X", name: "Cup" }), page)).id).toBe("MUG-1");
  });

  it("is the one that is no part of another thing", () => {
    const related = { isRelatedTo: [other(1)], isSimilarTo: other(2) };
    const list = {
      "@type": "ItemList",
      itemListElement: [{ "@type": "ListItem", item: other(3) }],
    };
    expect(productOf(jsonLd(list, product(related))).id).toBe("MUG-1");
  });

  it("is the one that bears the page's title", () => {
    const loose = [product(), product({ name: "Cup", sku: "C" })];
    expect(productOf(jsonLd(...loose), PAGE, "Blue Mug | The Shop").id).toBe("MUG-1");
  });

  it("is one product though two documents describe it, each with a part", () => {
    const stars = {
      "@type": "Product",
      name: "Blue Mug",
      aggregateRating: { ratingValue: 4, reviewCount: 2 },
    };
    const told = productOf(jsonLd(product(), stars));
    expect(told).toMatchObject({ id: "MUG-1", price: 12.5, rating: { value: 4, count: 2 } });
  });

  it("is the same one, in whatever order the graph lists it", () => {
    const graph = [
      { "@type": "WebPage", "@id": PAGE, url: PAGE, breadcrumb: { "@id": "#trail" } },
      {
        "@type": "BreadcrumbList",
        "@id": "#trail",
        itemListElement: [
          { "@type": "ListItem", position: 2, name: "Mugs", item: "/mugs" },
          { "@type": "ListItem", position: 1, name: "Kitchen", item: "/kitchen" },
        ],
      },
      product({ "@id": "#product", offers: { "@id": "#offer" } }),
      product({ offers: undefined, mpn: "M", brand: "Acme" }),
      offer(8, { "@id": "#offer" }),
      other(1),
      {
        "@type": "ItemList",
        itemListElement: [{ "@type": "ListItem", position: 1, item: other(2) }],
      },
      { "@type": "Organization", name: "Shop" },
    ];
    const told = productOf(jsonLd({ "@graph": graph }));
    expect(told).toMatchObject({
      id: "MUG-1",
      price: 8,
      brand: "Acme",
      category: "Kitchen > Mugs",
    });
    const shuffled = fc.shuffledSubarray(graph, { minLength: graph.length });
    fc.assert(
      fc.property(shuffled, fc.boolean(), (parts, split) => {
        expect(productOf(split ? jsonLd(...parts) : jsonLd({ "@graph": parts }))).toEqual(told);
      }),
    );
  });
});

describe("a product that a page only promotes", () => {
  it("is not what a front page is about", () => {
    const bare = product();
    for (const url of [
      "https://shop.example/",
      "https://shop.example/de/",
      "https://shop.example/index.php",
    ])
      expect(kindOf(jsonLd(bare), url, "Blue mug and more"), url).toBeNull();
    const onlyProduct = product({ url: "https://shop.example/" });
    expect(kindOf(jsonLd(onlyProduct), "https://shop.example/")).toBe("product");
  });

  it("is not what an article is about, but a blog's latest posts make no article of a product", () => {
    const post = { "@type": "BlogPosting", headline: "Ten mugs" };
    expect(kindOf(jsonLd(post, product()))).toBeNull();
    expect(kindOf(jsonLd(post, product({ "@id": `${PAGE}#product` })))).toBeNull();
    expect(kindOf(jsonLd({ ...post, url: "/blog/ten-mugs" }, product()))).toBe("product");
  });

  it("is not what a page is about whose address is another", () => {
    expect(kindOf(jsonLd(other(1)), "https://shop.example/about-us")).toBeNull();
    expect(kindOf(jsonLd({ "@type": "CollectionPage" }, product()))).toBeNull();
  });
});

describe("a list page", () => {
  it("lists its products in their order, twenty at most", () => {
    const items = Array.from({ length: 30 }, (_, n) => ({
      "@type": "ListItem",
      position: 30 - n,
      item: other(n),
    }));
    const listed = listOf(
      jsonLd({ "@type": "ItemList", itemListElement: items }),
      "https://shop.example/cups",
    );
    expect(listed).toHaveLength(20);
    expect(listed.slice(0, 2)).toEqual(["CUP-29", "CUP-28"]);
  });

  it("is made of several products of which none is the page's", () => {
    expect(listOf(jsonLd(other(1), other(2)), "https://shop.example/cups")).toEqual([
      "CUP-1",
      "CUP-2",
    ]);
    const sharedId = [1, 2].map((n) => other(n, { "@id": "#product", url: undefined }));
    expect(listOf(jsonLd(...sharedId), "https://shop.example/cups")).toHaveLength(2);
  });

  it("has the list's name, else the one that the breadcrumb ends with", () => {
    const elements = [1, 2].map((n) => ({ "@type": "ListItem", position: n, item: other(n) }));
    const list = { "@type": "ItemList", itemListElement: elements };
    const trail = {
      "@type": "BreadcrumbList",
      itemListElement: [
        { "@type": "ListItem", position: 1, name: "Home", item: "/" },
        { "@type": "ListItem", position: 2, name: "Cups", item: "/cups" },
      ],
    };
    const page = at("https://shop.example/cups");
    expect(subjectOf(jsonLd({ ...list, name: "All cups" }, trail), page)).toMatchObject({
      name: "All cups",
    });
    expect(subjectOf(jsonLd(list, trail), page)).toMatchObject({ kind: "list", name: "Cups" });
  });
});

describe("the category of a product", () => {
  const crumb = (position: number, name: string, item: unknown) => ({
    "@type": "ListItem",
    position,
    name,
    item,
  });
  const trail = (...crumbs: object[]) => ({ "@type": "BreadcrumbList", itemListElement: crumbs });

  it("is where the breadcrumb leads, without the front page and the product", () => {
    const cases = [
      trail(
        crumb(1, "Home", "/"),
        crumb(2, "Kitchen", "/k"),
        crumb(3, "Mugs", "/m"),
        crumb(4, "Blue mug", PAGE),
      ),
      trail(
        crumb(1, "Start", "https://shop.example"),
        crumb(2, "Kitchen", "/k"),
        crumb(3, "Mugs", "/m"),
        crumb(4, "A blue…", undefined),
      ),
      trail(
        { position: 3, item: { "@id": "/m", name: "Mugs" } },
        { position: "1", item: { "@id": "/", name: "ホーム" } },
        { position: 2, item: { url: "/k", name: "Kitchen" } },
      ),
    ];
    for (const one of cases)
      expect(productOf(jsonLd(one, product())).category, JSON.stringify(one)).toBe(
        "Kitchen > Mugs",
      );
  });

  it("is the product's own word before, and Open Graph's after the breadcrumb", () => {
    const path = trail(crumb(1, "Home", "/"), crumb(2, "Kitchen", "/k"));
    const graph: [string, string][] = [["product:category", "Other"]];
    const of = (own: unknown, trails: object[]) =>
      productOf({ json_ld: [product({ category: own }), ...trails], open_graph: graph }).category;
    expect(of("Cups / Blue", [path])).toBe("Cups > Blue");
    expect(of({ "@type": "CategoryCode", name: "Cups" }, [path])).toBe("Cups");
    expect(of("https://example.com/taxonomy", [path])).toBe("Kitchen");
    expect(of("2082", [])).toBe("Other");
  });
});
