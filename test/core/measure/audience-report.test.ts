import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { audienceReport, type VisitFact, visitFact } from "../../../worker/core/measure/index.ts";
import { newVisit, type VisitScores } from "../../../worker/core/visit/index.ts";
import { DAY, HOUR, MINUTE, NOON } from "../event.ts";
import { dice } from "../dice.ts";
import { touch } from "../person/support.ts";

const DIRECT = touch("https://shop.example/");
/** All that happened lies well before it. */
const LATER = NOON + 30 * DAY;

const score = (week: number, band: VisitScores["band"], orders = 0): VisitScores => ({
  entry: week,
  exit: week,
  band,
  orders,
});

/** A visit of ten minutes and two pages. */
const visit = (person: string, started: number, more: Partial<VisitFact> = {}): VisitFact => ({
  ...visitFact(newVisit(`s${started}`, started, DIRECT, "/"), person),
  last: started + 10 * MINUTE,
  pages: 2,
  ...more,
});
const report = (facts: VisitFact[], now = LATER) =>
  audienceReport(
    facts.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    NOON,
    NOON + 9 * DAY,
    now,
  );

describe("the audience", () => {
  test("counts what selected and other visitors did in the week after, in later visits alone", () => {
    const { groups, difference } = report([
      visit("a", NOON, { scores: score(0.2, "ready"), pages: 50, carts: 9 }),
      visit("a", NOON + DAY, { pages: 4, carts: 1, itemsViewed: 3, visible: 60_000 }),
      visit("a", NOON + 2 * DAY, { pages: 6, orders: 1 }),
      visit("b", NOON + HOUR, { scores: score(0.1, "considering") }),
      visit("c", NOON, { scores: score(0.01, "low") }),
      visit("c", NOON + 8 * DAY),
      visit("d", NOON, { scores: score(0.01, "low") }),
      visit("e", NOON, { scores: score(0.02, null) }),
    ]);
    expect(groups.selected).toMatchObject({
      people: 2,
      shares: { returned: { share: 0.5 }, carted: { share: 0.5 }, ordered: { share: 0.5 } },
      means: {
        return_visits: { mean: 1 },
        pages: { mean: 5 },
        visible_ms: { mean: 30_000 },
        items_viewed: { mean: 1.5 },
        carts: { mean: 0.5 },
        orders: { mean: 0.5 },
      },
    });
    expect(groups.below).toMatchObject({ people: 2, shares: { returned: { share: 0 } } });
    expect(groups.insufficient_evidence.people).toBe(1);
    expect(difference.means.pages!.difference).toBe(5);
    const [low, high] = difference.shares.returned!.interval;
    expect(low).toBeLessThan(0);
    expect(high).toBeGreaterThan(0.5);
  });

  test("takes everybody by their first scored visit of the period, so that coming back selects nobody", () => {
    const { groups } = report([
      visit("a", NOON - DAY, { scores: score(0.2, "ready") }),
      visit("a", NOON + DAY, { scores: score(0.01, "low") }),
      visit("a", NOON + 2 * DAY, { scores: score(0.3, "ready") }),
    ]);
    expect([groups.selected.people, groups.below.people]).toEqual([0, 1]);
  });

  test("leaves out buyers, weeks that are not over, and visits that nobody scored", () => {
    const facts = [
      visit("a", NOON, { scores: score(0.2, "ready", 1) }),
      visit("b", NOON, { scores: null }),
      visit("c", NOON + 9 * DAY, { scores: score(0.2, "ready") }),
    ];
    const people = (now: number) =>
      Object.values(report(facts, now).groups).map((group) => group.people);
    expect(people(NOON + 16 * DAY)).toEqual([0, 0, 0]);
    expect(people(NOON + 17 * DAY)).toEqual([1, 0, 0]);
  });

  test("of whom nobody is known says nothing", () => {
    const { groups, difference, scores } = report([]);
    expect(groups.selected.shares.returned).toBeNull();
    expect(difference.means.pages).toBeNull();
    expect(scores.at_exit).toEqual({ people: 0, ordered: 0, top_decile_lift: null, deciles: [] });
  });

  test("keeps an order of the visit itself out of what came after its end", () => {
    const bought = visit("a", NOON, { scores: score(0.4, "ready"), orders: 1 });
    const { groups, scores } = report([bought, visit("b", NOON, { scores: score(0.1, "low") })]);
    expect(groups.selected.people).toBe(0);
    expect(scores.at_exit).toMatchObject({ people: 1, ordered: 0 });
    expect(scores.at_entry).toMatchObject({ people: 2, ordered: 1 });
  });
});

describe("the table of scores", () => {
  /** People whose orders come as their scores say, or by chance alone. */
  function shop(people: number, isTold: boolean): VisitFact[] {
    const roll = dice(9);
    return Array.from({ length: people }, (_, n) => {
      const chance = roll() < 0.1 ? 0.15 : 0.006;
      const scores = score(isTold ? chance : roll() * 0.1, "low");
      const first = visit(`p${n}`, NOON + n, { scores });
      return roll() < chance ? [first, visit(`p${n}`, NOON + DAY, { orders: 1 })] : [first];
    }).flat();
  }

  test("finds the lift of scores that tell who orders, with the truth in its interval", () => {
    const { top_decile_lift: top, deciles } = report(shop(5000, true)).scores.at_exit;
    expect(top!.lift).toBeGreaterThan(5);
    const truth = 0.15 / (0.1 * 0.15 + 0.9 * 0.006);
    expect(top!.interval[0]).toBeLessThan(truth);
    expect(top!.interval[1]).toBeGreaterThan(truth);
    expect(deciles.map(({ people }) => people)).toEqual(Array(10).fill(500));
    expect(deciles[0]!.said).toBeCloseTo(0.15, 1);
  });

  test("finds none where scores say nothing", () => {
    const { interval } = report(shop(5000, false)).scores.at_exit.top_decile_lift!;
    expect(interval[0]).toBeLessThan(1);
    expect(interval[1]).toBeGreaterThan(1);
  });

  test("counts everybody once, in groups of nearly one size", () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 60 }), (people) => {
        const facts = Array.from({ length: people }, (_, n) =>
          visit(`p${n}`, NOON, { scores: score((n % 7) / 100, "low") }),
        );
        const sizes = report(facts).scores.at_exit.deciles.map((decile) => decile.people);
        expect(sizes.reduce((sum, size) => sum + size)).toBe(people);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
