import { describe, expect, it } from "vitest";
import { BEHAVIOUR } from "../../simulator/behaviour.ts";
import { Calendar } from "../../simulator/calendar.ts";
import { comingBackToOrder } from "../../simulator/coming-back.ts";
import type { VisitRecord } from "../../simulator/requests.ts";
import { tune } from "../../simulator/tuning.ts";
import { newWorld, playAlone } from "../../simulator/world.ts";

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 5);
const calendar = new Calendar(START, 40);
const WEEK = 7 * DAY;
const CUTS = [10, 17, 24, 31].map((day) => START + day * DAY);

describe("the exact probability that somebody who is away orders", () => {
  it("adds up to the orders that come", () => {
    // Where one visit in five orders, since of few orders luck alone says too much.
    const tuning = tune(0.2, calendar);
    const world = newWorld({ seed: 3, sessions: 12_000, tuning, intervention: null }, calendar);
    playAlone(world.lives.map(({ life }) => life));
    const visits = world.visits.toSorted((a, b) => a.started - b.started);
    let [expected, came] = [0, 0];
    for (const cut of CUTS) {
      const ordered = new Set(
        visits
          .filter(
            ({ orderedAt }) => orderedAt !== null && orderedAt > cut && orderedAt <= cut + WEEK,
          )
          .map(({ visitor }) => visitor),
      );
      const before = visits.filter(({ started }) => started <= cut);
      for (const [person, last] of new Map(before.map((visit) => [visit.person, visit]))) {
        // What an order leads to is left out.
        if (last.orderedAt !== null) continue;
        for (const { visitor } of person.devices) {
          expected += comingBackToOrder(tuning.behaviour, calendar, last, visitor, cut, 7);
          if (ordered.has(visitor)) came += 1;
        }
      }
    }
    expect(came).toBeGreaterThan(100);
    expect(expected / came).toBeGreaterThan(0.8);
    expect(expected / came).toBeLessThan(1.2);
  });

  it("falls while they stay away, and grows with their need", () => {
    const record = (need: number): VisitRecord => ({
      visitor: "v1",
      started: START,
      events: 3,
      orderedAt: null,
      ordersBefore: 0,
      isAsked: false,
      planted: 0,
      person: {
        need,
        favourite: 0,
        devices: [{ visitor: "v1", isPhone: false, userAgent: "", visits: 1, orders: 0 }],
        orders: 0,
        isAsked: false,
      },
      need,
      isCustomer: false,
    });
    const after = (days: number, need = 0) =>
      comingBackToOrder(BEHAVIOUR, calendar, record(need), "v1", START + days * DAY, 7);
    expect(after(5)).toBeLessThan(0.3 * after(0));
    expect(after(1, 1)).toBeGreaterThan(1.5 * after(1));
  });
});
