import { describe, expect, it } from "vitest";
import { type FunnelQuery, funnelReport } from "../../../worker/core/measure/index.ts";

const QUERY: FunnelQuery = {
  steps: ["view_item", "add_to_cart", "purchase"],
  order: "ordered",
  by: "visit",
};
/** Visits of ann (cart before item, then all three), ben (two steps in two visits) and cy (one). */
const FACTS = [
  { id: "1", person: "ann", steps: { add_to_cart: [1, 1], view_item: [5, 5] } },
  {
    id: "2",
    person: "ann",
    steps: { view_item: [10, 90], add_to_cart: [30, 30], purchase: [70, 70] },
  },
  { id: "3", person: "ben", steps: { view_item: [100, 100] } },
  { id: "4", person: "ben", steps: { add_to_cart: [400, 400] } },
  { id: "5", person: "cy", steps: { view_item: [7, 7] } },
  { id: "6", person: "dee" },
] as unknown as Parameters<typeof funnelReport>[0];

const counts = (more: Partial<FunnelQuery> = {}) =>
  funnelReport(FACTS, { ...QUERY, ...more }, 0, 1000).funnel.map(({ n }) => n);

describe("a funnel", () => {
  it("counts visits as far as they came, in order or in any", () => {
    expect(counts()).toEqual([4, 1, 1]);
    expect(counts({ order: "any" })).toEqual([4, 2, 1]);
  });

  it("of people goes over their visits", () => {
    expect(counts({ by: "person" })).toEqual([3, 2, 1]);
  });

  it("tells shares, and the time between steps (25 and 300 ms have a median of 163) and to the end", () => {
    const { funnel, time_to_convert } = funnelReport(FACTS, { ...QUERY, by: "person" }, 0, 1000);
    expect(funnel[1]).toMatchObject({ of_first: 2 / 3, of_before: 2 / 3, median_ms: 163 });
    expect(funnel[2]).toMatchObject({ of_first: 1 / 3, of_before: 1 / 2, median_ms: 40 });
    expect(time_to_convert).toEqual({ n: 1, median_ms: 65, p90_ms: 65 });
  });

  it("of nobody has no shares", () => {
    const { funnel, time_to_convert } = funnelReport([], QUERY, 0, 1000);
    expect(funnel[2]).toMatchObject({ n: 0, of_first: null, of_before: null, median_ms: null });
    expect(time_to_convert.median_ms).toBeNull();
  });
});
