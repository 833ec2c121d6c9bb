import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addToVisit,
  classifyChannel,
  endsAt,
  engagementOf,
  newVisit,
} from "../../../worker/core/visit/index.ts";
import { event, item, MINUTE, NOON, pageView } from "../event.ts";

const direct = classifyChannel({ landing: "", referrer: "" }, { ownHosts: [] });
const visit = () => newVisit("s1", NOON, direct, "/");
const asTold = (told: { category: string | null }) => told.category ?? "";

describe("a visit", () => {
  it("ends 30 minutes after its last event", () => {
    const open = visit();
    addToVisit(open, pageView("/a", NOON + 5 * MINUTE), asTold);
    expect(endsAt(open)).toBe(NOON + 35 * MINUTE);
  });

  it("is not prolonged by a leave, which may be told much later", () => {
    const open = visit();
    const engagement = { visible: 1, focused: 1, active: 1, scroll: 0 };
    addToVisit(open, event("page_leave", NOON + 20 * MINUTE, { view: "v", engagement }), asTold);
    expect(endsAt(open)).toBe(NOON + 30 * MINUTE);
  });

  it("has as its last page the latest by time and place in the view, in whatever order they come", () => {
    const views = [
      pageView("/", NOON),
      pageView("/mugs", NOON + 1),
      pageView("/shipping", NOON + 2),
      pageView("/shipping#costs", NOON + 2, { seq: 4 }),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(views, { minLength: 4 }), (shuffled) => {
        const open = visit();
        for (const view of shuffled) addToVisit(open, view, asTold);
        expect(open.trail.at(-1)?.path).toBe("/shipping#costs");
        expect(open.pages).toBe(4);
      }),
    );
  });

  it("keeps the greatest leave of each view, however often and in whatever order leaves come", () => {
    const leaves = [1, 2, 3].map((seq) =>
      event("page_leave", NOON + seq, {
        view: "v1",
        seq,
        engagement: {
          visible: seq * 1000,
          focused: seq * 900,
          active: seq * 500,
          scroll: seq * 10,
        },
      }),
    );
    fc.assert(
      fc.property(fc.shuffledSubarray(leaves, { minLength: 3 }), (shuffled) => {
        const open = visit();
        for (const leave of [...shuffled, ...shuffled]) addToVisit(open, leave, asTold);
        expect(engagementOf(open.views)).toEqual({
          visible: 3000,
          focused: 2700,
          active: 1500,
          scroll: 30,
        });
      }),
    );
  });

  it("lists what was viewed in order, repeats included, with its category", () => {
    const open = visit();
    for (const id of ["a", "b", "a"])
      addToVisit(
        open,
        event("view_item", NOON, { items: [item(id, 1, "Kitchen > Mugs")] }),
        asTold,
      );
    expect(open.items.map(({ id }) => id)).toEqual(["a", "b", "a"]);
    expect(open.items[0]?.category).toBe("Kitchen > Mugs");
  });

  it("stays small when a bot views ten thousand pages and items", () => {
    const open = visit();
    for (let i = 0; i < 10_000; i++) {
      addToVisit(open, pageView(`/p/${i}`, NOON + i, { view: `v${i}` }), asTold);
      addToVisit(open, event("view_item", NOON + i, { items: [item(`i${i}`)] }), asTold);
    }
    expect(open.pages).toBe(10_000);
    expect(JSON.stringify(open).length).toBeLessThan(12_000);
  });
});
