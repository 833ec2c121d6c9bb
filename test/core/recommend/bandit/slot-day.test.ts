import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addToSlotDay,
  countClicked,
  countShown,
  HALF_LIFE_DAYS,
  noTrials,
  type SlotDay,
  slotKey,
  slotPosteriors,
  type SlotTrials,
  sumOf,
} from "../../../../worker/core/recommend/index.ts";

const TODAY = 20_000;
const slotDay = (day: number): SlotDay => ({ day, slot: "side", scenario: "home", strategies: {} });
const trials = (strategy: string, shown: number, clicked: number): SlotTrials => {
  const sums = noTrials();
  for (let n = 0; n < shown; n++) countShown(sums, 0.5);
  for (let n = 0; n < clicked; n++) countClicked(sums, 0.5);
  return { slot: "side", scenario: "home", strategy, sums };
};
const daysAgo = (days: number, ...all: SlotTrials[]): SlotDay => {
  const made = slotDay(TODAY - days);
  for (const trial of all) addToSlotDay(made, trial, "new desktop");
  return made;
};
const posteriorsOf = (...days: SlotDay[]) =>
  slotPosteriors(days, TODAY).get(slotKey("side", "home"));

describe("what came of a receipt", () => {
  it("is kept as sums weighted by the inverse of its propensity", () => {
    const sums = noTrials();
    countShown(sums, 0.25);
    countShown(sums, 0.5);
    countClicked(sums, 0.5);
    expect(sums).toEqual({ shown: 2, clicked: 1, w: 6, wr: 2, w2: 20, w2r: 4 });
  });

  it("adds up to the same, whatever visits it is told in and in whichever order", () => {
    const receipt = fc.record({
      strategy: fc.constantFrom("a", "b"),
      context: fc.constantFrom("new mobile", "returning desktop"),
      shown: fc.integer({ min: 0, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(receipt), (receipts) => {
        const [one, other] = [slotDay(TODAY), slotDay(TODAY)];
        for (const { strategy, context, shown } of receipts)
          addToSlotDay(one, trials(strategy, shown, 0), context);
        for (const { strategy, context, shown } of receipts.toReversed())
          for (let n = 0; n < shown; n++) addToSlotDay(other, trials(strategy, 1, 0), context);
        const all = ({ strategies }: SlotDay) =>
          sumOf(Object.values(strategies).flatMap((cells) => Object.values(cells)));
        expect(all(other)).toEqual(all(one));
      }),
    );
  });
});

describe("a slot's posteriors", () => {
  it("count each trial half after two weeks", () => {
    expect(
      posteriorsOf(daysAgo(HALF_LIFE_DAYS, trials("a", 8, 2)), daysAgo(0, trials("a", 1, 1))),
    ).toEqual([{ strategy: "a", shown: 5, clicked: 2 }]);
  });

  it("forget no one's order: waiting changes all by the same factor", () => {
    const days = [daysAgo(3, trials("a", 30, 3), trials("b", 10, 2))];
    const [now, later] = [0, 50].map((wait) => slotPosteriors(days, TODAY + wait));
    const key = slotKey("side", "home");
    now!.get(key)!.forEach((posterior, k) => {
      const { shown, clicked } = later!.get(key)![k]!;
      expect(shown / posterior.shown).toBeCloseTo(clicked / posterior.clicked, 12);
    });
  });

  it("of all kinds of visit are one", () => {
    const day = slotDay(TODAY);
    addToSlotDay(day, trials("a", 3, 1), "new mobile");
    addToSlotDay(day, trials("a", 4, 0), "returning desktop");
    expect(posteriorsOf(day)).toEqual([{ strategy: "a", shown: 7, clicked: 1 }]);
  });

  it("of two scenarios in one slot stay apart", () => {
    const other = { ...daysAgo(0, trials("a", 5, 0)), scenario: "cart" };
    const slots = slotPosteriors([daysAgo(0, trials("a", 2, 0)), other], TODAY);
    expect(slots.get(slotKey("side", "home"))?.[0]?.shown).toBe(2);
    expect(slots.get(slotKey("side", "cart"))?.[0]?.shown).toBe(5);
  });
});
