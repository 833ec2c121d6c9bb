import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readElements, subjectOf } from "../../../worker/core/capture/index.ts";
import type { MarkupElement } from "../../../worker/wire/event.ts";
import { at, PAGE } from "./support.ts";

const PRODUCT = "https://schema.org/Product";

describe("the elements of a page", () => {
  it("are items of microdata with what lies in them, and Open Graph's properties", () => {
    const elements: MarkupElement[] = [
      [-1, null, "og:type", "product"],
      [-1, PRODUCT, null, "all of its text"],
      [1, null, "name", "Blue mug"],
      [1, "https://schema.org/Offer", "offers", "text"],
      [3, null, "price", "12.50"],
      [1, null, "image", "/a.jpg"],
      [1, null, "image", "/b.jpg"],
      [1, PRODUCT, null, "a product that is no property"],
      [-1, null, "name", "of nothing"],
    ];
    const { microdata, open_graph } = readElements(elements);
    expect(JSON.parse(JSON.stringify(microdata))).toEqual([
      {
        "@type": [PRODUCT],
        name: ["Blue mug"],
        offers: [{ "@type": ["https://schema.org/Offer"], price: ["12.50"] }],
        image: ["/a.jpg", "/b.jpg"],
      },
      { "@type": [PRODUCT] },
    ]);
    expect(open_graph).toEqual([["og:type", "product"]]);
  });

  it("may stand around others without a type, and have several names", () => {
    const elements: MarkupElement[] = [
      [-1, PRODUCT, null, null],
      [0, null, "brand manufacturer", "Acme"],
      [1, null, "name", "Acme"],
    ];
    const [item] = readElements(elements).microdata;
    expect(JSON.parse(JSON.stringify(item))).toEqual({
      "@type": [PRODUCT],
      brand: [{ "@type": [null], name: ["Acme"] }],
      manufacturer: [{ "@type": [null], name: ["Acme"] }],
    });
  });

  it("are read without an error whatever they are, and lie in no circle", () => {
    const place = fc.oneof(fc.integer({ min: -2, max: 12 }), fc.anything());
    const text = fc.oneof(
      fc.constantFrom("name", "offers", "__proto__", "og:title", PRODUCT),
      fc.anything(),
    );
    const element = fc.oneof(fc.tuple(place, text, text, text), fc.anything());
    fc.assert(
      fc.property(fc.oneof(fc.array(element, { maxLength: 12 }), fc.anything()), (elements) => {
        const { microdata, open_graph } = readElements(elements);
        expect(() => subjectOf({ microdata, open_graph }, at(PAGE))).not.toThrow();
      }),
    );
    const rings: MarkupElement[] = [
      [1, PRODUCT, "isRelatedTo", null],
      [0, PRODUCT, "isRelatedTo", null],
      [2, PRODUCT, "isRelatedTo", null],
    ];
    expect(() => JSON.stringify(readElements(rings).microdata)).not.toThrow();
  });
});
