import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bookTold } from "../../../worker/core/person/index.ts";
import type { VisitEvent } from "../../../worker/core/visit/index.ts";
import { event, HOUR, item, MINUTE, NOON, pageView } from "../event.ts";
import { factsOf, receive, sentTo, somebody, type Somebody } from "./support.ts";

const purchase = (transaction: string, time: number, ids = ["a"]) =>
  event("purchase", time, {
    transaction,
    value: 100 * ids.length,
    currency: "GBP",
    items: ids.map((id) => item(id)),
  });
const viewItem = (id: string, time: number) =>
  event("view_item", time, { items: [item(id)], currency: "GBP" });

describe("folding a batch", () => {
  it("counts each event once, however often it is sent", () => {
    const person = somebody();
    const events = [pageView("/", NOON), viewItem("a", NOON + 1), purchase("t1", NOON + 2)];
    expect(receive(person, events).results.map(({ status }) => status)).toEqual(
      Array(3).fill("accepted"),
    );
    const once = JSON.stringify(person.state);
    expect(receive(person, events).results.map(({ status }) => status)).toEqual(
      Array(3).fill("duplicate"),
    );
    expect(JSON.stringify(person.state)).toBe(once);
  });

  it("counts an event once that comes twice in one batch", () => {
    const person = somebody();
    const view = pageView("/", NOON);
    const { results } = receive(person, [view, view]);
    expect(results.map(({ status }) => status)).toEqual(["accepted", "duplicate"]);
    expect(person.state.profile.pages).toBe(1);
  });

  it("counts an order once that a server told of while its page's word was on the way", () => {
    for (const cancelled of [false, true]) {
      const person = somebody();
      const { state, orders } = person;
      const order = {
        transaction: "t1",
        time: NOON,
        dateOnly: false,
        currency: "GBP",
        value: 250,
        test: false,
        subscription: false,
        channel: null,
        lines: [{ item: "a", category: "", quantity: 1, price: 250, returned: 0 }],
      };
      bookTold(
        state,
        orders,
        [{ tells: "order", order, cancelled, delivered: null, hash: "h" }],
        null,
        NOON,
      );
      receive(person, [pageView("/", NOON), purchase("t1", NOON + 1)]);
      const { profile } = state;
      expect(profile.orders).toBe(cancelled ? 0 : 1);
      expect(profile.recentOrders).toHaveLength(1);
      expect(profile.recentOrders[0]!.cancelled ?? false).toBe(cancelled);
      const lessons = sentTo<{ kind: string }>(person, "shelf").filter(
        ({ kind }) => kind === "order",
      );
      expect(lessons).toHaveLength(1);
    }
  });

  it("refuses a purchase that somebody else holds, also when it is sent again", () => {
    const person = somebody();
    const order = purchase("t1", NOON);
    const refused = new Map([[order.id, { status: "duplicate" as const, detail: "before" }]]);
    const first = receive(person, [pageView("/", NOON), order], { refused });
    expect(first.results[1]).toMatchObject({ status: "duplicate", detail: "before" });
    receive(person, [order]);
    expect(person.state.profile.orders).toBe(0);
    expect(sentTo(person, "shelf")).toEqual([]);
  });

  it("answers for each event by its id, and gives back the visit of the newest", () => {
    const person = somebody();
    const [late, early] = [pageView("/b", NOON + 2), pageView("/a", NOON + 1)];
    const { results, current } = receive(person, [late, early]);
    expect(new Set(results.map(({ id }) => id))).toEqual(new Set([late.id, early.id]));
    expect(current?.visit.trail.at(-1)?.path).toBe("/b");
    expect(current?.visit.landing).toBe("/a");
  });

  it("adds up to the same, in whatever order and batches the events come", () => {
    const events: [session: string, event: VisitEvent][] = [
      ["s1", pageView("/", NOON)],
      ["s1", viewItem("a", NOON + MINUTE)],
      ["s1", viewItem("b", NOON + 2 * MINUTE)],
      ["s1", purchase("t1", NOON + 3 * MINUTE, ["a", "b"])],
      ["s2", pageView("/b", NOON + HOUR)],
      ["s2", viewItem("b", NOON + HOUR + MINUTE)],
      ["s2", purchase("t2", NOON + HOUR + 2 * MINUTE, ["b"])],
      ["s2", pageView("/thanks", NOON + HOUR + 3 * MINUTE)],
    ];
    const sums = (person: Somebody) => {
      const { profile } = person.state;
      const facts = new Map(factsOf(person).map((fact) => [fact.id.split("~")[0], fact]));
      return {
        visits: profile.visits,
        pages: profile.pages,
        orders: profile.orders,
        seen: [profile.firstSeen, profile.lastSeen],
        viewed: profile.viewed.map(({ id, views, last }) => [id, views, last]),
        transactions: profile.recentOrders.map(({ transaction }) => transaction),
        bought: [...profile.bought].sort(),
        sessions: profile.sessions.map((past) => [past.id, past.pages, past.events, past.exit]),
        facts: [...facts]
          .map(([id, { pages, orders, value, paths, exit, itemsViewed }]) => [
            id,
            pages,
            orders,
            value,
            Object.entries(paths).sort(),
            exit,
            itemsViewed,
          ])
          .sort(),
      };
    };
    const fill = (batches: [string, VisitEvent][][], now: number) => {
      const person = somebody(now);
      for (const batch of batches)
        for (const [session, part] of Map.groupBy(batch, ([id]) => id))
          receive(
            person,
            part.map(([, told]) => told),
            { session, now },
          );
      return sums(person);
    };
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: events.length - 1 }));
    const order = fc.shuffledSubarray(events, { minLength: events.length });
    const received = fc.constantFrom(NOON + HOUR + 5 * MINUTE, NOON + 5 * HOUR);
    fc.assert(
      fc.property(order, cuts, received, (shuffled, at, now) => {
        const edges = [0, ...at.sort((a, b) => a - b), shuffled.length];
        const batches = edges.slice(1).map((end, place) => shuffled.slice(edges[place], end));
        expect(fill(batches, now)).toEqual(fill([events], now));
      }),
    );
  });
});

describe("a profile", () => {
  it("keeps a cart by what was put in and taken out, and empties it at the order", () => {
    const person = somebody();
    const change = (name: string, id: string, quantity: number) =>
      receive(person, [event(name, NOON, { items: [{ ...item(id), quantity }] })]);
    change("add_to_cart", "a", 2);
    change("add_to_cart", "b", 1);
    change("remove_from_cart", "a", 1);
    change("remove_from_cart", "b", 3);
    change("remove_from_cart", "never there", 1);
    expect(person.state.profile.cart).toEqual([{ id: "a", category: "", quantity: 1 }]);
    receive(person, [purchase("t1", NOON + 1)]);
    expect(person.state.profile.cart).toEqual([]);
  });

  it("takes the cart that a page shows for the whole of it", () => {
    const person = somebody();
    receive(person, [event("add_to_cart", NOON, { items: [item("a")] })]);
    receive(person, [event("view_cart", NOON + 1, { items: [item("b"), item("c")] })]);
    expect(person.state.profile.cart.map(({ id }) => id)).toEqual(["b", "c"]);
  });

  it("fills no cart by what comes late from before the order", () => {
    const person = somebody();
    receive(person, [purchase("t1", NOON)]);
    for (const name of ["add_to_cart", "view_cart"])
      receive(person, [event(name, NOON - MINUTE, { items: [item("a")] })]);
    expect(person.state.profile.cart).toEqual([]);
    receive(person, [event("add_to_cart", NOON + MINUTE, { items: [item("b")] })]);
    expect(person.state.profile.cart.map(({ id }) => id)).toEqual(["b"]);
  });

  it("keeps today's cart when an order of last year is imported", () => {
    const person = somebody();
    receive(person, [event("add_to_cart", NOON, { items: [item("a")] })]);
    receive(person, [purchase("old", NOON - 300 * 24 * HOUR)], { session: null, now: NOON + 1 });
    expect(person.state.profile.cart).toHaveLength(1);
    expect(person.state.profile.orders).toBe(1);
  });

  it("remembers the price of the latest view, though an earlier view comes later", () => {
    const person = somebody();
    const seenAt = (price: number, time: number) =>
      event("view_item", time, { items: [item("a", price)], currency: "GBP" });
    receive(person, [seenAt(250, NOON)]);
    receive(person, [seenAt(300, NOON - MINUTE)], { now: NOON });
    expect(person.state.profile.viewed[0]).toMatchObject({ price: 250, views: 2, last: NOON });
  });

  it("counts the sessions in which an item was viewed, not its views", () => {
    const person = somebody();
    for (const [session, views] of [["s1", 3] as const, ["s2", 1] as const])
      for (let view = 0; view < views; view++)
        receive(person, [viewItem("a", NOON + view)], { session });
    expect(person.state.profile.viewed[0]).toMatchObject({ views: 4, sessions: 2 });
  });

  it("was last seen at its last event, not when an import brought it", () => {
    const person = somebody(NOON);
    receive(person, [pageView("/", NOON - 100 * HOUR)], { now: NOON });
    expect(person.state.profile.lastSeen).toBe(NOON - 100 * HOUR);
  });
});

describe("feedback on recommendations", () => {
  const withReceipt = () => {
    const person = somebody();
    const items = ["a", "b"].map((id) => ({ id, reason: "", parts: [] }));
    person.state.profile.receipts.push({
      id: "r1",
      time: NOON,
      slot: "side",
      scenario: "bestsellers",
      model: "table-1",
      items,
      passed: [],
      fallback: null,
      shown: [],
      clicked: [],
    });
    return person;
  };
  const feedback = (name: string, ids: string[]) =>
    event(name, NOON, { receipt: "r1", items: ids.map((id) => item(id)) });

  it("marks on the receipt what was shown and clicked, each item once", () => {
    const person = withReceipt();
    receive(person, [
      feedback("recommendation_shown", ["a", "b"]),
      feedback("recommendation_shown", ["a"]),
      feedback("recommendation_clicked", ["b"]),
    ]);
    expect(person.state.profile.receipts[0]).toMatchObject({ shown: ["a", "b"], clicked: ["b"] });
  });

  it("marks nothing that the receipt does not name", () => {
    const person = withReceipt();
    receive(person, [
      feedback("recommendation_clicked", ["z"]),
      { ...feedback("recommendation_clicked", ["a"]), receipt: "unknown" },
    ]);
    expect(person.state.profile.receipts[0]).toMatchObject({ shown: [], clicked: [] });
  });

  it("remembers what the visitor does not want to see again", () => {
    const person = withReceipt();
    receive(person, [feedback("recommendation_dismissed", ["a"])]);
    expect(person.state.profile.dismissed).toEqual(["a"]);
  });
});
