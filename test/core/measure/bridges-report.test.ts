import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addends,
  bridgesReport,
  sectionsReport,
  visitFact,
} from "../../../worker/core/measure/index.ts";
import { gapOf } from "../../../worker/core/measure/bridge-sums.ts";
import { type Bridge, newVisit } from "../../../worker/core/visit/index.ts";
import { DAY, HOUR, NOON } from "../event.ts";
import { touch } from "../person/support.ts";

const bridge: Bridge = {
  left: "cart",
  items: [
    { id: "a", carted: false },
    { id: "b", carted: true },
  ],
  paths: ["/p/b"],
  gap: 2 * HOUR,
  landed: "item",
  item: "b",
  to: "same_item",
};
const direct = touch("https://shop.example/");
const factOf = (more: object) => ({
  ...visitFact(newVisit("s1", NOON, direct, "/"), "v1"),
  ...more,
});
const sumsOf = (...facts: ReturnType<typeof factOf>[]) => facts.flatMap((fact) => addends(fact));

describe("the report of return bridges", () => {
  it("counts returns and their orders by what was left, what led back, when and where to", () => {
    const sums = sumsOf(factOf({ bridge, orders: 1 }));
    expect(bridgesReport(sums, NOON, NOON + DAY)).toEqual({
      from: "2026-11-22",
      to: "2026-11-23",
      returns: 1,
      orders: 1,
      bridges: [{ left: "cart", via: "Direct", gap: "1d", landed: "item", returns: 1, orders: 1 }],
      returned_to: [{ to: "same_item", returns: 1, orders: 1 }],
      items: [{ left: "b", landed: "b", returns: 1, orders: 1 }],
    });
  });

  it("names no pair of items where the return landed on none", () => {
    const elsewhere = { ...bridge, landed: "home", item: null, to: "elsewhere" };
    const { items, returned_to } = bridgesReport(sumsOf(factOf({ bridge: elsewhere })), NOON, NOON);
    expect(items).toEqual([]);
    expect(returned_to).toEqual([{ to: "elsewhere", returns: 1, orders: 0 }]);
  });

  it("counts no first visit", () => {
    expect(bridgesReport(sumsOf(factOf({})), NOON, NOON)).toMatchObject({
      returns: 0,
      bridges: [],
    });
  });

  it("puts each gap into the first class that holds it", () => {
    expect([0, HOUR, HOUR + 1, DAY, 3 * DAY, 8 * DAY, 90 * DAY, 91 * DAY].map(gapOf)).toEqual([
      "1h",
      "1h",
      "1d",
      "1d",
      "3d",
      "14d",
      "90d",
      "over_90d",
    ]);
    const classes = ["1h", "1d", "3d", "7d", "14d", "30d", "90d", "over_90d"];
    const rank = (ms: number) => classes.indexOf(gapOf(ms));
    fc.assert(
      fc.property(fc.nat(200 * DAY), fc.nat(DAY), (ms, more) => {
        expect(rank(ms + more)).toBeGreaterThanOrEqual(rank(ms));
      }),
    );
  });
});

describe("the report of sections", () => {
  it("sets the views, visits and orders of a section beside those of the shop", () => {
    const read = factOf({ sections: { returns: 2, price: 1 }, orders: 1 });
    const report = sectionsReport(sumsOf(read), NOON, NOON);
    expect(report).toMatchObject({ visits: 1, orders: 1 });
    expect(report.sections).toEqual([
      { section: "returns", views: 2, visits: 1, orders: 1 },
      { section: "price", views: 1, visits: 1, orders: 1 },
    ]);
  });
});
