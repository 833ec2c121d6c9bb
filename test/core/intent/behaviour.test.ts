import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isBounce, newBehaviour, observe } from "../../../worker/core/intent/index.ts";
import { NOON, SECOND, behaviourOf, event, item, productPage } from "./support.ts";

const leave = (view: string, visible: number) =>
  event("page_leave", { view, engagement: { visible, focused: 0, active: 0, scroll: 0 } });

const listPage = (query: string) =>
  event("page_view", { url: `https://shop.example/mugs${query}`, path: "/mugs" });

const at = (time: number) => event("page_view", { time });

describe("pages and events", () => {
  test("what the visitor does is counted, what the page does by itself is not", () => {
    const shown = event("recommendation_shown");
    const behaviour = behaviourOf(...productPage("a", "v1"), shown, leave("v1", 100));
    expect(behaviour.events).toBe(2);
    expect(behaviour.pages).toBe(1);
  });

  test("a refresh is not another page", () => {
    const behaviour = behaviourOf(...productPage("a", "v1"), ...productPage("a", "v2"));
    expect(behaviour.pages).toBe(1);
  });

  test("pages that name neither an address nor a view are all counted", () => {
    const unnamed = event("page_view", { url: null, path: null, view: null });
    expect(behaviourOf(unnamed, unnamed, unnamed).pages).toBe(3);
  });

  test("the second page of a list is another page", () => {
    expect(behaviourOf(listPage(""), listPage("?page=2")).pages).toBe(2);
  });

  test("the kind of the page follows from its events", () => {
    const home = event("page_view", { view: "v0", url: "https://shop.example/", path: "/" });
    expect(behaviourOf(home).page).toBe("home");
    const list = event("view_item_list", { view: "v1" });
    expect(behaviourOf(home, ...productPage("a", "v1"), list).page).toBe("item");
    const category = event("page_view", { view: "v2", url: "https://shop.example/c", path: "/c" });
    expect(behaviourOf(category, { ...list, view: "v2" }).page).toBe("list");
    expect(behaviourOf(home, event("begin_checkout")).page).toBe("checkout");
  });

  test("first and last time hold when events come out of order or from a skewed clock", () => {
    const behaviour = behaviourOf(at(NOON), at(NOON - SECOND), at(NOON + SECOND), at(NOON));
    expect([behaviour.started, behaviour.last]).toEqual([NOON - SECOND, NOON + SECOND]);
  });
});

const look = (id: string) => event("view_item", { view: "v1", items: [item(id)] });

describe("the same item again", () => {
  test("a return from another page counts", () => {
    const shipping = event("page_view", { view: "v2", url: "https://shop.example/shipping" });
    const behaviour = behaviourOf(
      ...productPage("a", "v1"),
      shipping,
      ...productPage("a", "v3"),
      ...productPage("b", "v4"),
      ...productPage("a", "v5"),
    );
    expect(behaviour.again).toBe(2);
    expect(behaviour.distinctItems).toBe(2);
  });

  test("three refreshes do not count", () => {
    const views = ["v1", "v2", "v3", "v4"].flatMap((view) => productPage("a", view));
    expect(behaviourOf(...views).again).toBe(0);
  });

  test("a second look within one view does not count", () => {
    expect(behaviourOf(look("a"), look("b"), look("a")).again).toBe(0);
  });
});

describe("the cart", () => {
  const mug = item("mug", { price: 250, quantity: 2 });

  test("adds and removes keep units and value", () => {
    const add = event("add_to_cart", { items: [mug], currency: "GBP" });
    const remove = event("remove_from_cart", { items: [{ ...mug, quantity: 1 }] });
    const { cart } = behaviourOf(add, add, remove);
    expect(cart).toMatchObject({ units: 3, value: 750, currency: "GBP", adds: 2, removes: 1 });
  });

  test("what an earlier visit left in it is known from the checkout on", () => {
    const { cart } = behaviourOf(event("begin_checkout", { items: [mug], value: 480 }));
    expect(cart).toMatchObject({ units: 2, value: 480, checkout: 1 });
  });

  test("a value without items is the cart's value too", () => {
    const { cart } = behaviourOf(event("view_cart", { value: 1990, currency: "EUR" }));
    expect(cart).toMatchObject({ units: 0, value: 1990, currency: "EUR" });
  });

  test("removing more than is known leaves it empty, not negative", () => {
    const { cart } = behaviourOf(event("remove_from_cart", { items: [mug] }));
    expect(cart).toMatchObject({ units: 0, value: 0 });
  });

  test("an order empties it and is counted nowhere else", () => {
    const before = behaviourOf(...productPage("a", "v1"));
    const after = behaviourOf(
      ...productPage("a", "v1"),
      event("purchase", { transaction: "t1", items: [mug], value: 500 }),
    );
    expect({ ...after, page: before.page, pageView: before.pageView }).toEqual(before);
  });
});

describe("dwell", () => {
  test("the greatest value of a view stands, and views add up", () => {
    const behaviour = behaviourOf(
      leave("v1", 4000),
      leave("v1", 9000),
      leave("v1", 6000),
      leave("v2", 500),
    );
    expect(behaviour.dwell).toBe(9500);
  });
});

describe("isBounce", () => {
  test("one page with one product is a bounce, a refresh of it too", () => {
    expect(isBounce(behaviourOf(...productPage("a", "v1"), ...productPage("a", "v2")))).toBe(true);
  });

  test("a second page or an add to the cart is not", () => {
    const page = productPage("a", "v1");
    expect(isBounce(behaviourOf(...page, ...productPage("b", "v2")))).toBe(false);
    expect(isBounce(behaviourOf(...page, event("add_to_cart")))).toBe(false);
  });
});

describe("size", () => {
  test("a visit of 50 000 events stays within 2 KB", () => {
    const behaviour = newBehaviour();
    for (let index = 0; index < 25_000; index++) {
      const page = productPage(`item ${index}`, `view ${index}`, `category ${index % 1000}`);
      for (const each of page) observe(behaviour, each);
      observe(behaviour, leave(`view ${index}`, 80_000_000));
    }
    expect(behaviour.distinctItems).toBe(25_000);
    expect(JSON.stringify(behaviour).length).toBeLessThan(2048);
  });

  test("a state that was stored and read goes on as if it had not been", () => {
    const names = ["page_view", "view_item", "add_to_cart", "search", "view_cart", "purchase"];
    const arbitrary = fc.record({
      name: fc.constantFrom(...names),
      view: fc.option(fc.constantFrom("v1", "v2", "v3")),
      items: fc.array(
        fc.constantFrom("a", "b", "c").map((id) => item(id)),
        { maxLength: 3 },
      ),
      time: fc.integer({ min: NOON - 1e6, max: NOON + 1e6 }),
    });
    fc.assert(
      fc.property(fc.array(arbitrary, { maxLength: 12 }), (list) => {
        const kept = newBehaviour();
        let stored = newBehaviour();
        for (const { name, ...fields } of list) {
          observe(kept, event(name, fields));
          stored = JSON.parse(JSON.stringify(stored));
          observe(stored, event(name, fields));
        }
        expect(stored).toEqual(kept);
      }),
    );
  });
});
