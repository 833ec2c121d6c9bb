import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { batchFromDialect, fromDialect } from "../../../worker/core/capture/index.ts";
import { Batch } from "../../../worker/wire/batch.ts";
import { Event } from "../../../worker/wire/event.ts";
import { FOREIGN, PAGE, segment, shopify, snowplow, tracked } from "../../fixtures/dialects.ts";

const DOCS = readFileSync(new URL("../../../docs/dialects.md", import.meta.url), "utf8");

/** Rows of the document's tables: system, their name, ours. */
const rows = [...DOCS.matchAll(/^## (\w+)[^\n]*\n+((?:\|.*\n)+)/gm)].flatMap(([, system, table]) =>
  [...table!.matchAll(/^\| (`.+?) *\| `(\w+)` *\|/gm)].flatMap(([, theirs, ours]) =>
    [...theirs!.matchAll(/`([^`]+)`/g)].map(([, name]) => [system!, name!, ours!] as const),
  ),
);
const read = (told: unknown) => Event.safeParse(fromDialect(told)).data;
const its = (system: string, name: string) => read(FOREIGN[system]![name]);

/** Of which of GA4's events items are the point. */
const WITH_ITEMS = /_item|_cart|_to_|checkout|purchase|refund|wishlist/;
const BARE = new Set(["Viewed Product Category", "checkout_step"]);

describe("the table of dialects", () => {
  it.each(rows)("%s's %s arrives as %s", (system, name, ours) => {
    const told = its(system, name);
    expect(told?.name).toBe(ours);
    expect(told?.page?.url).toBe(PAGE);
    if (!WITH_ITEMS.test(ours) || BARE.has(name)) return;
    expect(told?.items?.[0]).toMatchObject({
      item_id: expect.any(String),
      price: expect.any(Number),
    });
  });

  it("lists every event that is read", () => {
    const listed = rows.map(([system, name]) => `${system} ${name}`).toSorted();
    const known = Object.entries(FOREIGN).flatMap(([system, events]) =>
      Object.keys(events).map((name) => `${system} ${name}`),
    );
    expect(listed).toEqual(known.toSorted());
  });
});

describe("a Segment call", () => {
  it("has its product as an item, and its money", () => {
    const item = {
      item_id: "G-32",
      item_name: "Monopoly: 3rd Edition",
      item_brand: "Hasbro",
      item_category: "Games",
      item_category2: "Board",
      item_variant: "200 pieces",
      price: 18.99,
      quantity: 2,
      index: 3,
    };
    expect(its("Segment", "Product Viewed")).toMatchObject({
      id: expect.stringMatching(/^ajs-next-/),
      currency: "USD",
      value: 18.99,
      items: [item],
    });
    expect(its("Segment", "Order Completed")).toMatchObject({
      transaction_id: "50314b8e",
      value: 40.98,
      shipping: 3,
      tax: 2,
      coupon: "hasbros",
      items: [item],
    });
  });

  it("names an item by its product_id where it has no SKU", () => {
    const told = read(segment("Product Added", { product_id: 12, price: "£2.50" }));
    expect(told?.items).toEqual([{ item_id: "12", price: 2.5 }]);
  });

  it("tells which list, which search and which promotion", () => {
    expect(its("Segment", "Product List Viewed")).toMatchObject({
      item_list_id: "hot_deals_1",
      item_list_name: "Deals",
    });
    expect(its("Segment", "Products Searched")?.search_term).toBe("blue roses");
    expect(its("Segment", "Promotion Viewed")?.params).toMatchObject({
      promotion_id: "promo_1",
      promotion_name: "75% store-wide shoe sale",
      creative_slot: "home_banner_top",
    });
  });

  it("of a checkout's step is what was chosen in it", () => {
    const step = (more: object) =>
      read(segment("Checkout Step Completed", { step: 2, ...more }))?.name;
    expect(step({ payment_method: "Visa" })).toBe("add_payment_info");
    expect(step({ shipping_method: "Fedex" })).toBe("add_shipping_info");
    expect(step({})).toBe("checkout_step_completed");
  });

  it("that means nothing here is a custom event with its scalars", () => {
    const told = read(
      segment("Coupon Entered!", { coupon_id: "may", tries: 2, list: [1], [`x y`]: 1 }),
    );
    expect(told).toMatchObject({ name: "coupon_entered", params: { coupon_id: "may", tries: 2 } });
    expect(read({ ...segment(""), type: "group" })?.name).toBe("group");
    expect(read(segment("日本語"))).toBeUndefined();
  });

  it("reads of nobody's traits, and logs in whom it names", () => {
    const told = its("Segment", "identify");
    expect(told?.logged_in).toBe(true);
    expect(JSON.stringify(told)).not.toContain("a@b.example");
    expect(read({ ...segment(""), type: "identify" })?.name).toBe("identify");
  });

  it("has its age by its own clock", () => {
    const told = read({
      ...segment("Cart Viewed"),
      originalTimestamp: "2020-01-01T00:00:00.000Z",
      sentAt: "2020-01-01T00:00:07.000Z",
    });
    expect(told).toMatchObject({ age: 7000, time: "2020-01-01T00:00:00.000Z" });
  });

  it("whose id is too long for one has its hash", () => {
    const long = (id: string) => read({ ...segment("Cart Viewed"), messageId: id.repeat(80) })?.id;
    expect(long("a")).toMatch(/^[0-9a-f]{16}$/);
    expect(long("a")).toBe(long("a"));
    expect(long("a")).not.toBe(long("b"));
  });
});

describe("an event of a Shopify pixel", () => {
  it("has its variants as items, by SKU or else by number", () => {
    const item = {
      item_id: "SHIRT-M",
      item_name: "Linen shirt",
      item_brand: "Linen & Co",
      item_category: "Shirts",
      item_variant: "M",
      price: 39.5,
    };
    expect(its("Shopify", "product_viewed")).toMatchObject({ currency: "EUR", items: [item] });
    expect(its("Shopify", "product_added_to_cart")?.items).toEqual([{ ...item, quantity: 2 }]);
    const bare = { id: "42", sku: null, price: { amount: 1, currencyCode: "EUR" }, product: {} };
    const told = read(shopify("product_viewed", { productVariant: bare }));
    expect(told?.items?.[0]?.item_id).toBe("42");
  });

  it("of a checkout is what was bought, and not who bought it", () => {
    const told = its("Shopify", "checkout_completed");
    expect(told).toMatchObject({
      transaction_id: "1001",
      currency: "EUR",
      value: 83.9,
      tax: 13.4,
      shipping: 4.9,
      coupon: "WELCOME",
    });
    expect(JSON.stringify(told)).not.toMatch(/Jo|Sesame|shopper|123456/);
  });

  it("that means nothing here is its name alone, unless the shop published it", () => {
    const typed = { element: { name: "email", value: "jo@shopper.example" } };
    const told = read(shopify("input_changed", typed, { type: "dom" }));
    expect(told).toMatchObject({ name: "input_changed" });
    expect(JSON.stringify(told)).not.toContain("shopper");
    const own = read(shopify("Quiz Done", {}, { type: "custom", customData: { score: 3 } }));
    expect(own).toMatchObject({ name: "quiz_done", params: { score: 3 } });
    expect(read(shopify("constructor", {}))?.name).toBe("constructor");
  });

  it("without what it should hold loses that, not itself", () => {
    for (const name of Object.keys(FOREIGN["Shopify"]!).filter((n) => n !== "checkout_completed"))
      expect(read(shopify(name, {}))?.items ?? []).toEqual([]);
    expect(read(shopify("cart_viewed", { cart: null }))?.name).toBe("view_cart");
  });
});

describe("a Snowplow event", () => {
  it("has its entities as items, money and list", () => {
    const item = {
      item_id: "12345",
      item_name: "Baseball Tee",
      item_category: "apparel",
      item_category2: "tops",
      price: 200,
      quantity: 2,
      index: 4,
    };
    expect(its("Snowplow", "list_view")).toMatchObject({
      item_list_name: "recommended",
      items: [item],
    });
    expect(its("Snowplow", "transaction")).toMatchObject({
      transaction_id: "order-123",
      value: 430,
      tax: 50,
      shipping: 30,
      currency: "USD",
      coupon: "WINTER",
    });
    expect(its("Snowplow", "refund")).toMatchObject({ transaction_id: "order-123", value: 200 });
    expect(JSON.stringify(its("Snowplow", "checkout_step"))).not.toContain("Sesame");
  });

  it("is the same as a tracker sends it, encoded or not", () => {
    const told = FOREIGN["Snowplow"]!["transaction"] as ReturnType<typeof snowplow>;
    const { id: _, page: __, ...own } = read(told)!;
    for (const encoded of [true, false])
      expect(read(tracked(told, encoded))).toMatchObject({
        ...own,
        age: 5000,
        page: { url: PAGE },
      });
    expect(read({ e: "pv", tv: "js-4", eid: "e1", url: PAGE, page: "Mug" })).toMatchObject({
      name: "page_view",
      page: { url: PAGE, title: "Mug" },
    });
  });

  it("of a later step is what was chosen in it", () => {
    const step = (data: object) =>
      read(
        snowplow(
          { type: "checkout_step" },
          {
            schema: "iglu:com.snowplowanalytics.snowplow.ecommerce/checkout_step/jsonschema/1-0-0",
            data,
          },
        ),
      )?.name;
    expect(step({ step: 2, delivery_method: "express" })).toBe("add_shipping_info");
    expect(step({ step: 3, payment_method: "card" })).toBe("add_payment_info");
    expect(step({ step: 4 })).toBe("checkout_step");
  });

  it("that is not JSON is no event, and breaks nothing", () => {
    for (const broken of [{ ue_pr: "{" }, { ue_px: "%%%" }, { ue_pr: "null" }])
      expect(read({ e: "ue", tv: "js-4", eid: "e1", ...broken })).toBeUndefined();
  });
});

describe("an event of whatever shape", () => {
  const names = fc.constantFrom(
    ..."type event properties messageId context page clientId timestamp name data customData".split(
      " ",
    ),
    ..."schema e tv ue_pr ue_px co cx items products checkout lineItems order toString".split(" "),
  );
  const words = fc.constantFrom(
    "track",
    "page",
    "standard",
    "custom",
    "ue",
    "pv",
    "checkout_completed",
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      words,
      fc.jsonValue({ maxDepth: 1 }),
      fc.dictionary(names, tie("tree")),
      fc.array(tie("tree"), { maxLength: 3 }),
    ),
  }));

  it("is read or refused, and never breaks the door", () => {
    const known = fc.constantFrom(...Object.values(FOREIGN).flatMap((all) => Object.values(all)));
    fc.assert(
      fc.property(known, fc.dictionary(names, tree), (event, changes) => {
        const told = { ...event, ...changes };
        Event.safeParse(fromDialect(told));
        Batch.safeParse(batchFromDialect(told));
        Batch.safeParse(batchFromDialect({ batch: [told, event] }));
      }),
      { numRuns: 2000 },
    );
  });
});
