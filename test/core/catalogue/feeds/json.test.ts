import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FeedError, formatOf } from "../../../../worker/core/catalogue/feeds/index.ts";
import { expectSameInPieces, fieldsOf, problemsOf, read } from "./support.ts";

const product = {
  id: 9,
  title: "Cup",
  handle: "cup é",
  vendor: "Ours",
  product_type: "Cups",
  published_at: "2026-01-01T00:00:00Z",
  images: [{ src: "https://cdn.example/cup.png" }],
  variants: [
    { id: 1, title: "Red", sku: "R", price: "5.00", compare_at_price: "6.00", available: true },
    { id: 2, title: "Blue", sku: "", price: "5.00", compare_at_price: null, available: false },
  ],
};

describe("a feed in JSON", () => {
  it("is a list of items, or holds one", () => {
    const items = [
      { id: "a", title: 'T "x" [{' },
      { id: "b", rating: { value: 4, count: 2 } },
    ];
    for (const text of [JSON.stringify(items), JSON.stringify({ items }, null, 2)])
      expect(fieldsOf(read("json", text))).toEqual(items);
    const page = '{"version": 1.5, "shop": "S, \u2026", "items": [{"id": "a"}]}';
    expect(formatOf(page, "", "")).toBe("json");
    expect(fieldsOf(read("json", page))).toEqual([{ id: "a" }]);
    expect(read("json", '{"items": []}')).toMatchObject({ entries: [], truncated: null });
  });

  it("is Shopify's products, page after page, each variant an item of its product", () => {
    const page = JSON.stringify({ products: [product] });
    const feed = read("json", `${page}\n${page}`);
    expect(feed.truncated).toBeNull();
    expect(feed.entries.map(({ line }) => line)).toEqual([1, 1, 2, 2]);
    expect(fieldsOf(feed).slice(0, 2)).toEqual([
      {
        id: "R",
        title: "Cup – Red",
        link: "/products/cup%20%C3%A9?variant=1",
        image_link: "https://cdn.example/cup.png",
        price: "6.00",
        sale_price: "5.00",
        product_type: "Cups",
        brand: "Ours",
        item_group_id: "9",
        first_seen: "2026-01-01T00:00:00Z",
      },
      {
        id: "2",
        title: "Cup – Blue",
        link: "/products/cup%20%C3%A9?variant=2",
        image_link: "https://cdn.example/cup.png",
        price: "5.00",
        availability: "out_of_stock",
        product_type: "Cups",
        brand: "Ours",
        item_group_id: "9",
        first_seen: "2026-01-01T00:00:00Z",
      },
    ]);
  });

  it("calls a product without variants by its own name and page", () => {
    const variants = [{ id: 1, title: "Default Title", price: "5.00" }];
    const text = JSON.stringify({ products: [{ ...product, variants }] });
    expect(fieldsOf(read("json", text))[0]).toMatchObject({
      id: "1",
      title: "Cup",
      link: "/products/cup%20%C3%A9",
    });
  });

  it("loses only what is broken, and says when it is cut short", () => {
    const text = '[{"id":"a"},\n{"id":"b" oops},\n7,\n{"id":"c"},\n{"id":"d"}]';
    const feed = read("json", text);
    expect(fieldsOf(feed).map(({ id }) => id)).toEqual(["a", "c", "d"]);
    expect(problemsOf(feed)).toEqual([expect.stringMatching(/^2: /), "3: this is no object"]);
    expect(read("json", text.slice(0, -6))).toMatchObject({
      truncated: "the file ends inside this item",
    });
    expect(read("json", text.slice(0, -1)).truncated).toMatch(/list is closed/);
  });

  it("passes brackets that close nothing", () => {
    const feed = read("json", '[{"id":"a"}}, {"id":"b"}]');
    expect(fieldsOf(feed)).toEqual([{ id: "a" }, { id: "b" }]);
    expect(problemsOf(feed)).toHaveLength(1);
    expectSameInPieces("json", '[{"id":"a"}}, {"id":"b"}]');
  });

  it("comes to an end, whatever brackets it is made of", () => {
    const marks = fc.constantFrom("[", "]", "{", "}", ",", ":", '"', "\\", "1", "\n", '"id"');
    fc.assert(
      fc.property(fc.array(marks), (text) => {
        const feed = `[${text.join("")}`;
        try {
          read("json", feed);
        } catch (error) {
          expect(error).toBeInstanceOf(FeedError);
        }
      }),
    );
  });

  it("is refused when it is no list of items", () => {
    expect(() => read("json", '{"error":"not found"}')).toThrow(/list/);
  });

  it("is the same however it comes in pieces", () => {
    expectSameInPieces(
      "json",
      `${JSON.stringify({ products: [product] }, null, 1)} [{"id":"a\\"]"},{x}]`,
    );
  });
});

describe("a feed with one item a line", () => {
  it("loses only lines that are wrong", () => {
    const feed = read("ndjson", '{"id":"a"}\n\nnonsense\n[]\n{"id":"b"}');
    expect(fieldsOf(feed)).toEqual([{ id: "a" }, { id: "b" }]);
    expect(problemsOf(feed)).toEqual([expect.stringMatching(/^3: /), "4: this is no object"]);
    expect(feed.truncated).toBeNull();
    expectSameInPieces("ndjson", '{"id":"a"}\n\nnonsense\n[]\n{"id":"b"}');
  });

  it("says when it is cut short", () => {
    const feed = read("ndjson", '{"id":"a"}\n{"id":"b');
    expect(feed.truncated).toMatch(/inside this line/);
    expect(fieldsOf(feed)).toEqual([{ id: "a" }]);
  });
});
