import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readItem, type ShopOfFeed } from "../../../../worker/core/catalogue/feeds/index.ts";
import { CatalogueItem } from "../../../../worker/wire/catalogue-item.ts";
import { fields, SHOP } from "./support.ts";

const MUG = { id: "a", title: "Mug", link: "/p/a" };
const readOf = (told: object, shop: Partial<ShopOfFeed> = {}) =>
  readItem(fields({ ...MUG, ...told }), { ...SHOP, ...shop });
const itemOf = (told: object, shop: Partial<ShopOfFeed> = {}) => {
  const read = readOf(told, shop);
  if (read.item === null) throw new Error(read.problem);
  return read.item;
};

describe("an item of a file", () => {
  it("has prices however they are written", () => {
    for (const [written, price] of [
      ["£1.234,50", "1234.50 GBP"],
      ["1,234.50 GBP", "1234.50 GBP"],
      ["1 234,50 €", "1234.50 EUR"],
      ["12.5", "12.50 GBP"],
      [12.5, "12.50 GBP"],
      ["US$ 5", "5.00 USD"],
      ["&pound;5", "5.00 GBP"],
    ])
      expect(itemOf({ price: written }).price, String(written)).toBe(price);
    expect(itemOf({ price: "12.5" }, { currency: "EUR" }).price).toBe("12.50 EUR");
    expect(itemOf({}).price).toBeUndefined();
  });

  it("is on sale while the sale is on", () => {
    const sale = (dates?: string) =>
      itemOf({ price: "9", sale_price: "5", sale_price_effective_date: dates }).sale_price;
    expect(sale()).toBe("5.00 GBP");
    expect(sale("2026-11-01T00:00+0100/2026-11-30T00:00+0100")).toBe("5.00 GBP");
    expect(sale("2026-10-01T00:00+0100/2026-10-30T00:00+0100")).toBeUndefined();
    expect(sale("2026-12-01/2026-12-30")).toBeUndefined();
    expect(sale("some day")).toBeUndefined();
  });

  it("has the shop's words for stock as ours", () => {
    for (const [word, availability] of [
      ["in stock", "in_stock"],
      ["Available", "in_stock"],
      ["out of stock", "out_of_stock"],
      ["preorder", "preorder"],
      ["https://schema.org/BackOrder", "backorder"],
    ])
      expect(itemOf({ availability: word }).availability, word).toBe(availability);
    expect(itemOf({ quantity: "0" })).toMatchObject({ availability: "out_of_stock", quantity: 0 });
    expect(itemOf({ quantity: 3 })).toMatchObject({ availability: "in_stock", quantity: 3 });
  });

  it("has text where the file has HTML, read once and never run", () => {
    expect(itemOf({ title: "<b>Tea</b> &amp; <i>Mug</i><script>alert(1)</script>" }).title).toBe(
      "Tea & Mug",
    );
    expect(itemOf({ title: "How to write &lt;b&gt;" }).title).toBe("How to write <b>");
    expect(itemOf({ title: "AT&amp;amp;T" }).title).toBe("AT&amp;T");
    expect(itemOf({ title: "x".repeat(900) }).title).toHaveLength(500);
  });

  it("lies where the file's shop is", () => {
    const base = "https://shop.example/de/";
    expect(itemOf({ link: "p/a", image_link: "//cdn.example/i.png" }, { base })).toMatchObject({
      link: "https://shop.example/de/p/a",
      image_link: "https://cdn.example/i.png",
    });
    expect(itemOf({ link: "https://other.example/" }, { base }).link).toBe(
      "https://other.example/",
    );
    expect(itemOf({ link: "/p/a" }).link).toBe("/p/a");
  });

  it("has its category in the shop's own levels before Google's, and no number for one", () => {
    expect(itemOf({ product_type: "Kitchen&gt;Mugs › Big" }).product_type).toBe(
      "Kitchen > Mugs > Big",
    );
    expect(itemOf({ google_product_category: "Home > Kitchen" }).product_type).toBe(
      "Home > Kitchen",
    );
    expect(itemOf({ product_type: "Own", google_product_category: "Home" }).product_type).toBe(
      "Own",
    );
    expect(itemOf({ google_product_category: "632" }).product_type).toBe("");
  });

  it("takes our own attributes from text and from JSON", () => {
    const item = {
      replenishable: true,
      days_per_unit: 30,
      start_lag_days: 2,
      margin: 0.4,
      how_to_url: "/guides/mug",
      first_seen: "2026-01-02T00:00:00.000Z",
      rating: { value: 4.5, count: 12 },
    };
    expect(itemOf(item)).toMatchObject(item);
    const { rating: _, ...others } = item;
    const text = Object.fromEntries(Object.entries(others).map(([name, v]) => [name, String(v)]));
    const told = { ...text, replenishable: "yes", rating_value: "4,5", rating_count: "12" };
    expect(itemOf(told)).toMatchObject(item);
  });
});

describe("an item as shop systems export it", () => {
  it("has an address without a scheme, of which browsers make https", () => {
    expect(readOf({ image_link: "//cdn.example/i.png" }).item?.image_link).toBe(
      "https://cdn.example/i.png",
    );
    expect(readOf({ link: "HTTPS://Shop.example/a b" }).item?.link).toBe(
      "https://shop.example/a%20b",
    );
  });

  it("has several pictures, of which the first counts", () => {
    for (const image_link of [
      "https://a.example/1.jpg, https://a.example/2.jpg",
      ["https://a.example/1.jpg"],
      [{ id: 1, src: "https://a.example/1.jpg" }],
    ])
      expect(readOf({ image_link }).item?.image_link).toBe("https://a.example/1.jpg");
  });

  it("says by a flag whether it is in stock, or by less than no pieces that it is not", () => {
    for (const availability of ["0", 0, false, "No"])
      expect(readOf({ availability }).item?.availability).toBe("out_of_stock");
    for (const availability of ["1", 1, true, undefined])
      expect(readOf({ availability }).item?.availability).toBe("in_stock");
    for (const quantity of ["-2", -2])
      expect(readOf({ quantity }).item).toMatchObject({
        availability: "out_of_stock",
        quantity: 0,
      });
  });
});

describe("an item that is wrong", () => {
  it("says what is wrong with what it cannot be without", () => {
    const said = (told: object) => {
      const read = readOf(told);
      return read.item === null ? [read.id, read.problem] : null;
    };
    expect(said({ title: "" })).toEqual(["a", "title: is missing"]);
    expect(said({ id: undefined })).toEqual([null, "id: is missing"]);
    expect(said({ price: "ask us" })).toEqual(["a", expect.stringMatching(/^price: must be/)]);
    expect(said({ price: "-5 GBP" })).toEqual(["a", expect.stringMatching(/^price: /)]);
    expect(said({ availability: "perhaps" })).toEqual(["a", expect.stringMatching(/^avail/)]);
    for (const link of ["javascript:alert(1)", "java\nscript:1", "/\\evil.example", "p/a"])
      expect(said({ link }), link).toEqual(["a", expect.stringMatching(/^link: /)]);
  });

  it("loses a detail that is wrong, and says which", () => {
    const told = { image_link: "javascript:1", margin: "40", rating: "good", brand: "Ours" };
    expect(readOf(told)).toEqual({
      item: { ...MUG, availability: "in_stock", product_type: "", brand: "Ours" },
      leftOut: expect.arrayContaining(["image_link", "margin", "rating"]),
    });
  });

  it("is never more than the catalogue takes, whatever it says", () => {
    const names = Object.keys(CatalogueItem.shape);
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), fc.anything()), (told) => {
        const read = readItem(fields(told), SHOP);
        if (read.item !== null) expect(CatalogueItem.parse(read.item)).toEqual(read.item);
      }),
    );
  });
});
