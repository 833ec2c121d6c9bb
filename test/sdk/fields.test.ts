import { describe, expect, test } from "vitest";
import { changeConsent, defaultConsent } from "../../sdk/src/lib/consent.ts";
import { isUrgent } from "../../sdk/src/lib/urgent.ts";
import { safeUrl } from "../../sdk/src/recs/link.ts";
import { formatPrice } from "../../sdk/src/recs/price.ts";

const DENIED = "denied" as const;
const GRANTED = "granted" as const;

describe("consent", () => {
  test("is what the shop's set-up says until someone speaks", () => {
    expect(defaultConsent(false, false)).toEqual({});
    expect(defaultConsent(true, false).analytics_storage).toBe(DENIED);
  });

  test("under Global Privacy Control has no profile until the shop has asked, and never any ads", () => {
    const start = defaultConsent(false, true);
    expect(start.analytics_storage).toBe(DENIED);
    const asked = { analytics_storage: GRANTED, ad_storage: GRANTED };
    expect(changeConsent(start, asked, true)).toEqual({
      analytics_storage: GRANTED,
      ad_storage: DENIED,
      ad_user_data: DENIED,
      ad_personalization: DENIED,
    });
  });

  test("keeps what a change does not mention and ignores what is neither granted nor denied", () => {
    const change = { ad_storage: "maybe", ad_user_data: GRANTED } as never;
    expect(changeConsent({ analytics_storage: DENIED }, change, false)).toEqual({
      analytics_storage: DENIED,
      ad_user_data: GRANTED,
    });
  });
});

describe("an event", () => {
  test.each([
    "add_to_cart",
    "remove_from_cart",
    "purchase",
    "select_item",
    "recommendation_clicked",
  ])("%s does not wait", (name) => expect(isUrgent(name)).toBe(true));

  test.each(["page_view", "view_item", "page_leave", "recommendation_shown", "purchased_before"])(
    "%s waits for company",
    (name) => expect(isUrgent(name)).toBe(false),
  );
});

describe("a link", () => {
  const page = "https://shop.example/cart";

  test.each([
    ["/product/mug?a=1", "https://shop.example/product/mug?a=1"],
    ["https://cdn.example/mug.svg", "https://cdn.example/mug.svg"],
    ["HTTP://cdn.example/", "http://cdn.example/"],
  ])("%s may be shown", (link, expected) => expect(safeUrl(link, page)).toBe(expected));

  test.each([
    "javascript:alert(1)",
    " javascript:alert(1)",
    "data:image/svg+xml,x",
    "//elsewhere.example/",
    "/\\elsewhere.example/",
    "/\t/elsewhere.example/",
    "product/mug",
    "http:mug",
    "https://",
    "https://[",
    "",
    null,
  ])("%j may not", (link) => expect(safeUrl(link, page)).toBeUndefined());
});

describe("a price", () => {
  test("is written as the page's language has it", () => {
    expect(formatPrice("2.55 GBP", "en-GB")).toBe("£2.55");
    expect(formatPrice("1234.50 EUR", "de")).toBe("1.234,50\u00a0€");
    expect(formatPrice("1200 JPY", "en")).toBe("¥1,200");
  });

  test("that cannot be understood stays as it is", () => {
    expect(formatPrice("2.55", "en")).toBe("2.55");
    expect(formatPrice("2.55 GBP", "not a language")).toBe("2.55 GBP");
    expect(formatPrice(null, "en")).toBe("");
  });
});
