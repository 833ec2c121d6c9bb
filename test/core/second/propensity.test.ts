import { describe, expect, it } from "vitest";
import {
  chanceOf,
  comebackChance,
  fitComeback,
  fitPropensity,
  oneTimeBuyers,
  propensityReport,
} from "../../../worker/core/second/index.ts";
import { dice } from "../dice.ts";
import { behavingShop, buyer, buyerOn, DAY, order, simulateShop, START } from "./shop.ts";

const at = (day: number) => START + day * DAY;

describe("the chance of coming back", () => {
  it("is what the curve still holds", () => {
    const comeback = fitComeback(simulateShop(2000, [0.5, 0], dice(1), 200), at(500));
    // Half come within 60 days, evenly: of those who have waited 30 days a quarter of all are to come of three.
    expect(comebackChance(comeback, 0, 60)).toBeCloseTo(0.5, 1);
    expect(comebackChance(comeback, 30, 30)).toBeCloseTo(1 / 3, 1);
    expect(comebackChance(comeback, 60, 30)).toBeCloseTo(0, 2);
  });

  it("grows with time and speed, and is never certain", () => {
    const comeback = fitComeback(simulateShop(300, [0.5], dice(2)), at(365));
    let before = 0;
    for (let days = 0; days <= 720; days += 30) {
      const chance = comebackChance(comeback, 20, days);
      expect(chance).toBeGreaterThanOrEqual(before);
      expect(chance).toBeLessThan(1);
      expect(comebackChance(comeback, 20, days, 2)).toBeGreaterThanOrEqual(chance);
      before = chance;
    }
  });

  it("shrinks few to the shop's curve", () => {
    const roll = dice(4);
    const many = simulateShop(500, [0.3, 0], roll, 200);
    const rare = Array.from({ length: 3 }, (_, person) =>
      buyer(`rare${person}`, [order(10, ["rare"]), order(20, ["rare"])]),
    );
    const { items } = fitComeback([...many, ...rare], at(400));
    expect(items.get("rare")).toBeGreaterThan(1);
    expect(items.get("rare")).toBeLessThan(1.5);
    expect(items.get("mug")).toBeCloseTo(1, 1);
  });
});

describe("the propensity to order a second time", () => {
  it("ranks who will come first, at least twice as good as chance in the top tenth", () => {
    let [lift, recency] = [0, 0];
    for (let seed = 1; seed <= 10; seed++) {
      const buyers = behavingShop(seed);
      const now = at(300);
      const model = fitPropensity(buyers, now, 90);
      const again = new Set(
        buyers.filter(({ orders }) => (orders[1]?.time ?? 0) > now).map(({ person }) => person),
      );
      const people = oneTimeBuyers(buyers, now);
      const top = (by: (one: (typeof people)[number]) => number) => {
        const list = people
          .toSorted((a, b) => by(b) - by(a))
          .slice(0, Math.round(people.length / 10));
        const rate = list.filter(({ person }) => again.has(person)).length / list.length;
        return rate / (people.filter(({ person }) => again.has(person)).length / people.length);
      };
      lift += top((one) => chanceOf(one, model).probability) / 10;
      recency += top(({ waited }) => -waited) / 10;
    }
    expect(lift).toBeGreaterThan(2);
    expect(lift).toBeGreaterThan(recency);
  }, 30_000);

  it("learns nothing from what came after", () => {
    const buyers = behavingShop(3);
    const now = at(300);
    const known = buyers.flatMap(({ person, orders }) => {
      const past = orders.filter(({ time }) => time <= now);
      return past.length === 0 ? [] : [{ person, orders: past }];
    });
    expect(propensityReport(buyers, now)).toEqual(propensityReport(known, now));
  });

  it("says why, the strongest reason first, and asks nobody who has opted out", () => {
    const buyers = behavingShop(5);
    const report = propensityReport(buyers, at(300));
    expect(report.model).toBe("scored");
    expect(report.trial!.scored).toBeLessThan(report.trial!.curve);
    const [first] = report.people;
    expect(first!.reasons[0]).toMatch(
      /^Of those like this who had waited \d+ days, \d+ % came back/,
    );
    expect(first!.reasons.join()).toMatch(/\(\+\)/);
    const optOuts = new Map([[first!.person, at(1)]]);
    const others = propensityReport(buyers, at(300), { optOuts }).people;
    expect(others.map(({ person }) => person)).not.toContain(first!.person);
  });

  it("keeps to the curve where there is too little to learn from", () => {
    const report = propensityReport(
      Array.from({ length: 40 }, (_, person) => buyerOn(person, person)),
      at(100),
    );
    expect(report).toMatchObject({ model: "curve", trial: null, one_time_buyers: 40 });
  });
});
