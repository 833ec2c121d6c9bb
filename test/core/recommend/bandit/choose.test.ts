import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  chooseStrategy,
  FLOOR,
  type Posterior,
  posteriorsFor,
  propensitiesOf,
  slotKey,
} from "../../../../worker/core/recommend/index.ts";

const posterior = (strategy: string, shown: number, clicked: number): Posterior => ({
  strategy,
  shown,
  clicked,
});
const posteriors = fc
  .array(
    fc.tuple(fc.integer({ min: 0, max: 100_000 }), fc.double({ min: 0, max: 1, noNaN: true })),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((list) => list.map(([shown, rate], k) => posterior(`s${k}`, shown, shown * rate)));

describe("drawing a strategy", () => {
  it("keeps every strategy above the floor, and all of them at 1", () => {
    fc.assert(
      fc.property(posteriors, (several) => {
        const propensities = propensitiesOf(several);
        for (const propensity of propensities)
          expect(propensity).toBeGreaterThanOrEqual(FLOOR - 1e-12);
        expect(propensities.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
      }),
    );
  });

  it("is the same for the same seed, and tells the probability it was drawn with", () => {
    fc.assert(
      fc.property(posteriors, fc.integer(), (several, seed) => {
        const chosen = chooseStrategy(several, seed);
        expect(chooseStrategy(structuredClone(several), seed)).toEqual(chosen);
        const place = several.findIndex(({ strategy }) => strategy === chosen.strategy);
        expect(chosen.propensity).toBe(propensitiesOf(several)[place]);
      }),
    );
  });

  it("draws each as often as it says, over seeds that follow one another", () => {
    const several = [posterior("a", 900, 40), posterior("b", 800, 30), posterior("c", 20, 0)];
    const counts = new Map<string, number>();
    const draws = 40_000;
    for (let seed = 0; seed < draws; seed++) {
      const { strategy } = chooseStrategy(several, seed);
      counts.set(strategy, (counts.get(strategy) ?? 0) + 1);
    }
    propensitiesOf(several).forEach((propensity, k) =>
      expect(Math.abs(counts.get(several[k]!.strategy)! / draws - propensity)).toBeLessThan(0.01),
    );
  });

  it("prefers what was clicked more, and more so the more was seen", () => {
    const few = propensitiesOf([posterior("a", 100, 5), posterior("b", 100, 4)]);
    const many = propensitiesOf([posterior("a", 10_000, 500), posterior("b", 10_000, 400)]);
    expect(few[0]).toBeGreaterThan(0.5);
    expect(few[0]).toBeLessThan(0.75);
    expect(many[0]).toBeCloseTo(1 - FLOOR, 2);
  });

  it("gives a newcomer a fair share at first, however rare clicks are", () => {
    for (const rate of [0.3, 0.03, 0.0003]) {
      const old = posterior("old", 30_000, 30_000 * rate);
      const [, newcomer] = propensitiesOf([old, posterior("newcomer", 0, 0)]);
      expect(newcomer).toBeGreaterThan(0.3);
      expect(newcomer).toBeLessThan(0.5);
    }
  });

  it("is fast: what was worked out for posteriors is not worked out again", () => {
    const several = [posterior("a", 900, 40), posterior("b", 800, 30), posterior("c", 20, 0)];
    expect(propensitiesOf(several)).toBe(propensitiesOf(several));
  });

  it("is refused where there is nothing to choose from", () => {
    expect(() => chooseStrategy([], 1)).toThrow("no strategy to choose from");
  });
});

describe("the posteriors of a scenario's strategies", () => {
  const known = new Map([
    [slotKey("side", "home"), [posterior("old", 10, 1), posterior("gone", 9, 2)]],
  ]);
  const strategies = ["new", "old"];

  it("are those of the slot, in the scenario's order, with nothing seen of a new one", () => {
    expect(posteriorsFor(known, { slot: "side", scenario: "home" }, strategies)).toEqual([
      posterior("new", 0, 0),
      posterior("old", 10, 1),
    ]);
  });

  it("are not those that the slot's name has under another scenario", () => {
    for (const { shown } of posteriorsFor(known, { slot: "side", scenario: "cart" }, strategies))
      expect(shown).toBe(0);
  });

  it("are the same array for the same question, so that propensities are kept", () => {
    const ask = () => posteriorsFor(known, { slot: "side", scenario: "home" }, strategies);
    expect(ask()).toBe(ask());
  });
});
