import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  customerSettings,
  type CustomerSettings,
  nextStageAt,
  type OrderRecord,
} from "../../../worker/core/customer/index.ts";
import type { Announcement } from "../../../worker/core/messages/index.ts";
import {
  keepStanding,
  newPerson,
  nextDuty,
  ordersMoved,
} from "../../../worker/core/person/index.ts";
import { CustomerRules } from "../../../worker/wire/customers.ts";
import { order } from "../customer/order.ts";
import { MemoryOrders } from "../orders/memory-orders.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOON = Date.UTC(2026, 0, 10, 12);

const settingsOf = (customers: object = {}, zone = "UTC"): CustomerSettings =>
  customerSettings({
    customers: CustomerRules.parse(customers),
    time_zone: zone,
    currency: "EUR",
  });

/** Somebody whose orders are told, and whose alarm rings when it is due. */
function customer(settings = settingsOf(), name = "v1") {
  const state = newPerson("demo", name, NOON);
  const orders = new MemoryOrders();
  const look = (now: number, by = settings) => keepStanding(state, orders, by, now);
  return {
    state,
    look,
    /** Places an order, or tells it anew. */
    buy(transaction: string, time: number, more: Partial<OrderRecord> = {}, now = time) {
      orders.put({
        kind: "order",
        id: transaction,
        version: 1,
        person: name,
        order: order({ transaction, time, person: name, ...more }),
        told: [],
        job: null,
      });
      ordersMoved(state);
      look(now);
    },
    /** Lets all alarms until `end` ring, each at its time. */
    sleepUntil(end: number): number[] {
      const rung: number[] = [];
      for (let due = state.standing?.due; due != null && due <= end; due = state.standing?.due) {
        rung.push(due);
        look(due);
      }
      return rung;
    },
    heard: () =>
      state.outbox.map(({ body }) => body as Announcement).filter(({ type }) => type !== undefined),
    changes(): unknown[] {
      return this.heard()
        .filter(({ type }) => type === "stage.changed")
        .map(({ data }) => data["to"]);
    },
  };
}

describe("the stage of a person", () => {
  it("is announced once for each boundary, with the boundary's time, within an hour after it", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 364 }),
        fc.integer({ min: 0, max: DAY - 1 }),
        fc.constantFrom("UTC", "Europe/London", "Asia/Tokyo", "America/New_York"),
        fc.string({ minLength: 1, maxLength: 12 }),
        (day, ms, zone, name) => {
          const bought = NOON + day * DAY + ms;
          const one = customer(settingsOf({}, zone), name);
          one.buy("t1", bought);
          const rung = one.sleepUntil(bought + 400 * DAY);
          expect(one.changes()).toEqual(["active", "silent", "dormant", "lost"]);
          const boundaries = one.heard().slice(1);
          for (const [place, { at }] of boundaries.entries()) {
            expect(rung[place]).toBeGreaterThanOrEqual(at);
            expect(rung[place]! - at).toBeLessThan(HOUR);
            expect(nextStageAt(bought, at - 1, zone)).toBe(at);
          }
          expect(nextDuty({ ...one.state, outboxDue: null })).toBeNull();
        },
      ),
      { numRuns: 60 },
    );
  });

  it("is announced for each boundary when nobody was awake at any of them", () => {
    const one = customer();
    one.buy("t1", NOON);
    one.look(NOON + 500 * DAY);
    expect(one.changes()).toEqual(["active", "silent", "dormant", "lost"]);
    one.look(NOON + 501 * DAY);
    expect(one.changes()).toHaveLength(4);
  });

  it("spreads its alarms over the hour, each person always at the same moment", () => {
    const dues = Array.from({ length: 200 }, (_, n) => {
      const one = customer(settingsOf(), `v${n}`);
      one.buy("t1", NOON);
      return one.state.standing!.due!;
    });
    const boundary = Date.UTC(2026, 1, 9);
    const quarters = Map.groupBy(dues, (due) => Math.floor((due - boundary) / (HOUR / 4)));
    expect([...quarters.keys()].sort()).toEqual([0, 1, 2, 3]);
    for (const part of quarters.values()) expect(part.length).toBeGreaterThan(30);
    const again = customer(settingsOf(), "v7");
    again.buy("t1", NOON);
    expect(again.state.standing!.due).toBe(dues[7]);
  });

  it("begins anew with an order, at once, and only a change is news", () => {
    const one = customer();
    one.buy("t1", NOON);
    one.sleepUntil(NOON + 130 * DAY);
    one.buy("t2", NOON + 130 * DAY);
    one.buy("t3", NOON + 140 * DAY);
    expect(one.changes()).toEqual(["active", "silent", "dormant", "active"]);
    expect(one.heard().at(-1)).toMatchObject({
      at: NOON + 130 * DAY,
      person: "v1",
      data: { from: "dormant", to: "active" },
    });
  });

  it("says nothing of the past that a file tells, and everything that comes after", () => {
    const one = customer();
    one.buy("t1", NOON - 200 * DAY, {}, NOON);
    one.buy("t2", NOON - 100 * DAY, {}, NOON);
    expect(one.heard()).toEqual([]);
    expect(one.state.standing).toMatchObject({ stage: "silent", lastOrder: NOON - 100 * DAY });
    one.sleepUntil(NOON + 30 * DAY);
    expect(one.changes()).toEqual(["dormant"]);
  });

  it("falls back when its last order is given back, and ends with the only one", () => {
    const one = customer();
    one.buy("t1", NOON - 50 * DAY, {}, NOON);
    one.buy("t2", NOON);
    one.buy("t2", NOON, { refunded: 1000 }, NOON + DAY);
    expect(one.changes()).toEqual(["active", "silent"]);
    one.buy("t1", NOON - 50 * DAY, { cancelled: true }, NOON + DAY);
    expect(one.changes()).toEqual(["active", "silent", null]);
    expect(one.state.standing).toMatchObject({ stage: null, due: null });
  });

  it("moves without a word when the shop moves its cuts", () => {
    const one = customer();
    one.buy("t1", NOON);
    one.look(NOON + 10 * DAY, settingsOf({ stages: [5, 120, 300] }));
    expect(one.state.standing!.stage).toBe("silent");
    expect(one.changes()).toEqual(["active"]);
  });

  it("is looked at by nobody who never ordered, and by nobody while nothing is due", () => {
    const nobody = customer();
    nobody.look(NOON);
    expect(nobody.state.standing).toBeUndefined();
    const one = customer();
    one.buy("t1", NOON);
    const before = one.state.standing;
    const unread = { ...new MemoryOrders(), orders: () => expect.fail("read the orders") };
    keepStanding(one.state, unread as unknown as MemoryOrders, settingsOf(), NOON + DAY);
    expect(one.state.standing).toBe(before);
  });
});

describe("the shop's own thresholds", () => {
  const rules = settingsOf({
    thresholds: [
      { name: "big_spender", spend: { amount: 25, currency: "EUR" } },
      { name: "in_dollars", spend: { amount: 1, currency: "USD" } },
      { name: "often", orders: 2, days: 20 },
    ],
  });
  const told = (one: ReturnType<typeof customer>) =>
    one
      .heard()
      .filter(({ type }) => type.startsWith("segment."))
      .map(({ type, at, data }) => [type.slice(8), data["segment"], at]);

  it("are entered with the order that crosses them, and left when the window has slid past it", () => {
    const one = customer(rules);
    one.buy("t1", NOON);
    one.buy("t2", NOON + 5 * DAY);
    expect(told(one)).toEqual([["entered", "often", NOON + 5 * DAY]]);
    expect(one.state.standing!.due).toBe(NOON + 20 * DAY);
    one.sleepUntil(NOON + 21 * DAY);
    expect(told(one).slice(1)).toEqual([["left", "often", NOON + 20 * DAY]]);
    one.buy("t3", NOON + 40 * DAY);
    expect(told(one).slice(2)).toEqual([["entered", "big_spender", NOON + 40 * DAY]]);
    one.sleepUntil(NOON + 400 * DAY);
    expect(told(one)).toHaveLength(3);
  });

  it("are left when what crossed them is given back", () => {
    const one = customer(rules);
    one.buy("t1", NOON, { value: 2000 });
    one.buy("t2", NOON + 2 * DAY);
    expect(told(one)).toHaveLength(2);
    one.buy("t2", NOON + 2 * DAY, { refunded: 900 }, NOON + 3 * DAY);
    expect(told(one).slice(2)).toEqual([["left", "big_spender", NOON + 3 * DAY]]);
  });

  it("are entered too when an order of today turns out to be worth more", () => {
    const one = customer(rules);
    one.buy("t1", NOON);
    one.buy("t1", NOON, { value: 2500 }, NOON + HOUR);
    expect(told(one)).toEqual([["entered", "big_spender", NOON + HOUR]]);
  });
});
