import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { f2Report } from "../../../worker/core/second/index.ts";
import { dice } from "../dice.ts";
import { buyer, buyerOn, DAY, order, simulateShop, START } from "./shop.ts";

const at = (day: number) => START + day * DAY;
const pointAt = <T extends { days: number }>(points: readonly T[], days: number): T =>
  points.find((point) => point.days === days)!;

describe("the second purchase", () => {
  it("finds the planted 25, 45 and 60 % within their intervals in most shops", () => {
    const rates = [0.25, 0.45, 0.6];
    const missed = [0, 0, 0];
    for (let seed = 1; seed <= 100; seed++) {
      const buyers = simulateShop(800, rates, dice(seed));
      for (const nth of [1, 2, 3]) {
        const { matured } = f2Report(buyers, at(800), { nth, horizons: [60] });
        const [low, high] = matured[0]!.interval!;
        if (rates[nth - 1]! < low || rates[nth - 1]! > high) missed[nth - 1]!++;
      }
    }
    for (const each of missed) expect(each).toBeLessThanOrEqual(12);
  }, 60_000);

  it("is not dragged down by those who are new", () => {
    const roll = dice(7);
    const old = simulateShop(1000, [0.4, 0.4], roll, 300);
    const fresh = Array.from({ length: 2000 }, (_, person) => buyerOn(`new${person}`, 395));
    const report = f2Report([...old, ...fresh], at(400));
    expect(pointAt(report.matured, 60).interval![0]).toBeGreaterThan(0.35);
    expect(pointAt(report.kaplan_meier, 60).interval![0]).toBeGreaterThan(0.35);
    expect(report.naive.rate).toBeLessThan(0.2);
  });

  it("hides what fewer than 30 people could tell", () => {
    const buyers = Array.from({ length: 29 }, (_, person) => buyerOn(person, 1, 5));
    const report = f2Report(buyers, at(400));
    expect(report.matured.every(({ rate, interval }) => rate === null && interval === null)).toBe(
      true,
    );
    expect(report.kaplan_meier).toEqual([]);
    expect(report.naive).toEqual({ rate: null, interval: null, n: 29 });
    expect(report.wall.verdict).toBe("cannot tell");
  });

  it("leaves renewals of a subscription out", () => {
    const renewed = Array.from({ length: 40 }, (_, person) =>
      buyer(person, [order(0), order(30, ["mug"], { subscription: true })]),
    );
    expect(pointAt(f2Report(renewed, at(100)).matured, 60).rate).toBe(0);
  });

  it("does not wait for who has opted out", () => {
    const buyers = Array.from({ length: 60 }, (_, person) =>
      buyerOn(person, 0, ...(person < 30 ? [50] : [])),
    );
    const optOuts = new Map(buyers.slice(30).map(({ person }) => [person, at(10)]));
    const report = f2Report(buyers, at(400), { optOuts });
    expect(pointAt(report.matured, 60)).toMatchObject({ rate: 1, n: 30 });
  });

  it("answers for an earlier day as it would have then", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 50, max: 300 }), (seed, day) => {
        const buyers = simulateShop(60, [0.5], dice(seed));
        const known = buyers.flatMap(({ person, orders }) => {
          const past = orders.filter(({ time }) => time <= at(day));
          return past.length === 0 ? [] : [{ person, orders: past }];
        });
        expect(f2Report(buyers, at(day))).toEqual(f2Report(known, at(day)));
      }),
      { numRuns: 30 },
    );
  });

  it("tells channels, months and products apart", () => {
    const roll = dice(3);
    const buyers = Array.from({ length: 400 }, (_, person) => {
      const isMail = person % 2 === 0;
      const first = order(person % 60, [isMail ? "soap" : "vase"], {
        channel: isMail ? "Email" : "Direct",
      });
      return buyer(
        person,
        roll() < (isMail ? 0.7 : 0.2) ? [first, order((person % 60) + 20)] : [first],
      );
    });
    const byChannel = f2Report(buyers, at(200), { by: "channel" }).groups;
    const rates = Object.fromEntries(
      byChannel.map(({ group, matured }) => [group, pointAt(matured, 90).rate!]),
    );
    expect(rates["Email"]).toBeGreaterThan(0.6);
    expect(rates["Direct"]).toBeLessThan(0.3);
    const groups = (by: "month" | "product" | "category") =>
      f2Report(buyers, at(200), { by }).groups.map(({ group }) => group);
    expect(groups("month")).toEqual(["2026-01", "2026-02"]);
    expect(groups("product").sort()).toEqual(["soap", "vase"]);
    expect(groups("category")).toEqual(["Kitchen"]);
  });
});

describe("the wall", () => {
  const verdictOf = (people: number, rates: number[], seed: number) =>
    f2Report(simulateShop(people, rates, dice(seed)), at(800)).wall;
  const verdicts = (people: number, rates: number[]) =>
    Array.from({ length: 100 }, (_, seed) => verdictOf(people, rates, seed + 1).verdict);
  const share = (list: readonly string[], verdict: string) =>
    list.filter((each) => each === verdict).length;

  it("stands where the second order is harder than the third", () => {
    expect(share(verdicts(1000, [0.25, 0.5]), "yes")).toBeGreaterThanOrEqual(95);
    const wall = verdictOf(1000, [0.25, 0.5], 1);
    expect(wall.p).toBeLessThan(0.001);
    expect(wall.because).toMatch(/p < 0\.001/);
  });

  it("does not in a flat shop", () => {
    expect(share(verdicts(3000, [0.4, 0.4]), "no")).toBeGreaterThanOrEqual(90);
  }, 60_000);

  it("cannot be told in a tiny one", () => {
    expect(share(verdicts(40, [0.4, 0.4]), "cannot tell")).toBeGreaterThanOrEqual(95);
  });
});
