import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  buyersOf,
  type OrderRecord,
  startOfLocalDay,
} from "../../../worker/core/customer/index.ts";
import { DAY, NOW, order } from "./order.ts";

const HOUR = DAY / 24;

describe("a valid order", () => {
  it.each([
    ["is cancelled", { cancelled: true }, "invalid"],
    ["was given back in full", { refunded: 1000 }, "invalid"],
    ["brings goods for nothing", { value: 0 }, "invalid"],
    ["is a test", { test: true }, "test"],
    ["is dated later than now", { time: NOW + 1 }, "future"],
    ["names nobody", { person: null }, "nobody"],
  ] as const)("is none that %s", (_, over, reason) => {
    const book = buyersOf([order(over)], { now: NOW });
    expect(book.buyers).toEqual([]);
    expect(book.leftOut).toMatchObject({ [reason]: 1 });
  });

  it("may be one of which only a value of nothing is known, until it is cancelled", () => {
    const bare = order({ value: 0, lines: [] });
    expect(buyersOf([bare]).buyers[0]!.orders).toMatchObject([{ net: 0 }]);
    expect(buyersOf([{ ...bare, cancelled: true }]).buyers).toEqual([]);
  });

  it("is net of what came back, in money and in units", () => {
    const line = { item: "mug", category: "", quantity: 3, price: 500, returned: 1 };
    const gone = { ...line, item: "cup", quantity: 1, returned: 1 };
    const [ann] = buyersOf([order({ value: 2000, refunded: 1000, lines: [line, gone] })]).buyers;
    expect(ann!.orders[0]).toMatchObject({
      net: 1000,
      lines: [{ item: "mug", quantity: 2, returned: 0 }],
    });
    expect(ann!.troubles).toEqual({ placed: 1, undone: 0.5 });
  });

  it("leaves a cancelled order among the troubles of whoever bought otherwise", () => {
    const [ann] = buyersOf([order(), order({ transaction: "t2", cancelled: true })]).buyers;
    expect(ann).toMatchObject({ orders: [{ transaction: "t1" }], troubles: { placed: 2 } });
  });
});

describe("orders less than 24 h after the first of their group", () => {
  const at = (hours: number, transaction: string) =>
    order({ transaction, time: NOW + hours * HOUR, delivered: NOW + hours * HOUR + DAY });

  it("are one, and the next begins a group of its own", () => {
    const [ann] = buyersOf([at(25, "c"), at(0, "a"), at(23.9, "b"), at(24, "d")]).buyers;
    expect(ann!.orders).toMatchObject([
      { transaction: "a", net: 2000, delivered: NOW + 23.9 * HOUR + DAY },
      { transaction: "d", net: 2000 },
    ]);
  });

  it("are told by the shop's calendar when only their day is known", () => {
    const late = { time: NOW + 11 * HOUR, dateOnly: true };
    const early = { time: NOW + 13 * HOUR, dateOnly: true, transaction: "t2" };
    const count = (zone: string) =>
      buyersOf([order(late), order(early)], { zone }).buyers[0]!.orders.length;
    expect([count("UTC"), count("America/New_York")]).toEqual([2, 1]);
  });

  it("are renewed by a subscription only when all of them are", () => {
    const book = (second: boolean) =>
      buyersOf([order({ subscription: true }), order({ transaction: "t2", subscription: second })]);
    expect(book(false).buyers[0]!.orders[0]!.subscription).toBe(false);
    expect(book(true).buyers[0]!.orders[0]!.subscription).toBe(true);
  });
});

describe("currencies", () => {
  const orders = [
    order({ currency: "USD" }),
    order({ currency: "EUR", transaction: "t2", person: "c/bob" }),
    order({ currency: "EUR", transaction: "t3", person: "c/cem" }),
  ];

  it("are never added up: the most frequent one counts, and the others are counted", () => {
    const book = buyersOf(orders);
    expect(book.currency).toBe("EUR");
    expect(book.buyers.map(({ person }) => person)).toEqual(["c/bob", "c/cem"]);
    expect(book.leftOut.currencies).toEqual({ USD: 1 });
  });

  it("may be named", () => {
    expect(buyersOf(orders, { currency: "USD" })).toMatchObject({
      currency: "USD",
      buyers: [{ person: "c/ann" }],
      leftOut: { currencies: { EUR: 2 } },
    });
  });
});

const anyOrder = fc
  .record({
    transaction: fc.uuid(),
    person: fc.constantFrom("c/ann", "c/bob", "v1", null),
    time: fc.integer({ min: NOW - 40 * DAY, max: NOW + DAY }),
    value: fc.integer({ min: 0, max: 9000 }),
    refunded: fc.integer({ min: 0, max: 3000 }),
    currency: fc.constantFrom("EUR", "USD"),
    cancelled: fc.boolean(),
    test: fc.boolean(),
    dateOnly: fc.boolean(),
  })
  .map(order);

describe("the book of buyers", () => {
  it("holds every order once: in a buyer's or among those left out", () => {
    fc.assert(
      fc.property(fc.array(anyOrder), (orders) => {
        const { buyers, leftOut, currency } = buyersOf(orders, { now: NOW });
        const { currencies, ...reasons } = leftOut;
        const out = [...Object.values(reasons), ...Object.values(currencies)];
        const inside = orders.filter(
          (each) =>
            each.person !== null &&
            each.currency === currency &&
            !each.test &&
            !each.cancelled &&
            each.time <= NOW &&
            each.refunded < each.value,
        );
        expect(inside.length + out.reduce((a, b) => a + b, 0)).toBe(orders.length);
        const net = buyers.flatMap((each) => each.orders).reduce((sum, each) => sum + each.net, 0);
        expect(net).toBe(inside.reduce((sum, each) => sum + each.value - each.refunded, 0));
      }),
    );
  });

  it("does not hang on the order of rows", () => {
    fc.assert(
      fc.property(fc.array(anyOrder), (orders) => {
        const net = (all: OrderRecord[]) =>
          buyersOf(all).buyers.map(({ person, orders: list }) => [
            person,
            list.map(({ time, net: each }) => [time, each]),
          ]);
        expect(net(orders.toReversed())).toEqual(net(orders));
      }),
    );
  });
});

describe("a day of the shop's calendar", () => {
  const zones = ["UTC", "Asia/Tokyo", "America/Sao_Paulo", "Africa/Cairo", "Australia/Lord_Howe"];

  it("begins at its first moment, on days when clocks change too", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 14_000, max: 20_800 }),
        (zone, day) => {
          const start = startOfLocalDay(day, zone);
          const at = (time: number) =>
            new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(time);
          const iso = (number: number) => new Date(number * DAY).toISOString().slice(0, 10);
          expect(at(start)).toBe(iso(day));
          expect(at(start - 1)).toBe(iso(day - 1));
        },
      ),
    );
  });
});
