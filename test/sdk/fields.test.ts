import { beforeAll, describe, expect, test, vi } from "vitest";
import { isUrgent } from "../../sdk/src/lib/urgent.ts";
import { safeUrl } from "../../sdk/src/recs/link.ts";
import { localPrice } from "../../sdk/src/recs/price.ts";

describe("an event", () => {
  test.each([
    "add_to_cart",
    "remove_from_cart",
    "purchase",
    "select_item",
    "recommendation_clicked",
  ])("%s does not wait", (name) => expect(isUrgent(name)).toBe(true));

  test.each(["page_view", "view_item", "page_leave", "recommendation_shown", "add_shipping_info"])(
    "%s waits for company",
    (name) => expect(isUrgent(name)).toBe(false),
  );
});

describe("a link", () => {
  beforeAll(() => void vi.stubGlobal("location", { href: "https://shop.example/cart" }));

  test.each([
    ["/product/mug?a=1", "https://shop.example/product/mug?a=1"],
    ["https://cdn.example/mug.svg", "https://cdn.example/mug.svg"],
    ["HTTP://cdn.example/", "http://cdn.example/"],
    ["//cdn.example/mug.svg", "https://cdn.example/mug.svg"],
    ["product/mug", "https://shop.example/product/mug"],
  ])("%s may be shown", (link, expected) => expect(safeUrl(link)).toBe(expected));

  test.each([
    "javascript:alert(1)",
    " javascript:alert(1)",
    "data:image/svg+xml,x",
    "mailto:a@shop.example",
    "https://",
    "https://[",
    "",
    null,
  ])("%j may not", (link) => expect(safeUrl(link)).toBeUndefined());
});

describe("a price", () => {
  function priceIn(lang: string, price: string) {
    vi.stubGlobal("document", { documentElement: { lang } });
    return localPrice(price);
  }

  test("is written as the page's language has it", () => {
    expect(priceIn("en-GB", "2.55 GBP")).toBe("£2.55");
    expect(priceIn("de", "1234.50 EUR")).toBe("1.234,50\u00a0€");
    expect(priceIn("en", "1200 JPY")).toBe("¥1,200");
  });

  test("that cannot be understood is not guessed", () => {
    expect(priceIn("en", "2.55")).toBeUndefined();
    expect(priceIn("not a language", "2.55 GBP")).toBeUndefined();
    expect(priceIn("en", null as never)).toBeUndefined();
  });
});
