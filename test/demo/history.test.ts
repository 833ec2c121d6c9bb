import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readOrders } from "../../demo-site/fixture.ts";
import { visits } from "../../demo-site/history.ts";
import { DAY, startOfDay, WEEK, weekShift } from "../../demo-site/history/calendar.ts";
import { randomOf, weighted, wholeBetween } from "../../demo-site/history/random.ts";
import { Batch } from "../../worker/wire/batch.ts";
import { Event } from "../../worker/wire/event.ts";

const NOW = Date.parse("2026-11-22T10:30:00Z");
const year = [...visits(NOW)];
const browsing = year.filter(({ session }) => session !== null);
const began = (visit: (typeof year)[number]) => Date.parse(visit.events[0]!.time!);
const buys = (visit: (typeof year)[number]) => visit.events.some((e) => e.name === "purchase");
const rate = (all: typeof year) => all.filter(buys).length / all.length;
const ids = (now: number) => [...visits(now)].flatMap(({ events }) => events.map(({ id }) => id));

describe("the week shift", () => {
  it("is whole weeks and puts the last order before today, at most a week back", () => {
    const times = fc.integer({ min: 0, max: 4e12 });
    fc.assert(
      fc.property(times, times, (lastOrder, now) => {
        const shift = weekShift(lastOrder, now);
        const today = startOfDay(now);
        expect(Math.abs(shift % WEEK)).toBe(0);
        expect(lastOrder + shift).toBeLessThan(today);
        expect(lastOrder + shift).toBeGreaterThanOrEqual(today - WEEK);
      }),
    );
  });
});

describe("the demo's year", () => {
  it("is the same on every run", () => {
    expect([...visits(NOW)]).toEqual(year);
  });

  it("has the same ids whatever the day, so that a second seeding adds nothing", () => {
    expect(new Set(ids(NOW + 3 * DAY))).toEqual(new Set(ids(NOW)));
  });

  it("comes in the order in which visits began, and ends before today", () => {
    for (const [at, visit] of year.entries()) {
      if (at > 0) expect(began(visit)).toBeGreaterThanOrEqual(began(year[at - 1]!));
    }
    const last = Math.max(...year.map((visit) => Date.parse(visit.events.at(-1)!.time!)));
    expect(last).toBeLessThan(startOfDay(NOW));
    expect(last).toBeGreaterThan(startOfDay(NOW) - WEEK);
  });

  it("holds every real order and cancellation with its lines, quantities and prices", () => {
    const told = new Map(
      year
        .flatMap(({ visitor, events }) => events.map((event) => ({ visitor, event })))
        .filter(({ event }) => event.transaction_id)
        .map((each) => [each.event.transaction_id!, each]),
    );
    const orders = readOrders();
    const shift = weekShift(orders.findLast((order) => !order.cancellation)!.time, NOW);
    expect(told.size).toBe(orders.length);
    for (const order of orders) {
      const { visitor, event } = told.get(order.id)!;
      expect(visitor).toBe(`d-c${order.customer}`);
      expect(event.name).toBe(order.cancellation ? "refund" : "purchase");
      expect(Date.parse(event.time!)).toBe(order.time + shift);
      expect(
        event.items!.map((i) => ({ item: i.item_id, quantity: i.quantity, price: i.price })),
      ).toEqual(order.lines);
    }
  });

  it("speaks the wire format, within its limits", () => {
    for (const visit of year) {
      const { session, ...rest } = visit;
      expect(Batch.safeParse(session ? visit : rest).success).toBe(true);
      for (const event of visit.events) expect(Event.safeParse(event).error).toBeUndefined();
      expect(JSON.stringify(visit).length).toBeLessThan(100_000);
    }
  });

  it("never uses an id twice", () => {
    const used = year.flatMap(({ events }) => events.map(({ id }) => id));
    expect(new Set(used).size).toBe(used.length);
  });

  it("keeps a visit's events in their order, without a pause that would end the session", () => {
    for (const { events } of browsing) {
      const times = events.map(({ time }) => Date.parse(time!));
      for (const [at, time] of times.entries()) {
        const before = times[at - 1] ?? time;
        expect(time).toBeGreaterThanOrEqual(before);
        expect(time - before).toBeLessThan(30 * 60_000);
      }
    }
  });

  it("stays short, converts as assumed and brings visitors back", () => {
    const lately = browsing.filter((visit) => began(visit) > NOW - 5 * WEEK);
    expect(browsing.length).toBeLessThanOrEqual(6000);
    expect(rate(browsing)).toBeGreaterThan(0.15);
    expect(rate(browsing)).toBeLessThan(0.2);
    expect(rate(lately)).toBeGreaterThan(0.04);
    expect(rate(lately)).toBeLessThan(0.06);
    expect(new Set(browsing.map(({ visitor }) => visitor)).size).toBeLessThan(
      browsing.length * 0.6,
    );
  });
});

describe("the year's random numbers", () => {
  it("repeat for a seed, differ between seeds and stay within their bounds", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 50 }), (seed, high) => {
        const [one, two] = [randomOf(seed), randomOf(seed)];
        for (let draw = 0; draw < 20; draw++) {
          const value = one();
          expect(value).toBe(two());
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThan(1);
        }
        const whole = wholeBetween(one, 0, high);
        expect(Number.isInteger(whole) && whole >= 0 && whole <= high).toBe(true);
      }),
    );
    expect(randomOf("a")()).not.toBe(randomOf("b")());
  });

  it("choose by weight", () => {
    const random = randomOf("weights");
    const ways = [{ weight: 1 }, { weight: 3 }];
    const draws = Array.from({ length: 4000 }, () => weighted(random, ways));
    expect(draws.filter((way) => way === ways[1]).length / draws.length).toBeCloseTo(0.75, 1);
  });
});
