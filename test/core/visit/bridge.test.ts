import { describe, expect, it } from "vitest";
import { addToVisit, bridgeBetween, landOn, newVisit } from "../../../worker/core/visit/index.ts";
import type { VisitEvent } from "../../../worker/core/visit/index.ts";
import { DAY, event, HOUR, item, MINUTE, NOON, pageView } from "../event.ts";
import { touch } from "../person/support.ts";

/** A visit of these events, which begins with a page view. */
function visitOf(...events: VisitEvent[]) {
  const [first] = events;
  const visit = newVisit("s", first!.time, touch("https://shop.example/"), null);
  landOn(visit, first!);
  for (const one of events) addToVisit(visit, one, ({ category }) => category ?? "");
  return visit;
}
const viewItem = (id: string, time: number, view: string, category = "Mugs") =>
  event("view_item", time, { view, items: [item(id, 100, category)] });
const product = (id: string, time: number, category?: string) => [
  pageView(`/p/${id}`, time, { view: `v-${id}-${time}` }),
  viewItem(id, time + 1, `v-${id}-${time}`, category),
];

describe("the bridge to a return visit", () => {
  it("tells what was viewed before leaving, how long it took, and the item that the return landed on", () => {
    const before = visitOf(...product("a", NOON), ...product("b", NOON + MINUTE));
    const after = visitOf(...product("b", NOON + DAY));
    expect(bridgeBetween(before, after)).toEqual({
      left: "item",
      items: [
        { id: "a", carted: false },
        { id: "b", carted: false },
      ],
      paths: ["/p/a", "/p/b"],
      gap: DAY - MINUTE - 1,
      landed: "item",
      item: "b",
      to: "same_item",
    });
  });

  it("says which items lay in the cart", () => {
    const add = event("add_to_cart", NOON + 2 * MINUTE, { items: [item("a")] });
    const before = visitOf(...product("a", NOON), ...product("b", NOON + MINUTE), add);
    const after = visitOf(pageView("/", NOON + HOUR));
    expect(bridgeBetween(before, after)).toMatchObject({
      left: "cart",
      items: [
        { id: "b", carted: false },
        { id: "a", carted: true },
      ],
      landed: "home",
      item: null,
      to: "elsewhere",
    });
  });

  it("leads to another item of a category that was looked at, or elsewhere", () => {
    const before = visitOf(...product("a", NOON, "Mugs"));
    const to = (id: string, category: string) =>
      bridgeBetween(before, visitOf(...product(id, NOON + DAY, category)))?.to;
    expect(to("c", "Mugs")).toBe("same_category");
    expect(to("c", "Lamps")).toBe("elsewhere");
    expect(to("c", "")).toBe("elsewhere");
  });

  it("begins at the order, or in the checkout, when the visit before came so far", () => {
    const after = visitOf(pageView("/", NOON + DAY));
    const checkout = [
      pageView("/checkout", NOON + MINUTE, { view: "c" }),
      event("begin_checkout", NOON + MINUTE + 1, { view: "c", items: [item("a")] }),
    ];
    const order = event("purchase", NOON + 2 * MINUTE, { transaction: "t1" });
    expect(bridgeBetween(visitOf(...product("a", NOON), ...checkout), after)?.left).toBe(
      "checkout",
    );
    expect(bridgeBetween(visitOf(...product("a", NOON), ...checkout, order), after)?.left).toBe(
      "order",
    );
  });

  it("begins at the kind of page that was left when no item was touched", () => {
    const list = event("view_item_list", NOON + 1, { view: "l", list: "Mugs" });
    const before = visitOf(pageView("/mugs", NOON, { view: "l" }), list);
    const after = visitOf(pageView("/", NOON + DAY));
    expect(bridgeBetween(before, after)).toMatchObject({ left: "list", items: [] });
  });

  it("does not take an item of a later page for the landing page's", () => {
    const before = visitOf(...product("a", NOON));
    const after = visitOf(
      pageView("/", NOON + DAY, { view: "h" }),
      ...product("a", NOON + DAY + 1),
    );
    expect(bridgeBetween(before, after)).toMatchObject({ landed: "home", item: null });
  });

  it("is none when the visit saw no page: a server's event brings nobody back", () => {
    const after = newVisit("s", NOON + DAY, touch("https://shop.example/"), null);
    addToVisit(after, event("purchase", NOON + DAY, { transaction: "t1" }), () => "");
    expect(bridgeBetween(visitOf(...product("a", NOON)), after)).toBeNull();
  });

  it("is short, however long the visit and its paths were", () => {
    const pages = Array.from({ length: 50 }, (_, n) =>
      product(`${n}-${"x".repeat(80)}`, NOON + n * 1000),
    ).flat();
    const long = visitOf(...pages, pageView(`/${"y".repeat(1900)}`, NOON + 60_000));
    const bridge = bridgeBetween(long, visitOf(pageView("/", NOON + DAY)));
    expect(bridge?.items).toHaveLength(5);
    expect(JSON.stringify(bridge).length).toBeLessThan(1_500);
  });
});
