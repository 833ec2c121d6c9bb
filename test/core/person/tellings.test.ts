import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { VisitEvent } from "../../../worker/core/visit/index.ts";
import { event, HOUR, item, MINUTE, NOON, pageView } from "../event.ts";
import { factsOf, receive, somebody, type Somebody } from "./support.ts";

const view = "p1";
const told = (
  name: string,
  source: VisitEvent["source"],
  ids: string[],
  more: Partial<VisitEvent> = {},
) =>
  event(name, NOON + 1, {
    view,
    ...(source !== undefined && { source }),
    items: ids.map((id) => item(id)),
    currency: "GBP",
    ...more,
  });
const viewed = (source: VisitEvent["source"], id = "a", price = 100) =>
  told("view_item", source, [], { items: [item(id, price)] });
const opened = () => {
  const person = somebody();
  receive(person, [pageView("/a", NOON, { view })]);
  return person;
};
const statuses = (person: Somebody, events: VisitEvent[]) =>
  receive(person, events).results.map(({ status }) => status);
const viewsOf = ({ state }: Somebody) => state.profile.viewed.map(({ id, views }) => [id, views]);

describe("an action that two sources tell", () => {
  it("counts once, whichever comes first, and says who told it", () => {
    for (const order of [[undefined, "data_layer"] as const, ["data_layer", undefined] as const]) {
      const person = opened();
      const [first, second] = order.map((source) => told("add_to_cart", source, ["a"]));
      expect(receive(person, [first!]).results[0]).toMatchObject({ status: "accepted" });
      const { results } = receive(person, [second!]);
      expect(results[0]).toMatchObject({
        status: "duplicate",
        detail: expect.stringContaining("told this first"),
      });
      expect(person.state.profile.cart).toMatchObject([{ id: "a", quantity: 1 }]);
    }
  });

  it("may be called as what every object has", () => {
    const person = opened();
    for (const name of ["constructor", "toString", "hasOwnProperty"])
      expect(statuses(person, [told(name, undefined, ["a"])])).toEqual(["accepted"]);
    expect(Object).not.toHaveProperty("replaced");
  });

  it("counts as often as the one who told it most often", () => {
    const person = opened();
    const add = (source: VisitEvent["source"]) => told("add_to_cart", source, ["a"]);
    expect(statuses(person, [add(undefined), add(undefined)])).toEqual(["accepted", "accepted"]);
    expect(statuses(person, [add("data_layer")])).toEqual(["duplicate"]);
    expect(statuses(person, [add("data_layer"), add("data_layer")])).toEqual([
      "duplicate",
      "accepted",
    ]);
    expect(person.state.profile.cart).toMatchObject([{ quantity: 3 }]);
  });

  it("is another one with other items, in another view, or without a view", () => {
    const person = opened();
    statuses(person, [told("add_to_cart", undefined, ["a", "b"])]);
    const others = [
      told("add_to_cart", "data_layer", ["a"]),
      told("add_to_cart", "data_layer", ["a", "b"], { view: "p2" }),
      told("add_to_cart", "data_layer", ["a", "b"], { view: null }),
      told("remove_from_cart", "data_layer", ["a", "b"]),
    ];
    expect(new Set(statuses(person, others))).toEqual(new Set(["accepted"]));
    expect(statuses(person, [told("add_to_cart", "data_layer", ["b", "a"])])).toEqual([
      "duplicate",
    ]);
  });

  it("is never dropped for what one source tells twice", () => {
    for (const source of [undefined, "data_layer"] as const) {
      const twice = [told("select_item", source, ["x"]), told("select_item", source, ["x"])];
      expect(statuses(opened(), twice)).toEqual(["accepted", "accepted"]);
    }
  });

  it("counts the same, however its tellings are cut into batches", () => {
    const events = [
      viewed("markup", "m", 90),
      viewed("data_layer", "a", 80),
      viewed(undefined, "a", 70),
      told("add_to_cart", "data_layer", ["a"]),
      told("add_to_cart", undefined, ["a"]),
      told("add_to_cart", "data_layer", ["a"]),
    ];
    const sums = (batches: VisitEvent[][]) => {
      const person = opened();
      for (const batch of batches) receive(person, batch, { now: NOON + 2 });
      receive(person, [pageView("/late", NOON + HOUR, { view: "p9" })], { session: "s2" });
      const fact = factsOf(person)[0]!;
      const { cart, viewed: seen } = person.state.profile;
      return [
        cart,
        seen.map(({ id, views, sessions }) => [id, views, sessions]),
        fact.itemsViewed,
        fact.carts,
      ];
    };
    const order = fc.shuffledSubarray(events, { minLength: events.length });
    fc.assert(
      fc.property(order, fc.nat(events.length), (shuffled, at) => {
        const batches = [shuffled.slice(0, at), shuffled.slice(at)].filter(
          (part) => part.length > 0,
        );
        expect(sums(batches)).toEqual(sums([events]));
      }),
    );
  });
});

describe("a view of an item that the page's markup tells", () => {
  it("counts when nobody else tells one", () => {
    const person = opened();
    expect(statuses(person, [viewed("markup")])).toEqual(["accepted"]);
    expect(statuses(person, [viewed("markup")])).toEqual(["duplicate"]);
    expect(viewsOf(person)).toEqual([["a", 1]]);
  });

  it("is nothing new beside any other source's, though that names the item otherwise", () => {
    const person = opened();
    const batch = [viewed("markup", "SKU-1"), viewed("data_layer", "1")];
    expect(receive(person, batch).results).toMatchObject([
      { status: "duplicate", detail: "the page's dataLayer told this first" },
      { status: "accepted" },
    ]);
    expect(viewsOf(person)).toEqual([["1", 1]]);
    expect(statuses(person, [viewed("markup", "SKU-2")])).toEqual(["duplicate"]);
  });

  it("gives way to a better word that comes later, and nothing is counted again", () => {
    const person = opened();
    receive(person, [viewed("markup", "SKU-1", 100)]);
    const better = viewed(undefined, "1", 90);
    const { results, accepted } = receive(person, [better]);
    expect(results[0]).toMatchObject({
      status: "accepted",
      detail: expect.stringContaining("markup"),
    });
    expect(accepted[0]).toMatchObject({ event: { id: better.id }, insteadOf: { session: "s1" } });
    const { profile, open } = person.state;
    expect(profile.viewed).toMatchObject([{ id: "1", views: 1, sessions: 1, price: 90 }]);
    expect(open[0]?.visit).toMatchObject({ events: 2, itemsViewed: 1, items: [{ id: "1" }] });
    expect(open[0]?.visit.landed.item?.id).toBe("1");
    expect(open[0]?.behaviour).toMatchObject({ distinctItems: 1, again: 0 });
  });

  it("leaves an earlier view of the item as it was", () => {
    const person = opened();
    receive(person, [
      event("view_item", NOON, { view: "p0", items: [item("SKU-1", 120)], currency: "GBP" }),
    ]);
    receive(person, [viewed("markup", "SKU-1", 100)]);
    receive(person, [viewed("data_layer", "1", 90)]);
    expect(person.state.profile.viewed).toMatchObject([
      { id: "1", views: 1, price: 90 },
      { id: "SKU-1", views: 1, price: 120 },
    ]);
  });

  it("gives way once only: a second item on the page is a second view", () => {
    const person = opened();
    receive(person, [viewed("markup", "SKU-1")]);
    receive(person, [viewed(undefined, "1")]);
    expect(statuses(person, [viewed(undefined, "2"), viewed("data_layer", "1")])).toEqual([
      "accepted",
      "duplicate",
    ]);
    expect(new Set(viewsOf(person).map(([id]) => id))).toEqual(new Set(["1", "2"]));
  });

  it("keeps the time that was spent on the page", () => {
    const person = opened();
    receive(person, [viewed("markup", "SKU-1")]);
    const engagement = { visible: 5_000, focused: 5_000, active: 1_000, scroll: 10 };
    receive(person, [event("page_leave", NOON + MINUTE, { view, engagement })]);
    receive(person, [viewed(undefined, "1")], { now: NOON + MINUTE });
    expect(person.state.profile.viewed).toMatchObject([{ id: "1", dwell: 5_000 }]);
  });

  it("makes a list give way to a list, and not an item to a list", () => {
    const person = opened();
    expect(statuses(person, [told("view_item_list", "markup", ["a", "b"])])).toEqual(["accepted"]);
    expect(statuses(person, [viewed("data_layer")])).toEqual(["accepted"]);
    const list = told("view_item_list", "data_layer", ["c"]);
    expect(receive(person, [list]).accepted[0]?.insteadOf).toBeDefined();
    expect(person.state.open[0]?.visit.events).toBe(3);
  });
});

describe("what is remembered of tellings", () => {
  it("stays small, however many pages and actions there are", () => {
    const person = opened();
    for (let n = 0; n < 200; n++) {
      const more = Array.from({ length: 20 }, (_, k) =>
        told("select_item", "data_layer", [`i${k}`], { view: `v${n}` }),
      );
      receive(
        person,
        [viewed("markup", `m${n}`), ...more].map((one) => Object.assign(one, { view: `v${n}` })),
      );
    }
    expect(JSON.stringify(person.state.tellings).length).toBeLessThan(8_000);
    expect(JSON.parse(JSON.stringify(person.state.tellings))).toEqual(person.state.tellings);
  });
});
