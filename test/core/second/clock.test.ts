import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Buyer } from "../../../worker/core/customer/index.ts";
import {
  clockReport,
  contactAt,
  type Delivery,
  fitPace,
  runOutOf,
  suppliesByItem,
  type UseOfItem,
  usageOf,
} from "../../../worker/core/second/index.ts";
import { dice } from "../dice.ts";
import { buyer, DAY, order, START } from "./shop.ts";

const nothing = fitPace([], () => undefined);
const months: UseOfItem = { daysPerUnit: 30 };
const after = (deliveries: Delivery[], use = months) =>
  runOutOf(deliveries, usageOf(nothing, "cream", "Care", use));
const daysOf = (deliveries: Delivery[], use = months) => {
  const { run_out_at, delivered } = after(deliveries, use);
  return (run_out_at - delivered) / DAY;
};
const on = (day: number, units: number): Delivery => ({ at: day * DAY, units });

/** People who use up a unit of the item in `pace` days, and order two when it is gone. */
function regulars(
  people: number,
  item: string,
  pace: (person: number) => number,
  seed: number,
): Buyer[] {
  const roll = dice(seed);
  return Array.from({ length: people }, (_, person) => {
    const orders = [];
    for (let day = roll() * 30; day < 365; day += 2 * pace(person) * Math.exp(0.2 * (roll() - 0.5)))
      orders.push(
        order(day, [], {
          lines: [{ item, category: "Care", quantity: 2, price: 500, returned: 0 }],
        }),
      );
    return buyer(`${item}${person}`, orders);
  });
}

describe("the consumption clock", () => {
  it("takes the merchant's word: two units of 30 days are used up on day 60", () => {
    expect(daysOf([on(0, 2)])).toBeCloseTo(60, 6);
    expect(daysOf([on(0, 2)], { daysPerUnit: 30, startLag: 7 })).toBeCloseTo(67, 6);
  });

  it("learns a customer's pace: reordered on day 40, next time between 40 and 60", () => {
    const next = daysOf([on(0, 2), on(40, 2)]);
    expect(next).toBeGreaterThan(40);
    expect(next).toBeLessThan(60);
  });

  it("comes to the customer's own pace after a while, and then leaves nothing over", () => {
    const reorders = Array.from({ length: 12 }, (_, index) => on(index * 40, 2));
    const { run_out_at, delivered, units } = after(reorders);
    expect((run_out_at - delivered) / DAY).toBeGreaterThan(38);
    expect((run_out_at - delivered) / DAY).toBeLessThan(46);
    expect(units).toBeLessThan(2.3);
  });

  it("carries on what is left over", () => {
    const stocked = after([on(0, 4), on(20, 1)]);
    expect(stocked.units).toBeGreaterThan(1.5);
    expect(stocked.units).toBeLessThan(5);
  });

  it("lasts longer with more units, and never ends before the quarter that ends early", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            gap: fc.integer({ min: 1, max: 90 }),
            units: fc.integer({ min: 1, max: 9 }),
          }),
          {
            minLength: 1,
            maxLength: 8,
          },
        ),
        (list) => {
          let day = 0;
          const deliveries = list.map(({ gap, units }) => on((day += gap), units));
          const runOut = after(deliveries);
          expect(runOut.q25).toBeLessThan(runOut.run_out_at);
          expect(runOut.starts).toBeLessThan(runOut.q25);
          const last = deliveries.at(-1)!;
          const more = [...deliveries.slice(0, -1), { ...last, units: last.units + 1 }];
          expect(after(more).run_out_at).toBeGreaterThan(runOut.run_out_at);
        },
      ),
    );
  });

  it("asks before a quarter run out, and never before the goods have settled", () => {
    const runOut = after([on(0, 2)]);
    const q25 = { ...runOut, q25: 30 * DAY };
    expect(contactAt(q25, 3) / DAY).toBe(26);
    expect(contactAt({ ...runOut, q25: 4 * DAY }, 3) / DAY).toBe(3);
  });

  it("shrinks an item to its category, and the more it was bought again the less", () => {
    const buyers = [...regulars(40, "soap", () => 20, 1), ...regulars(1, "balm", () => 60, 2)];
    const model = fitPace(suppliesByItem(buyers, START + 400 * DAY, 0), () => undefined);
    const days = (item: string) => Math.exp(usageOf(model, item, "Care").pace.mean);
    expect(days("soap") * 2 ** (model.elasticity - 1)).toBeCloseTo(20, -0.5);
    expect(days("balm")).toBeGreaterThan(days("soap"));
    expect(days("balm")).toBeLessThan(days("soap") * 2);
    expect(days("unheard of")).toBeCloseTo(days("soap"), -0.7);
  });

  it("learns where what is bought says nothing of when one comes back", () => {
    const roll = dice(4);
    const buyers = Array.from({ length: 80 }, (_, person) => {
      const orders = Array.from({ length: 8 }, (__, index) =>
        order(index * 30 + roll() * 3, [], {
          lines: [
            {
              item: "card",
              category: "Paper",
              quantity: 1 + Math.floor(roll() * 12),
              price: 100,
              returned: 0,
            },
          ],
        }),
      );
      return buyer(person, orders);
    });
    const { elasticity } = fitPace(suppliesByItem(buyers, START + 400 * DAY, 0), () => undefined);
    expect(elasticity).toBeLessThan(0.1);
  });

  it("knows when customers run out who keep their own pace", () => {
    const pace = (person: number) => 10 + (person % 3) * 10;
    const buyers = regulars(60, "soap", pace, 5);
    const now = START + 300 * DAY;
    const { upcoming } = clockReport(buyers, now, { within: 400, limit: 100 });
    expect(upcoming.length).toBeGreaterThan(30);
    const errors = upcoming.map(({ person, run_out_at }) => {
      const next = buyers
        .find((each) => each.person === person)!
        .orders.find(({ time }) => time > now)!;
      return Math.abs(next.time - run_out_at) / DAY;
    });
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(8);
  });

  it("tells only of what is used up, where the shop knows", () => {
    const buyers = [...regulars(5, "soap", () => 20, 1), ...regulars(5, "vase", () => 20, 2)];
    const report = clockReport(buyers, START + 300 * DAY, {
      isReplenishable: (item) => item === "soap",
    });
    expect(report.items.map(({ item }) => item)).toEqual(["soap"]);
    expect(report.items[0]).toMatchObject({ customers: 5, reordered: 5 });
  });
});

describe("the lead time", () => {
  const sent = (days: (person: number) => number, people = 100) =>
    Array.from({ length: people }, (_, person) =>
      buyer(person, [
        order(person, ["soap"], { delivered: START + (person + days(person)) * DAY }),
        order(person + 60, ["soap"]),
      ]),
    );

  it("is learnt from deliveries: nine of ten orders keep within it", () => {
    const report = clockReport(
      sent((person) => (person % 10) + 1),
      START + 150 * DAY,
    );
    expect(report.lead_time).toEqual({ usual: 5, p90: 9, n: 100 });
    const learnt = report.upcoming[0]!;
    const { q25, delivered } = learnt;
    expect(learnt.contact_at).toBe(Math.max(q25 - 10 * DAY, delivered + 3 * DAY));
  });

  it("is unknown while few are told, or only of long ago", () => {
    expect(
      clockReport(
        sent(() => 2, 20),
        START + 150 * DAY,
      ).lead_time,
    ).toBeNull();
    expect(
      clockReport(
        sent(() => 2),
        START + 600 * DAY,
      ).lead_time,
    ).toBeNull();
  });
});
