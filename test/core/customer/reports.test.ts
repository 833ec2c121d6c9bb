import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  buyerMixReport,
  lostGridReport,
  paretoReport,
} from "../../../worker/core/customer/index.ts";
import { bought, buyer, DAY, NOW } from "./order.ts";

const spenders = (...nets: number[]) =>
  nets.map((net, index) => buyer(`c/${index}`, bought(1, net)));

const anyNets = fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 60 });

describe("the Pareto report", () => {
  it("finds 0.80 where a fifth brings four fifths, and 0.20 where all spend alike", () => {
    const eighty = Array.from({ length: 100 }, (_, index) => (index < 20 ? 1600 : 100));
    expect(paretoReport(spenders(...eighty), NOW).top_20_share).toBeCloseTo(0.8, 10);
    expect(paretoReport(spenders(...eighty), NOW).people_for_80).toBeCloseTo(0.2, 10);
    for (const n of [5, 7, 11]) {
      const flat = paretoReport(spenders(...Array.from({ length: n }, () => 100)), NOW);
      expect(flat.top_20_share).toBeCloseTo(0.2, 10);
      expect(flat.gini).toBeCloseTo(0, 10);
    }
  });

  it("names the vital few, the best first", () => {
    const { vital, list } = paretoReport(spenders(10, 50, 20, 5, 15, 30), NOW);
    expect(vital).toBe(2);
    expect(list.map(({ person, cumulative }) => [person, cumulative])).toEqual([
      ["c/1", 50 / 130],
      ["c/5", 80 / 130],
    ]);
  });

  it("knows Gini's index of two people of whom one brings all but nothing: a half", () => {
    expect(paretoReport(spenders(1, 1_000_000), NOW).gini).toBeCloseTo(0.5, 5);
  });

  it("does not hang on the unit of money, and its curve rises and hangs below the diagonal", () => {
    fc.assert(
      fc.property(anyNets, (nets) => {
        const report = paretoReport(spenders(...nets), NOW);
        const dear = paretoReport(spenders(...nets.map((net) => net * 7)), NOW);
        expect(dear.gini).toBeCloseTo(report.gini, 9);
        expect(dear.top_20_share).toBeCloseTo(report.top_20_share, 9);
        expect(report.top_20_share).toBeGreaterThan(0.2 - 1e-9);
        let before = 0;
        for (const { people, revenue } of report.lorenz) {
          expect(revenue).toBeGreaterThan(before - 1e-9);
          expect(revenue).toBeLessThan(people + 1e-9);
          before = revenue;
        }
        expect(before).toBeCloseTo(1, 9);
      }),
    );
  });

  it("is empty for a shop without buyers", () => {
    expect(paretoReport([], NOW)).toMatchObject({
      people: 0,
      currency: null,
      revenue: 0,
      top_20_share: 0,
      gini: 0,
      lorenz: [],
      list: [],
    });
  });
});

describe("a month's buyer mix", () => {
  it("splits people and net by whether they had bought in an earlier month", () => {
    const people = [
      buyer("c/new", bought(5, 1000), bought(2, 500)),
      buyer("c/back", bought(40, 700), bought(3, 2500)),
    ];
    const { months } = buyerMixReport(people, NOW);
    expect(months.map(({ month }) => month)).toEqual(["2026-10", "2026-11"]);
    expect(months[1]).toEqual({
      month: "2026-11",
      new: { people: 1, orders: 2, net: 1500, people_share: 0.5, net_share: 0.375 },
      returning: { people: 1, orders: 1, net: 2500, people_share: 0.5, net_share: 0.625 },
    });
  });

  it("ends months where the shop's calendar does", () => {
    const late = bought(0, 100, { time: Date.UTC(2026, 9, 31, 20) });
    const month = (zone: string) =>
      buyerMixReport([buyer("c/ann", late)], NOW, { zone }).months[0]!.month;
    expect([month("UTC"), month("Asia/Tokyo")]).toEqual(["2026-10", "2026-11"]);
  });
});

const anyLost = fc
  .array(fc.array(fc.integer({ min: 0, max: 1500 }), { minLength: 1, maxLength: 12 }))
  .map((people) =>
    people.map((days, index) => buyer(`c/${index}`, ...days.map((day) => bought(day)))),
  );

describe("the grid of the lost", () => {
  it("adds up to all who are lost, in people and in value", () => {
    fc.assert(
      fc.property(anyLost, (buyers) => {
        const { cells, lost, value } = lostGridReport(buyers, NOW);
        const gone = buyers.filter(({ orders }) => NOW - orders.at(-1)!.time >= 300 * DAY);
        expect(lost).toBe(gone.length);
        expect(cells.reduce((sum, cell) => sum + cell.people, 0)).toBe(lost);
        expect(cells.reduce((sum, cell) => sum + cell.value, 0)).toBe(value);
      }),
    );
  });

  it("lists the people of a cell that is chosen", () => {
    const people = [
      buyer("c/once", bought(400)),
      buyer("c/twice", bought(800), bought(400)),
      buyer("c/active", bought(400), bought(4)),
    ];
    const chosen = lostGridReport(people, NOW, { cell: { gap: 365, orders: 2 } });
    expect(chosen.list).toEqual([{ person: "c/twice", gap: 400, orders: 2, net: 2000 }]);
    expect(lostGridReport(people, NOW).list).toHaveLength(2);
    expect(lostGridReport(people, NOW, { cell: { gap: 1, orders: 2 } }).list).toEqual([]);
  });
});
