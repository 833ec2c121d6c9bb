import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  book,
  type OrderTold,
  type SalesFact,
  salesDifference,
} from "../../../worker/core/orders/index.ts";
import { MemoryOrders } from "./memory-orders.ts";

const JOB = { person: "c/ann", job: "job1" };
const BY_HAND = { person: "c/ann", job: null };
const DAY = 86_400_000;
const T0 = Date.UTC(2026, 0, 2);

const line = (item: string, quantity: number, price: number) => ({
  item,
  category: "",
  quantity,
  price,
  returned: 0,
});
const placed = (
  transaction: string,
  lines = [line("mug", 4, 250)],
  more: object = {},
): OrderTold => {
  const value = lines.reduce((sum, each) => sum + each.quantity * each.price, 0);
  const order = {
    transaction,
    time: T0,
    dateOnly: false,
    currency: "GBP",
    value,
    test: false,
    subscription: false,
    channel: null,
    lines,
  };
  const told = { order: { ...order, ...more }, cancelled: null, delivered: null };
  return { tells: "order", ...told, hash: JSON.stringify(told) };
};
const refund = (id: string, more: object = {}): OrderTold => ({
  tells: "refund",
  id,
  transaction: "t1",
  time: T0 + DAY,
  currency: "GBP",
  value: null,
  lines: [],
  ...more,
});

describe("an order", () => {
  it("told again in the same words is unchanged, in others replaced, with what became of it kept", () => {
    const store = new MemoryOrders();
    expect(book(store, placed("t1"), BY_HAND).status).toBe("accepted");
    expect(book(store, placed("t1"), BY_HAND)).toMatchObject({ status: "unchanged", facts: [] });
    const back = refund("r1", { lines: [{ item: "mug", quantity: 1, price: null }] });
    expect(book(store, back, BY_HAND).status).toBe("accepted");
    const again = book(store, placed("t1", [line("mug", 5, 250)]), BY_HAND);
    expect(again).toMatchObject({ status: "accepted", sold: [] });
    expect(store.order("t1")).toMatchObject({
      version: 3,
      order: { value: 1250, refunded: 250, lines: [{ quantity: 5, returned: 1 }] },
    });
  });

  it("told in parts by one import is all of them", () => {
    const store = new MemoryOrders();
    book(store, placed("t1"), JOB);
    const { sold } = book(store, placed("t1", [line("cup", 1, 500)]), JOB);
    expect(sold).toMatchObject([{ value: 500, lines: [{ item: "cup" }] }]);
    expect(store.order("t1")!.order).toMatchObject({ value: 1500, lines: [{}, {}] });
    expect(book(store, placed("t1", [line("cup", 1, 500)]), { ...JOB, job: "job2" }).status).toBe(
      "unchanged",
    );
  });

  it("told again by an import that was killed is told with the same facts", () => {
    const store = new MemoryOrders();
    const first = book(store, placed("t1"), JOB);
    expect(book(store, placed("t1"), JOB)).toEqual({ ...first, detail: "order t1 is known" });
  });
});

describe("a refund", () => {
  it("of the whole order takes all that is left of it", () => {
    const store = new MemoryOrders();
    book(store, placed("t1"), BY_HAND);
    book(store, refund("r1", { value: 300 }), BY_HAND);
    expect(book(store, refund("r2"), BY_HAND).facts).toMatchObject([
      { order: { refunded: 1000, lines: [{ returned: 4 }] } },
      { kind: "refund", value: 700, units: 4 },
    ]);
    expect(book(store, refund("r3"), BY_HAND).status).toBe("rejected");
    expect(book(store, refund("r2"), BY_HAND).status).toBe("unchanged");
    book(store, placed("t2"), BY_HAND);
    expect(book(store, refund("r2", { transaction: "t2" }), BY_HAND)).toMatchObject({
      status: "rejected",
      detail: "refund r2 is of order t1",
    });
  });

  it("of an order that nobody told of is refused", () => {
    expect(book(new MemoryOrders(), refund("r1"), BY_HAND).detail).toBe("no order t1 is known");
  });

  it("that names no order goes to the latest orders that hold the goods; the rest is money alone", () => {
    const store = new MemoryOrders();
    book(store, placed("t1", [line("mug", 4, 250)], { time: T0 - 9 * DAY }), JOB);
    book(store, placed("t2", [line("mug", 1, 300)], { time: T0 - DAY }), JOB);
    book(store, placed("later", [line("mug", 9, 300)], { time: T0 + 5 * DAY }), JOB);
    const lines = [{ item: "mug", quantity: 7, price: 250 }];
    const { facts } = book(store, refund("C1", { transaction: null, lines, value: 1750 }), JOB);
    expect(facts.at(-1)).toMatchObject({ value: 1750, units: 7, orders: ["t2", "t1"] });
    expect(store.order("t2")!.order).toMatchObject({ refunded: 250, lines: [{ returned: 1 }] });
    expect(store.order("t1")!.order).toMatchObject({ refunded: 1000, lines: [{ returned: 4 }] });
    expect(store.order("later")!.order.refunded).toBe(0);
  });
});

const tellings = fc.array(
  fc.oneof(
    fc
      .record({ t: fc.constantFrom("t1", "t2"), n: fc.integer({ min: 1, max: 5 }) })
      .map(({ t, n }) => placed(t, [line("mug", n, 100), line("cup", 1, 30)])),
    fc
      .record({
        id: fc.constantFrom("r1", "r2", "r3"),
        transaction: fc.constantFrom("t1", "t2", null),
        value: fc.option(fc.integer({ min: 1, max: 900 })),
        quantity: fc.integer({ min: 1, max: 6 }),
      })
      .map(({ quantity, ...more }) =>
        refund(more.id, { ...more, lines: [{ item: "mug", quantity, price: 100 }] }),
      ),
    fc
      .constantFrom("t1", "t2")
      .map((transaction): OrderTold => ({ tells: "delivery", transaction, delivered: T0 + DAY })),
  ),
  { maxLength: 12 },
);

describe("whatever is told, in whatever order", () => {
  it("no order gives back more than it brought, and versions count up by one", () => {
    fc.assert(
      fc.property(tellings, (all) => {
        const store = new MemoryOrders();
        for (const told of all) {
          const before = new Map(store.facts);
          for (const fact of book(store, told, BY_HAND).facts) {
            const known = before.get(`${fact.kind === "order" ? "o" : "r"}/${fact.id}`);
            expect(fact.version).toBe((known?.version ?? 0) + 1);
          }
        }
        for (const { order } of store.orders()) {
          expect(order.refunded).toBeLessThanOrEqual(order.value);
          for (const { quantity, returned } of order.lines)
            expect(returned).toBeLessThanOrEqual(quantity);
        }
      }),
    );
  });

  it("the sums of all differences are the sums of what stands", () => {
    fc.assert(
      fc.property(tellings, (all) => {
        const store = new MemoryOrders();
        const ledger = new Map<string, SalesFact>();
        const sums = new Map<string, number>();
        const fold = (from: SalesFact | null, to: SalesFact, into: Map<string, number>) => {
          for (const { day, measure, key, n } of salesDifference(from, to))
            into.set(`${day}/${measure}/${key}`, (into.get(`${day}/${measure}/${key}`) ?? 0) + n);
        };
        for (const told of all)
          for (const fact of book(store, told, BY_HAND).facts) {
            const key = `${fact.kind}/${fact.id}`;
            fold(ledger.get(key) ?? null, fact, sums);
            ledger.set(key, fact);
          }
        const fresh = new Map<string, number>();
        for (const fact of store.facts.values()) fold(null, fact, fresh);
        const standing = (map: Map<string, number>) =>
          [...map].filter(([, n]) => n !== 0).toSorted();
        expect(standing(sums)).toEqual(standing(fresh));
      }),
    );
  });
});
