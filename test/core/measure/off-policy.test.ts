import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Cell,
  doublyRobust,
  type Estimate,
  intervalOf,
  ips,
  shareInterval,
  snips,
} from "../../../worker/core/measure/index.ts";
import { countClicked, countShown, noTrials } from "../../../worker/core/recommend/index.ts";
import { dice } from "../dice.ts";

/** Kinds of visit: how often each comes, how often it was given the strategy, and how it does there. */
const KINDS = [
  { share: 0.5, propensity: 0.1, rate: 0.04 },
  { share: 0.3, propensity: 0.5, rate: 0.12 },
  { share: 0.2, propensity: 0.85, rate: 0.3 },
];
const TRUTH = KINDS.reduce((sum, { share, rate }) => sum + share * rate, 0);
const LOGS = 400;
const RECEIPTS = 1_500;

/** One log in which the strategy was drawn more often where it does well: its plain rate deceives. */
function simulate(seed: number, expected: (kind: number) => number): Cell[] {
  const roll = dice(seed);
  const cells = KINDS.map((_, kind): Cell => ({
    all: 0,
    own: noTrials(),
    expected: expected(kind),
    weight: 1,
  }));
  for (let n = 0; n < RECEIPTS; n++) {
    const place = roll();
    const kind = place < 0.5 ? 0 : place < 0.8 ? 1 : 2;
    const { propensity, rate } = KINDS[kind]!;
    const cell = cells[kind]!;
    cell.all += 1;
    if (roll() >= propensity) continue;
    countShown(cell.own, propensity);
    if (roll() < rate) countClicked(cell.own, propensity);
  }
  return cells;
}

const exact = (kind: number) => KINDS[kind]!.rate;
const wrong = () => 0.5;
const ESTIMATES: [string, (cells: Cell[]) => Estimate | null, (kind: number) => number][] = [
  ["inverse propensity score", ips, wrong],
  ["self-normalised", snips, wrong],
  ["doubly robust, with a right model", doublyRobust, exact],
  ["doubly robust, with a wrong model", doublyRobust, wrong],
];

/** What an estimate comes to over many logs. */
function over(estimate: (cells: Cell[]) => Estimate | null, expected: (kind: number) => number) {
  const all = Array.from({ length: LOGS }, (_, seed) => estimate(simulate(seed, expected))!);
  const mean = all.reduce((sum, { value }) => sum + value, 0) / LOGS;
  const spread = Math.sqrt(all.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / LOGS);
  const covered = all.filter((one) => {
    const [low, high] = intervalOf(one);
    return low <= TRUTH && TRUTH <= high;
  });
  return { mean, spread, coverage: covered.length / LOGS };
}

describe("what a strategy would have come to, had it served everybody", () => {
  it("is not its plain rate, when it was drawn more often where it does well", () => {
    const { clicked, shown } = simulate(1, wrong).reduce(
      (sum, { own }) => ({ clicked: sum.clicked + own.clicked, shown: sum.shown + own.shown }),
      { clicked: 0, shown: 0 },
    );
    expect(clicked / shown).toBeGreaterThan(1.3 * TRUTH);
  });

  it.each(ESTIMATES)("is estimated without bias by the %s estimate", (_, estimate, expected) => {
    const { mean, spread } = over(estimate, expected);
    // Four standard errors of the mean of 400 logs.
    expect(Math.abs(mean - TRUTH)).toBeLessThan((4 * spread) / Math.sqrt(LOGS));
  });

  it.each(ESTIMATES)(
    "lies in the 95 %% interval of the %s estimate in at least 92 of 100 logs",
    (_, estimate, expected) => {
      expect(over(estimate, expected).coverage).toBeGreaterThanOrEqual(0.92);
    },
  );

  it("is told more narrowly with a right model than without one", () => {
    const { spread } = over(doublyRobust, exact);
    expect(spread).toBeLessThan(over(ips, wrong).spread);
    expect(spread).toBeLessThan(over(doublyRobust, wrong).spread);
  });

  it("is told doubly robust as by inverse propensity, where the model expects nothing", () => {
    const cells = simulate(3, () => 0);
    const [robust, plain] = [doublyRobust(cells)!, ips(cells)!];
    expect(robust.value).toBeCloseTo(plain.value, 12);
    expect(robust.standardError).toBeCloseTo(plain.standardError, 12);
  });

  it("is unknown where nothing was seen", () => {
    expect(ips([])).toBeNull();
    expect(doublyRobust([])).toBeNull();
    const never: Cell = { all: 10, own: noTrials(), expected: 0, weight: 1 };
    expect(snips([never])).toBeNull();
    expect(ips([never])).toEqual({ value: 0, standardError: 0, receipts: 0 });
  });

  it("of a strategy that always served is its plain rate, by each of them", () => {
    const own = noTrials();
    for (let n = 0; n < 10; n++) countShown(own, 1);
    for (let n = 0; n < 4; n++) countClicked(own, 1);
    for (const estimate of [ips, snips, doublyRobust]) {
      const { value, standardError } = estimate([{ all: 10, own, expected: 0.1, weight: 1 }])!;
      expect(value).toBeCloseTo(0.4, 12);
      expect(standardError).toBeCloseTo(Math.sqrt((0.4 * 0.6) / 10), 12);
    }
  });
});

describe("the interval of a share", () => {
  it("holds the share, lies within 0 and 1, and narrows as more is seen", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (count, share) => {
          const [low, high] = shareInterval(share * count, count);
          expect(low).toBeGreaterThanOrEqual(0);
          expect(high).toBeLessThanOrEqual(1);
          expect(low).toBeLessThanOrEqual(share + 1e-12);
          expect(high).toBeGreaterThanOrEqual(share - 1e-12);
          const [narrowLow, narrowHigh] = shareInterval(share * count * 10, count * 10);
          expect(narrowHigh - narrowLow).toBeLessThan(high - low);
        },
      ),
    );
  });

  it("is Wilson's", () => {
    // 15 of 50, as in Newcombe 1998 by the same formula.
    const [low, high] = shareInterval(15, 50);
    expect(low).toBeCloseTo(0.191, 3);
    expect(high).toBeCloseTo(0.4375, 3);
  });

  it("of nothing is everything", () => {
    expect(shareInterval(0, 0)).toEqual([0, 1]);
  });
});
