import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  categoryStages,
  judgeOffer,
  nextStageAt,
  purchasesHoldUntil,
  spendReachedAt,
  stageAt,
  stageFlows,
  STAGES,
  stagesReport,
} from "../../../worker/core/customer/index.ts";
import { bought, buyer, DAY, NOW } from "./order.ts";

const HOUR = DAY / 24;

describe("a stage", () => {
  it.each([
    [0, "active"],
    [29, "active"],
    [30, "silent"],
    [119, "silent"],
    [120, "dormant"],
    [299, "dormant"],
    [300, "lost"],
    [5000, "lost"],
  ])("%i days after the last order is %s", (days, stage) => {
    expect(stageAt(NOW - days * DAY, NOW, "UTC")).toBe(stage);
  });

  it("begins with the day of the shop's time zone", () => {
    const lastOrder = Date.UTC(2026, 0, 1, 16); // 2 January in Tokyo
    const next = nextStageAt(lastOrder, lastOrder, "Asia/Tokyo")!;
    expect(new Date(next).toISOString()).toBe("2026-01-31T15:00:00.000Z");
  });

  it("changes at the boundary that was told, and at no other time", () => {
    const zones = fc.constantFrom("UTC", "America/Sao_Paulo", "Europe/London", "Asia/Kolkata");
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 * 24 }), zones, (hours, zone) => {
        const lastOrder = NOW - hours * HOUR;
        const stage = stageAt(lastOrder, NOW, zone);
        const next = nextStageAt(lastOrder, NOW, zone);
        if (next === null) expect(stage).toBe("lost");
        else {
          expect(next).toBeGreaterThan(NOW);
          expect(stageAt(lastOrder, next - 1, zone)).toBe(stage);
          const after = STAGES[STAGES.indexOf(stage) + 1];
          expect(stageAt(lastOrder, next, zone)).toBe(after);
        }
      }),
    );
  });

  it("of a category has cuts of its own", () => {
    const line = { item: "tea", category: "Food > Tea", quantity: 1, price: 0, returned: 0 };
    const orders = [bought(80, 10, { lines: [line] }), bought(40)];
    const stages = categoryStages(orders, NOW, "UTC", { Food: [7, 14, 60] });
    expect(stages.map(({ category, stage }) => [category, stage])).toEqual([
      ["Food", "lost"],
      ["Kitchen", "silent"],
    ]);
  });
});

describe("the policy of a stage", () => {
  it.each([
    ["active", 0.05, null, false],
    ["active", 0, null, true],
    ["silent", 0.1, null, true],
    ["silent", 0.2, null, false],
    ["dormant", 0.3, null, false],
    ["dormant", 0.3, "returner", true],
    ["lost", 0.3, "returner", false],
    ["lost", 0.3, "big", true],
  ] as const)(
    "asked by %s customers for %d off (event: %s) says %s",
    (stage, discount, event, yes) => {
      const ruling = judgeOffer(stage, { discount, event });
      expect(ruling.allowed).toBe(yes);
      expect(ruling.reason).toContain(stage);
    },
  );
});

describe("thresholds", () => {
  it("of spend are crossed by an order", () => {
    const orders = [bought(50, 600), bought(20, 399), bought(1, 1)];
    expect(spendReachedAt(orders, 1000)).toBe(orders[2]!.time);
    expect(spendReachedAt(orders, 1001)).toBeNull();
  });

  it("of purchases in a window end by themselves when it slides on", () => {
    const orders = [bought(40), bought(25), bought(10)];
    const until = purchasesHoldUntil(orders, 2, 30, NOW)!;
    expect(until).toBe(NOW + 5 * DAY);
    expect(purchasesHoldUntil(orders, 2, 30, until - 1)).toBe(until);
    expect(purchasesHoldUntil(orders, 2, 30, until)).toBeNull();
    expect(purchasesHoldUntil(orders, 3, 30, NOW)).toBeNull();
    expect(purchasesHoldUntil(orders, 4, 300, NOW)).toBeNull();
  });
});

const anyBuyers = fc
  .array(fc.array(fc.integer({ min: 0, max: 900 }), { minLength: 1, maxLength: 6 }), {
    maxLength: 25,
  })
  .map((people) =>
    people.map((days, index) => buyer(`c/${index}`, ...days.map((day) => bought(day)))),
  );

describe("flows between stages", () => {
  it("conserve people: rows are the stock before, columns the stock after", () => {
    const times = [700, 400, 350, 30, 0].map((days) => NOW - days * DAY);
    fc.assert(
      fc.property(anyBuyers, (buyers) => {
        const { stock, moves } = stageFlows(buyers, times, "UTC", [30, 120, 300]);
        for (const [index, matrix] of moves.entries())
          for (const stage of STAGES) {
            const row = STAGES.reduce((sum, to) => sum + matrix[stage][to], 0);
            const column = (["new", ...STAGES] as const).reduce(
              (sum, from) => sum + matrix[from][stage],
              0,
            );
            expect(row).toBe(stock[index]![stage]);
            expect(column).toBe(stock[index + 1]![stage]);
          }
      }),
    );
  });

  it("tell who came new, fell silent and came back", () => {
    const people = [buyer("c/new", bought(5)), buyer("c/back", bought(200), bought(3))];
    const times = [NOW - 10 * DAY, NOW];
    const { moves } = stageFlows(people, times, "UTC", [30, 120, 300]);
    expect(moves[0]!.new.active).toBe(1);
    expect(moves[0]!.dormant.active).toBe(1);
  });
});

describe("the stages report", () => {
  it("has each buyer in one stage, at each time and in the list of the most wanted", () => {
    fc.assert(
      fc.property(anyBuyers, (buyers) => {
        const report = stagesReport(buyers, NOW, { limit: 1000, months: 6 });
        const people = (stages: readonly string[]) =>
          report.stages
            .filter(({ stage }) => stages.includes(stage))
            .reduce((sum, each) => sum + each.people, 0);
        expect(people(STAGES)).toBe(buyers.length);
        expect(report.most_wanted).toBe(people(["active", "silent"]));
        expect(report.list).toHaveLength(report.most_wanted);
        expect(report.stock.at(-1)!.people).toBe(buyers.length);
      }),
    );
  });

  it("goes back over the months of the shop's calendar", () => {
    const { stock, flows } = stagesReport([buyer("c/ann", bought(75))], NOW, { months: 2 });
    expect(stock.map(({ day, people }) => [day, people])).toEqual([
      ["2026-09-01", 0],
      ["2026-10-01", 1],
      ["2026-11-01", 1],
      ["2026-11-20", 1],
    ]);
    expect(flows[0]!.moves).toEqual([{ from: "new", to: "active", people: 1 }]);
  });

  it("lists a stage that is asked for, with when it ends", () => {
    const people = [buyer("c/lost", bought(400)), buyer("c/ann", bought(1))];
    expect(stagesReport(people, NOW, { stage: "lost" }).list).toMatchObject([
      { person: "c/lost", stage: "lost", next_stage_at: null },
    ]);
  });
});
