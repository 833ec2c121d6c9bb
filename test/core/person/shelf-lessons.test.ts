import { describe, expect, it } from "vitest";
import { shelfSegmentsOf, settle } from "../../../worker/core/person/index.ts";
import type { ShelfLesson } from "../../../worker/core/recommend/index.ts";
import { DAY, event, HOUR, item, MINUTE, NOON, pageView } from "../event.ts";
import { receive, sentTo, somebody, type Somebody } from "./support.ts";

const view = (id: string, time: number, more: object = {}) =>
  event("view_item", time, { items: [{ ...item(id, 255, "Mugs"), ...more }], currency: "GBP" });
const purchase = (transaction: string, time: number, ids: string[], more: object = {}) =>
  event("purchase", time, {
    transaction,
    currency: "GBP",
    items: ids.map((id) => ({ ...item(id, 255, "Mugs"), ...more })),
  });
const search = (term: string, time: number) => event("search", time, { search: term });
const read = (path: string, time: number, more: object = {}) =>
  pageView(path, time, { title: `About ${path}`, view: `p${time}`, ...more });

const lessons = (person: Somebody) => sentTo<ShelfLesson>(person, "shelf");
type OrderLesson = ShelfLesson & { kind: "order" };
const lastOrder = (person: Somebody) =>
  lessons(person).findLast(({ kind }) => kind === "order") as OrderLesson;

describe("what a visit teaches the shelf of its items", () => {
  it("is brand and price, and the search that each was first seen after", () => {
    const person = somebody();
    receive(person, [
      view("before", NOON),
      search("red mug", NOON + 1),
      view("found", NOON + 2, { brand: "Acme" }),
      event("add_to_cart", NOON + 3, { items: [item("found", 255), item("before", 255)] }),
      purchase("t1", NOON + 4, ["found", "before"]),
    ]);
    settle(person.state, NOON + HOUR);
    const found = { search: "red mug" };
    const visit = lessons(person).find(({ kind }) => kind === "visit");
    expect(visit).toMatchObject({
      items: [
        { id: "before", category: "Mugs", price: 255, currency: "GBP" },
        { id: "found", brand: "Acme", ...found },
      ],
      carted: [found, { id: "before" }],
    });
    expect(lastOrder(person).lines).toMatchObject([found, { id: "before" }]);
    expect(JSON.stringify(visit)).not.toContain('"search":null');
    expect(lastOrder(person).lines[1]).not.toHaveProperty("search");
  });

  it("is in the segments that the person was in, a first order among those who had not bought", () => {
    const person = somebody();
    receive(person, [purchase("t1", NOON, ["a"]), purchase("t2", NOON + 1, ["a"])]);
    const [first, second] = lessons(person).map(({ segments }) => segments);
    expect(first).toEqual(["buyers:none", "channel:Direct", "device:desktop"]);
    expect(second?.[0]).toBe("buyers:one");
    expect(shelfSegmentsOf(person.state, null)).toEqual(["buyers:repeat"]);
  });
});

describe("what an order teaches the shelf", () => {
  it("is what the buyer ordered in the 90 days before, and how often each thing before", () => {
    const person = somebody();
    receive(person, [purchase("t1", NOON - 100 * DAY, ["old"])], { session: null, now: NOON });
    receive(person, [purchase("t2", NOON - 10 * DAY, ["a", "b"])], { session: null, now: NOON });
    receive(person, [purchase("t3", NOON, ["a", "c"])], { session: null, now: NOON });
    const { before, lines } = lastOrder(person);
    expect(before).toEqual([{ at: NOON - 10 * DAY, items: ["a", "b"] }]);
    expect(lines.map(({ id, earlier }) => [id, earlier])).toEqual([
      ["a", 1],
      ["c", undefined],
    ]);
  });

  it("is what the buyer saw in the 7 days before, since the last order, guides among it", () => {
    const person = somebody();
    receive(person, [view("long ago", NOON - 8 * DAY)], { session: "s0" });
    receive(person, [view("a", NOON - DAY), read("/guides/beans", NOON - DAY + 1)]);
    receive(person, [view("b", NOON), purchase("t1", NOON + 1, ["b"])], { session: "s2" });
    expect(lastOrder(person).seen).toEqual([
      { id: "a" },
      { id: "page:/guides/beans", title: "About /guides/beans", link: "/guides/beans" },
      { id: "b" },
    ]);
    receive(person, [view("c", NOON + 2), purchase("t2", NOON + 3, ["c"])], { session: "s2" });
    expect(lastOrder(person).seen).toEqual([{ id: "c" }]);
  });

  it("takes no page for a guide that is a product's, a list, the basket or another of the shop's", () => {
    const person = somebody();
    const on = (path: string, time: number, name: string) => [
      read(path, time),
      event(name, time + 1, { view: `p${time}`, items: [item("x", 1)] }),
    ];
    receive(person, [
      ...on("/mugs/red", NOON, "view_item"),
      ...on("/mugs", NOON + 10, "view_item_list"),
      ...on("/bag", NOON + 20, "view_cart"),
      ...["/", "/account/orders", "/checkout", "/login.php", "//evil.example/x"].map((path, n) =>
        read(path, NOON + 30 + n),
      ),
      read("/guide", NOON + 40),
      purchase("t1", NOON + 50, ["x"]),
    ]);
    expect(lastOrder(person).seen?.map(({ id }) => id)).toEqual(["x", "page:/guide"]);
  });
});

describe("a refund", () => {
  it("takes its goods from the shelves that they sold on: brand, search and segments of then", () => {
    const person = somebody();
    receive(person, [
      search("mug", NOON),
      purchase("t1", NOON + 1, ["a", "b"], { brand: "Acme", quantity: 2 }),
    ]);
    const refund = event("refund", NOON + DAY, { transaction: "t1", items: [item("a", 1)] });
    receive(person, [refund], { session: "s2" });
    const [sold, returned] = lessons(person);
    expect(returned).toMatchObject({ kind: "refund", at: NOON + 1, segments: sold!.segments });
    const [line] = lastOrder(person).lines;
    expect((returned as OrderLesson).lines).toEqual([{ ...line, quantity: 1 }]);
  });
});

describe("the shop's own people", () => {
  const taught = (person: Somebody) => [...lessons(person), ...sentTo(person, "learner")];

  it("teach nothing, once an event was internal traffic in GA4's words", () => {
    const person = somebody();
    receive(person, [event("page_view", NOON, { params: { traffic_type: "internal" } })]);
    receive(person, [view("a", NOON + MINUTE), purchase("t1", NOON + 2 * MINUTE, ["a"])]);
    settle(person.state, NOON + 8 * DAY);
    expect(taught(person)).toEqual([]);
    const [order, ...visits] = sentTo<{ order?: { test: boolean } }>(person, "ledger");
    expect(order).toMatchObject({ kind: "order", order: { test: true } });
    expect(visits).toEqual([]);
  });

  it("teach nothing when the shop's settings name them", () => {
    const person = somebody();
    receive(person, [purchase("t1", NOON, ["a"])], { staff: true });
    expect(taught(person)).toEqual([]);
  });
});
