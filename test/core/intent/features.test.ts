import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  FIXED_FEATURES,
  features,
  newBehaviour,
  type PersonTraits,
} from "../../../worker/core/intent/index.ts";
import { SLOTS, fnv1a } from "../../../worker/core/intent/hash.ts";
import {
  DAY,
  DIRECT,
  MINUTE,
  NOON,
  REGULAR,
  SECOND,
  STRANGER,
  behaviourOf,
  event,
  item,
  productPage,
} from "./support.ts";

const keysOf = (...input: Parameters<typeof features>) => features(...input).map(({ key }) => key);

const cartEvent = (price: number, currency: string) =>
  event("add_to_cart", { items: [item("a", { price })], currency });

const viewsOf = (...categories: string[]) =>
  behaviourOf(
    ...categories.flatMap((category, index) => productPage(`i${index}`, `v${index}`, category)),
  );

const cartWordsOf = (price: number, currency: string) =>
  features(behaviourOf(cartEvent(price, currency)), STRANGER, DIRECT, NOON).find(({ key }) =>
    key.startsWith("behaviour:cart_value"),
  )?.words;

const latestWordsOf = (...events: Parameters<typeof behaviourOf>) =>
  features(behaviourOf(...events), STRANGER, DIRECT, NOON)
    .filter(({ key }) => /:(action|pause|amount|viewed_price)=/.test(key))
    .map(({ words }) => words);

const focusOf = (...categories: string[]) =>
  keysOf(viewsOf(...categories), STRANGER, DIRECT, NOON).find((key) => key.includes("focus"));

describe("features", () => {
  test("a stranger's first page gives what is known then and no more", () => {
    const behaviour = behaviourOf(...productPage("a", "v1"));
    expect(keysOf(behaviour, STRANGER, DIRECT, NOON)).toEqual([
      "traffic:channel=Direct",
      "traffic:device=mobile",
      "traffic:hour=12",
      "traffic:weekend=no",
      "person:returning=no",
      "person:orders=0",
      "person:logged_in=no",
      "behaviour:events=2",
      "behaviour:pages=1",
      "behaviour:items=1",
      "behaviour:cart=0",
      "behaviour:checkout=0",
      "behaviour:minutes=0",
      "behaviour:page=item",
      "behaviour:action=view_item",
      "behaviour:pause=0-1",
      "behaviour:moment=new,item",
      "behaviour:progress=2,item",
    ]);
  });

  test("a regular's history is there from the first event on", () => {
    const keys = keysOf(behaviourOf(event("page_view")), REGULAR, DIRECT, NOON);
    expect(keys).toEqual(
      expect.arrayContaining([
        "person:returning=yes",
        "person:visits_7d=2",
        "person:visits_30d=3-4",
        "person:days_since_visit=2-3",
        "person:orders=1",
        "person:days_since_order=31-60",
        "person:logged_in=yes",
        "person:last_exit=cart",
      ]),
    );
  });

  test("the cart's value is in steps of its own currency", () => {
    expect(cartWordsOf(2550, "GBP")).toBe("Cart worth 20–50 GBP");
    expect(cartWordsOf(2550, "JPY")).toBe("Cart worth 2000–5000 JPY");
    expect(cartWordsOf(5e12, "EUR")).toBe("Cart worth 10000000 EUR or more");
    expect(cartWordsOf(2550, "__proto__")).toBeUndefined();
  });

  test("what was done last is told with its pause and its amount", () => {
    const looked = event("view_item", { items: [item("a", { price: 2400 })], currency: "EUR" });
    const added = event("add_to_cart", {
      time: NOON + 12 * SECOND,
      items: [item("a", { price: 2400, quantity: 3 })],
      currency: "EUR",
    });
    expect(latestWordsOf(looked)).toEqual([
      "Has just viewed a product",
      "Has just viewed a product: 20–50 EUR",
      "Products viewed cost 20–50 EUR on average",
    ]);
    expect(latestWordsOf(looked, added)).toEqual([
      "Has just added to the cart",
      "Did that after 10–19 s",
      "Has just added to the cart: 50–100 EUR",
      "Products viewed cost 20–50 EUR on average",
    ]);
    expect(latestWordsOf(looked, event("quiz_done"))[0]).toBe("Has just done something else");
    expect(latestWordsOf(event("constructor"))[0]).toBe("Has just done something else");
  });

  test("what the page does by itself is not what was done last", () => {
    expect(latestWordsOf(event("search"), event("recommendation_shown"))).toEqual(
      latestWordsOf(event("search")),
    );
  });

  test("focus is told from three views on", () => {
    expect(focusOf("Mugs", "Mugs")).toBeUndefined();
    expect(focusOf("Mugs", "Mugs", "Mugs")).toBe("behaviour:category_focus=one");
    expect(focusOf("Mugs", "Mugs", "Bags")).toBe("behaviour:category_focus=mostly");
    expect(focusOf("Mugs", "Toys", "Bags")).toBe("behaviour:category_focus=spread");
  });

  test("an order leaves no trace in the features of its visit", () => {
    const pages = productPage("a", "v1");
    const before = keysOf(behaviourOf(...pages), STRANGER, DIRECT, NOON);
    const after = keysOf(
      behaviourOf(...pages, event("purchase", { transaction: "t", view: "v1" })),
      STRANGER,
      DIRECT,
      NOON,
    );
    expect(after).toEqual(before.filter((key) => !key.startsWith("behaviour:page=")));
  });

  test("a clock that runs back counts as no time", () => {
    const behaviour = behaviourOf(event("page_view"));
    expect(keysOf(behaviour, STRANGER, DIRECT, NOON - DAY)).toContain("behaviour:minutes=0");
    expect(keysOf(behaviour, STRANGER, DIRECT, NOON + 4 * MINUTE)).toContain(
      "behaviour:minutes=3-5",
    );
  });

  test("dwell and returns are read", () => {
    const away = event("page_view", { url: "https://shop.example/about" });
    const leave = event("page_leave", {
      view: "v1",
      engagement: { visible: 45 * SECOND, focused: 0, active: 0, scroll: 0 },
    });
    const keys = keysOf(
      behaviourOf(...productPage("a", "v1"), leave, away, ...productPage("a", "v2")),
      STRANGER,
      DIRECT,
      NOON,
    );
    expect(keys).toContain("behaviour:seconds_read=30-59");
    expect(keys).toContain("behaviour:same_item_again=1");
  });
});

describe("every feature that can be emitted", () => {
  const anyTraits: fc.Arbitrary<PersonTraits> = fc.record({
    returning: fc.boolean(),
    visits7: fc.nat(20),
    visits30: fc.nat(60),
    daysSinceLast: fc.option(fc.double({ min: -1, max: 400 })),
    orders: fc.nat(9),
    daysSinceOrder: fc.option(fc.double({ min: -1, max: 400 })),
    loggedIn: fc.boolean(),
    lastExit: fc.constantFrom(null, "home", "item", "checkout", "thanks", "other"),
  });
  const counts = fc.record({
    events: fc.nat(99),
    pages: fc.nat(99),
    distinctItems: fc.nat(40),
    again: fc.nat(9),
    searches: fc.nat(9),
    lists: fc.nat(20),
    dwell: fc.nat(1e7),
  });
  const carts = fc.record({
    units: fc.nat(50),
    value: fc.nat(1e9),
    currency: fc.constantFrom(null, "EUR", "JPY"),
    adds: fc.nat(20),
    removes: fc.nat(5),
    checkout: fc.nat(3),
  });
  const latests = fc.record({
    action: fc.constantFrom("view_item", "add_to_cart", "other"),
    pause: fc.nat(1e7),
    amount: fc.nat(1e9),
    currency: fc.constantFrom(null, "EUR", "JPY"),
  });

  test("has a key of its family, a slot and words, and is one of at most 36", () => {
    const fixed = new Set(FIXED_FEATURES.map(({ key }) => key));
    const traffic = fc.record({
      channel: fc.constantFrom("Direct", "Email", "LINE"),
      firstChannel: fc.constantFrom("Direct", "Email", "LINE"),
      device: fc.constantFrom("mobile", "desktop", "tablet", "other"),
      hour: fc.integer({ min: 0, max: 23 }),
      weekend: fc.boolean(),
    });
    fc.assert(
      fc.property(anyTraits, counts, carts, latests, traffic, (...drawn) => {
        const [person, counted, cart, latest, way] = drawn;
        const prices = { sum: latest.amount, count: 1, currency: latest.currency };
        const behaviour = { ...newBehaviour(), ...counted, cart, latest, prices };
        const active = features(behaviour, person, way, NOON);
        expect(active.length).toBeLessThanOrEqual(36);
        expect(new Set(active.map(({ key }) => key)).size).toBe(active.length);
        for (const { key, slot, words } of active) {
          expect(key).toMatch(/^(traffic|person|behaviour):[a-z_0-9]+=.+$/);
          expect(fixed.has(key) || /channel=|cart_value=|amount=|viewed_price=/.test(key)).toBe(
            true,
          );
          expect(words).toMatch(/^[A-Z0-9]/);
          expect(words).not.toMatch(/undefined|NaN|null/);
          expect(slot >= 0 && slot < SLOTS).toBe(true);
        }
      }),
    );
  });

  test("has a slot of its own among those with fixed values", () => {
    const slots = FIXED_FEATURES.map(({ slot }) => slot);
    expect(new Set(slots).size).toBe(slots.length);
  });

  test("is hashed by FNV-1a", () => {
    // From the reference implementation's own vectors.
    expect(fnv1a("")).toBe(0x811c9dc5);
    expect(fnv1a("a")).toBe(0xe40c292c);
    expect(fnv1a("foobar")).toBe(0xbf9cf968);
  });
});
