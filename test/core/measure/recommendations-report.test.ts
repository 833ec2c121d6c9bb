import { describe, expect, it } from "vitest";
import { cellsOf, dayOf, recommendationsReport } from "../../../worker/core/measure/index.ts";
import {
  addToSlotDay,
  chooseStrategy,
  countClicked,
  countShown,
  noTrials,
  posteriorsFor,
  type SlotDay,
  slotPosteriors,
} from "../../../worker/core/recommend/index.ts";
import { dice } from "../dice.ts";
import { DAY, NOON } from "../event.ts";

const RATES: Record<string, number> = { table: 0.05, vectors: 0.09, popular: 0.03 };
const NAMES = Object.keys(RATES);
const VISITS_A_DAY = 200;

/** Days on which a slot learns what to show from what came of the days before. */
function live(days: number, { seed = 1, visits = VISITS_A_DAY } = {}): SlotDay[] {
  const roll = dice(seed);
  const lived: SlotDay[] = [];
  const first = dayOf(NOON) - days + 1;
  for (let day = first; day < first + days; day++) {
    const slots = slotPosteriors(lived, day);
    const today: SlotDay = { day, slot: "side", scenario: "home", strategies: {} };
    for (let visit = 0; visit < visits; visit++) {
      const drawn = chooseStrategy(
        posteriorsFor(slots, today, NAMES),
        Math.floor(roll() * 2 ** 32),
      );
      const sums = noTrials();
      countShown(sums, drawn.propensity);
      if (roll() < RATES[drawn.strategy]!) countClicked(sums, drawn.propensity);
      const trials = { slot: "side", scenario: "home", strategy: drawn.strategy, sums };
      addToSlotDay(today, trials, visit % 3 === 0 ? "returning mobile" : "new desktop");
    }
    lived.push(today);
  }
  return lived;
}

const reportOf = (days: SlotDay[], offered: string[] = NAMES) =>
  recommendationsReport(
    { days, posteriors: slotPosteriors(days, dayOf(NOON)), offered: () => offered },
    NOON - (days.length - 1) * DAY,
    NOON,
  );

describe("the report of recommendations", () => {
  const report = reportOf(live(30));
  const [slot] = report.slots;

  it("is of the days asked for, and has each slot once, the likeliest best strategy first", () => {
    expect(report).toMatchObject({ from: "2026-10-24", to: "2026-11-22" });
    expect(report.slots).toHaveLength(1);
    expect(slot).toMatchObject({ slot: "side", scenario: "home" });
    expect(slot!.strategies[0]!.strategy).toBe("vectors");
    expect(slot!.strategies[0]!.propensity).toBeGreaterThan(0.9);
    const shown = slot!.strategies.reduce((sum, each) => sum + each.shown, 0);
    expect(shown).toBe(30 * VISITS_A_DAY);
  });

  it("estimates of each strategy what it would have come to alone, with an interval", () => {
    for (const { strategy, if_it_served_everybody } of slot!.strategies)
      for (const told of Object.values(if_it_served_everybody)) {
        const [low, high] = told!.interval;
        expect(low).toBeLessThanOrEqual(RATES[strategy]!);
        expect(high).toBeGreaterThanOrEqual(RATES[strategy]!);
      }
  });

  it("says in words what is known and what trying out cost", () => {
    expect(slot!.verdict).toMatch(/^“vectors” is the best of 3 with \d+\.\d % certainty/);
    expect(slot!.exploration.text).toMatch(/^Trying out cost about \d+ clicks/);
    expect(slot!.exploration.clicks).toBeGreaterThan(0);
    expect(slot!.exploration.share).toBeLessThan(0.2);
  });

  it("gives no verdict on the first visits", () => {
    const [early] = reportOf(live(1, { visits: 20 })).slots;
    expect(early!.verdict).toMatch(/^Too early to tell/);
  });

  it("does not compare where there is one strategy, or no click", () => {
    const sums = noTrials();
    countShown(sums, 1);
    const day: SlotDay = { day: dayOf(NOON), slot: "side", scenario: "home", strategies: {} };
    addToSlotDay(day, { slot: "side", scenario: "home", strategy: "table", sums }, "new mobile");
    const [only] = reportOf([day], ["table"]).slots;
    expect(only!.verdict).toBe("“table” is the only one in use: 0.0 % of its views were clicked.");
    expect(only!.strategies[0]!.propensity).toBe(1);
    expect(only!.exploration).toMatchObject({
      clicks: 0,
      text: expect.stringContaining("one strategy"),
    });
    const [unclicked] = reportOf([day], ["table", "vectors"]).slots;
    expect(unclicked!.exploration).toMatchObject({ clicks: null, share: null });
  });

  it("has no share for a strategy that is gone, and one for a strategy that is new", () => {
    const [changed] = reportOf(live(5), ["vectors", "newest"]).slots;
    const shares = changed!.strategies.map(({ strategy, propensity }) => [
      strategy,
      propensity > 0,
    ]);
    expect(Object.fromEntries(shares)).toEqual({
      vectors: true,
      newest: true,
      table: false,
      popular: false,
    });
  });

  it("says so where only one is left, or none", () => {
    const days = live(5);
    expect(reportOf(days, ["table"]).slots[0]!.verdict).toMatch(/^“table” is the only one in use/);
    expect(reportOf(days, []).slots[0]!.verdict).toMatch(/^None of these/);
  });

  it("of no days has no slots", () => {
    expect(reportOf([]).slots).toEqual([]);
  });
});

describe("the cells of a strategy", () => {
  it("expect nothing on the first day, and afterwards what came of the days before", () => {
    const days = live(2);
    const first = cellsOf(days.slice(0, 1), "table");
    expect(first.map(({ expected }) => expected)).toEqual(first.map(() => 0));
    const second = cellsOf(days, "table").slice(first.length);
    for (const { expected } of second) expect(expected).toBeGreaterThan(0);
  });

  it("hold every receipt of the slot once", () => {
    const all = cellsOf(live(3), "table").reduce((sum, cell) => sum + cell.all, 0);
    expect(all).toBe(3 * VISITS_A_DAY);
  });
});

describe("the estimates from a slot that learns as it goes", () => {
  const RUNS = 400;
  const held = new Map<string, number>();
  for (let seed = 0; seed < RUNS; seed++)
    for (const told of reportOf(live(8, { seed })).slots[0]!.strategies)
      for (const [name, estimate] of Object.entries(told.if_it_served_everybody)) {
        const [low, high] = estimate?.interval ?? [0, 0];
        const truth = RATES[told.strategy]!;
        const key = `${told.strategy} by ${name}`;
        held.set(key, (held.get(key) ?? 0) + (low <= truth && truth <= high ? 1 : 0));
      }

  it.each([...held])("hold %s in at least 92 of 100 intervals", (_, count) => {
    expect(count / RUNS).toBeGreaterThanOrEqual(0.92);
  });
});
