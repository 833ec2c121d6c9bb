import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Buyer,
  leavesRfmWindowAt,
  rfmCell,
  rfmClass,
  rfmCuts,
  rfmOf,
  rfmReport,
  rfmScores,
} from "../../../worker/core/customer/index.ts";
import {
  quintileCuts,
  rankSample,
  percentileOf,
  scoreBy,
} from "../../../worker/core/customer/rank.ts";
import { bought, buyer, DAY, NOW } from "./order.ts";

/** METHODS §4, word for word: q(v) = 1 + ⌊5·(midrank(v) − 0.5)/n⌋, clipped to 1..5. */
function quintile(values: readonly number[], value: number): number {
  const below = values.filter((each) => each < value).length;
  const tied = values.filter((each) => each === value).length;
  const midrank = below + (tied + 1) / 2;
  return Math.min(5, Math.max(1, 1 + Math.floor((5 * (midrank - 0.5)) / values.length)));
}

const someValues = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 60 });

describe("quintiles", () => {
  it("are those of the formula, for every value of the shop", () => {
    fc.assert(
      fc.property(someValues, (values) => {
        const cuts = quintileCuts(values);
        for (const value of values) expect(scoreBy(cuts, value)).toBe(quintile(values, value));
      }),
    );
  });

  it("never fall when a value rises, also between the shop's", () => {
    fc.assert(
      fc.property(someValues, fc.double({ min: -1, max: 13, noNaN: true }), (values, value) => {
        const cuts = quintileCuts(values);
        expect(scoreBy(cuts, value + 0.5)).toBeGreaterThanOrEqual(scoreBy(cuts, value));
      }),
    );
  });

  it("do not hang on the unit that values are in", () => {
    fc.assert(
      fc.property(someValues, fc.integer({ min: 1, max: 1000 }), (values, unit) => {
        const scaled = quintileCuts(values.map((value) => value * unit));
        expect(scaled).toEqual(quintileCuts(values).map((cut) => cut * unit));
      }),
    );
  });
});

describe("percentiles", () => {
  it("of a sample are within half a point of everybody's", () => {
    const values = Array.from({ length: 5000 }, (_, index) => (index * 7919) % 5000);
    const sample = rankSample(values);
    for (const value of [0, 12, 777, 2500, 4999])
      expect(percentileOf(sample, value)).toBeCloseTo((100 * (value + 0.5)) / 5000, 0);
  });
});

describe("what RFM looks at", () => {
  it("keeps an order of 182 days and drops one a day older from F and M, but not from R", () => {
    const measures = (days: number) => rfmOf([bought(days)], NOW, "UTC");
    expect(measures(182)).toEqual({ recency: 182, frequency: 1, spend: 1000 });
    expect(measures(183)).toEqual({ recency: 183, frequency: 0, spend: 0 });
  });

  it("says when the window lets go of the next order", () => {
    const orders = [bought(300), bought(100), bought(3)];
    const leaves = leavesRfmWindowAt(orders, NOW, "Asia/Tokyo")!;
    const count = (now: number) => rfmOf(orders, now, "Asia/Tokyo").frequency;
    expect([count(leaves - 1), count(leaves)]).toEqual([2, 1]);
    expect(leavesRfmWindowAt([bought(300)], NOW, "UTC")).toBeNull();
  });

  it("scores nobody above 1 for nothing bought in the window", () => {
    const people = [bought(200), bought(250), bought(300), bought(1)];
    const measures = people.map((order) => rfmOf([order], NOW, "UTC"));
    const scores = measures.map((each) => rfmScores(each, rfmCuts(measures)));
    expect(scores.map(({ f, m }) => [f, m]).slice(0, 3)).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
    expect(scores[3]).toMatchObject({ r: 5, f: 5, m: 5 });
  });
});

/** Eight people, one for each cell: recent or not, often or seldom, for much or little. */
const eight: Buyer[] = [];
for (const recent of [1, 100])
  for (const count of [4, 1])
    for (const spend of [8000, 800]) {
      const orders = Array.from({ length: count }, (_, n) => bought(recent + n, spend / count));
      eight.push(buyer(`${recent === 1 ? "+" : "-"}${count === 4 ? "+" : "-"}${spend}`, ...orders));
    }

describe("the six classes", () => {
  const classes = {
    "+++": "value",
    "++-": "develop",
    "-++": "develop",
    "-+-": "develop",
    "+-+": "keep",
    "+--": "newcomer",
    "--+": "lapsed_big_spender",
    "---": "general",
  };

  it.each([
    ["the shop's quintiles", null],
    [
      "fixed cuts",
      { recency: [10, 30, 60, 90], frequency: [2, 3, 4, 5], spend: [1, 2, 3000, 9000] },
    ],
  ])("take in eight made-up people, one of each cell, by %s", (_, cuts) => {
    const { cells, classes: found } = rfmReport(eight, NOW, { rfmCuts: cuts });
    expect(Object.fromEntries(cells.map((cell) => [cell.cell, cell.class]))).toEqual(classes);
    if (cuts === null) expect(cells.map(({ people }) => people)).toEqual(cells.map(() => 1));
    else expect(cells.find(({ cell }) => cell === "+++")!.people).toBe(1);
    expect(new Set(found.map(({ name }) => name)).size).toBe(6);
    expect(found.every(({ plan, actions }) => plan !== "" && actions.length > 0)).toBe(true);
  });

  it("call 4 high and 3 not", () => {
    expect(rfmCell({ r: 4, f: 3, m: 5 })).toBe("+-+");
    expect(rfmClass("+-+")).toBe("keep");
  });

  it("may be given other plans", () => {
    const carePlans = {
      ...rfmPlans(),
      keep: { name: "Bleib", plan: "Ruf an.", actions: ["call"] },
    };
    const { classes: found } = rfmReport(eight, NOW, { carePlans });
    expect(found.find((each) => each.class === "keep")).toMatchObject({ name: "Bleib" });
  });
});

function rfmPlans() {
  const { classes } = rfmReport(eight, NOW);
  const plan = (name: string) => classes.find((each) => each.class === name)!;
  return {
    value: plan("value"),
    develop: plan("develop"),
    keep: plan("keep"),
    general: plan("general"),
    newcomer: plan("newcomer"),
    lapsed_big_spender: plan("lapsed_big_spender"),
  };
}

const anyBuyers = fc
  .array(
    fc.array(fc.tuple(fc.integer({ min: 0, max: 800 }), fc.integer({ min: 1, max: 9000 })), {
      minLength: 1,
      maxLength: 6,
    }),
    { maxLength: 30 },
  )
  .map((people) =>
    people.map((orders, index) =>
      buyer(`c/${index}`, ...orders.map(([days, net]) => bought(days, net))),
    ),
  );

describe("the report", () => {
  it("counts everybody once in cells, classes and grid", () => {
    fc.assert(
      fc.property(anyBuyers, (buyers) => {
        const report = rfmReport(buyers, NOW);
        for (const parts of [report.cells, report.classes, report.grid])
          expect(parts.reduce((sum, { people }) => sum + people, 0)).toBe(buyers.length);
      }),
    );
  });

  it("answers of the past as it would have then", () => {
    const before = NOW - 50 * DAY;
    const without = eight.flatMap(({ person, orders }) => {
      const past = orders.filter(({ time }) => time <= before);
      return past.length === 0 ? [] : { person, orders: past };
    });
    expect(rfmReport(eight, before)).toEqual(rfmReport(without, before));
  });
});
