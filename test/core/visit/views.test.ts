import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addLeave,
  addViewedItems,
  engagementOf,
  sectionsOf,
  type ViewTally,
} from "../../../worker/core/visit/index.ts";
import { event, NOON } from "../event.ts";

const leave = (seq: number, visible: number, sections: string[] = []) =>
  event("page_leave", NOON, {
    seq,
    sections,
    engagement: { visible, focused: visible, active: 0, scroll: 0 },
  });

describe("what is known of a visit's page views", () => {
  it("gives an item the time that its view was visible, whichever is told first", () => {
    const steps = [
      (views: ViewTally[]) => addViewedItems(views, "v", ["a"]),
      (views: ViewTally[]) => addLeave(views, "v", leave(3, 4_000)),
      (views: ViewTally[]) => addLeave(views, "v", leave(5, 9_000)),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(steps, { minLength: 3 }), (shuffled) => {
        const views: ViewTally[] = [];
        const gained = shuffled.map((step) => step(views));
        const ofA = gained.filter((one) => one?.items.includes("a"));
        expect(ofA.reduce((sum, one) => sum + (one?.visible ?? 0), 0)).toBe(9_000);
        expect(engagementOf(views).visible).toBe(9_000);
      }),
    );
  });

  it("counts the view's time for each of several items", () => {
    const views: ViewTally[] = [];
    addViewedItems(views, "v", ["a", "b"]);
    expect(addLeave(views, "v", leave(1, 500))).toMatchObject({ items: ["a", "b"], visible: 500 });
  });

  it("counts a section once in a view, though every later leave names it again", () => {
    const views: ViewTally[] = [];
    expect(addLeave(views, "v", leave(1, 1, ["price"]))?.sections).toEqual(["price"]);
    expect(addLeave(views, "v", leave(2, 2, ["price", "returns"]))?.sections).toEqual(["returns"]);
    expect(addLeave(views, "w", leave(1, 1, ["price", "price"]))?.sections).toEqual(["price"]);
    expect(sectionsOf(views)).toEqual({ price: 2, returns: 1 });
  });

  it("keeps what an earlier leave named, though it arrives after a later one", () => {
    const views: ViewTally[] = [];
    addLeave(views, "v", leave(2, 2_000, ["returns"]));
    addLeave(views, "v", leave(1, 1_000, ["price"]));
    expect(engagementOf(views).visible).toBe(2_000);
    expect(sectionsOf(views)).toEqual({ returns: 1, price: 1 });
  });

  it("is bounded: the 61st view is not kept", () => {
    const views: ViewTally[] = [];
    for (let n = 0; n < 99; n++) addLeave(views, `v${n}`, leave(1, 1));
    expect(views).toHaveLength(60);
    expect(addLeave(views, "v98", leave(2, 2))).toBeNull();
  });
});
