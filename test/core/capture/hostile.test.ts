import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromDialect, subjectOf } from "../../../worker/core/capture/index.ts";
import { ItemId } from "../../../worker/wire/text.ts";
import { at, jsonLd, PAGE, product, productOf } from "./support.ts";

const WORDS = [
  "@type",
  "@id",
  "@graph",
  "Product",
  "ProductGroup",
  "ItemPage",
  "ItemList",
  "BreadcrumbList",
  "mainEntity",
  "itemListElement",
  "item",
  "hasVariant",
  "offers",
  "price",
  "priceSpecification",
  "name",
  "url",
  "sku",
  "image",
  "position",
  "category",
  "aggregateRating",
  PAGE,
  "#a",
  "__proto__",
  "constructor",
];
const word = fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...WORDS) }, fc.string());
/** JSON of any shape, made of the very words that the reader looks for. */
const { json } = fc.letrec((tie) => ({
  leaf: fc.oneof(word, fc.integer(), fc.constant(null), fc.boolean(), fc.constant("1.234,56 €")),
  json: fc.oneof(
    { depthSize: "medium", withCrossShrink: true },
    tie("leaf"),
    fc.array(tie("json"), { maxLength: 6 }),
    fc.dictionary(word, tie("json"), { maxKeys: 8 }),
  ),
}));

describe("markup of any shape", () => {
  it("is read without an error, and what comes of it fits an event", () => {
    const markup = fc.record({ json_ld: fc.array(json), microdata: json, open_graph: json });
    fc.assert(
      fc.property(markup, fc.option(word), (told, url) => {
        const subject = subjectOf(told as never, { url, title: url });
        const products =
          subject === null ? [] : subject.kind === "list" ? subject.products : [subject.product];
        expect(products.length).toBeLessThanOrEqual(20);
        for (const { id, price, name } of products) {
          expect(ItemId.safeParse(id).success).toBe(true);
          expect(price === null || (price >= 0 && price <= 1e9)).toBe(true);
          expect(name === null || name.length <= 2_000).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("says nothing more of a product when broken documents stand beside it", () => {
    const alone = productOf(jsonLd(product({ url: PAGE })));
    const broken = fc.array(
      fc.oneof(
        fc.constant(null),
        fc.string(),
        fc.integer(),
        fc.array(fc.string()),
        fc.constant({ "@type": [] }),
      ),
    );
    fc.assert(
      fc.property(broken, broken, (before, after) => {
        expect(productOf(jsonLd(...before, product({ url: PAGE }), ...after))).toEqual(alone);
      }),
    );
  });

  it("is bounded work: depth, width, references and long texts", () => {
    const deep = JSON.parse(`${"[".repeat(40_000)}${"]".repeat(40_000)}`) as unknown;
    const wide = Array.from({ length: 20_000 }, () => product());
    const refs = Array.from({ length: 100 }, (_, n) => ({
      "@id": `#${n}`,
      "@type": "ProductGroup",
      hasVariant: Array.from({ length: 100 }, (__, m) => ({ "@id": `#${m}` })),
      offers: Array.from({ length: 100 }, (__, m) => ({ "@id": `#${m}` })),
    }));
    const long = product({
      name: "<a ".repeat(30_000),
      category: "> ".repeat(40_000),
      offers: { price: "1,".repeat(40_000), availability: "/".repeat(90_000) },
      url: `https://shop.example/${"a/".repeat(40_000)}`,
    });
    const before = performance.now();
    for (const told of [deep, { "@graph": deep }, wide, [wide], refs, long])
      subjectOf(jsonLd(told), at(PAGE, "t ".repeat(200)));
    expect(performance.now() - before).toBeLessThan(2_000);
  });

  it("pollutes no prototype", () => {
    const told = JSON.parse(
      '{"@type":"Product","name":"x","sku":"1","__proto__":{"price":1},"offers":{"__proto__":{"price":5}}}',
    ) as unknown;
    expect(productOf(jsonLd(told)).price).toBeNull();
    expect(({} as { price?: number }).price).toBeUndefined();
  });
});

describe("a dataLayer's event of any shape", () => {
  it("is read without an error", () => {
    fc.assert(fc.property(fc.anything(), (told) => void fromDialect(told)));
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom("items", "value", "currency", "price"), json),
        (told) => {
          fromDialect({ captured: "data_layer", ...told });
        },
      ),
    );
  });
});
