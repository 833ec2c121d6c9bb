import { describe, expect, it } from "vitest";
import { coverageOf } from "../../bench/simulate/coverage.ts";
import type { Said } from "../../bench/simulate/drive.ts";
import { audienceLift, momentLift } from "../../bench/simulate/lift.ts";
import { after, judged } from "../../bench/simulate/outcomes.ts";
import { untilGood } from "../../bench/simulate/until.ts";
import type { Person } from "../../simulator/people.ts";
import type { VisitRecord } from "../../simulator/requests.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const VISITS = 2_000;
/** Every tenth visit has a chance of one half, the others of one in a hundred. */
const chanceOf = (n: number): number => (n % 10 === 0 ? 0.5 : 0.01);
const ordersAt = (n: number): boolean => (n % 10 === 0 ? n % 20 === 0 : n % 100 === 1);

const SOMEBODY: Person = { need: 0, favourite: 0, devices: [], orders: 0, isAsked: false };

const visits: VisitRecord[] = Array.from({ length: VISITS }, (_, n) => ({
  visitor: `v${n}`,
  started: n * HOUR,
  events: 3,
  orderedAt: ordersAt(n) ? n * HOUR + 60_000 : null,
  ordersBefore: 0,
  isAsked: false,
  planted: 0,
  person: SOMEBODY,
  need: 0,
  isCustomer: false,
}));

/** One score a visit: `say` is its probability, with an interval of ± `half`. */
const saidOf = (say: (n: number) => number, half = 0.005): Said[] =>
  visits.map((visit, n) => {
    const probability = say(n);
    const interval: [number, number] = [probability - half, probability + half];
    const score = { probability, interval, status: "scored", band: null, reasons: [] } as const;
    const both = { ...score, reasons: [] };
    return { visit, at: n * HOUR, events: 3, session: both, week: both, chance: chanceOf(n) };
  });

describe("the figures of a simulated shop", () => {
  it("count an interval as right when it holds what came, and the exact probability", () => {
    expect(coverageOf(judged(saidOf(chanceOf)))).toMatchObject({ truth: 1, visitors: 1 });
    const wrong = coverageOf(judged(saidOf((n) => chanceOf(n) + 0.1)));
    expect(wrong).toEqual({ outcomes: 0, truth: 0, visitors: 0 });
  });

  it("tell from which visit on scores beat the base rate and are calibrated", () => {
    expect(untilGood(judged(saidOf(chanceOf)))).toEqual({ better: 100, calibrated: 100 });
    const learns = (n: number) => (n < 500 ? 0.9 : chanceOf(n));
    const { better, calibrated } = untilGood(judged(saidOf(learns)));
    expect(better).toBeGreaterThan(500);
    expect(calibrated).toBeGreaterThanOrEqual(1_000);
  });

  it("say never where that does not come", () => {
    const wrong = saidOf((n) => 0.51 - chanceOf(n));
    expect(untilGood(judged(wrong))).toEqual({ better: null, calibrated: null });
  });

  it("tell how much likelier the best-scored tenth orders", () => {
    const told = ({ week }: Said) => week.probability;
    const period: [number, number] = [0, VISITS * HOUR + 8 * DAY];
    const right = momentLift(saidOf(chanceOf), visits, period, told);
    const orders = visits.filter(({ orderedAt }) => orderedAt !== null).length;
    expect(right.lift).toBeCloseTo(0.5 / (orders / VISITS), 5);
    expect(right.interval[0]).toBeLessThan(right.lift);
    expect(right.interval[1]).toBeGreaterThan(right.lift);
    const turned = momentLift(saidOf(chanceOf), visits, period, (said) => -told(said));
    expect(turned.lift).toBeLessThan(1);
  });

  it("leave out of a list who has ordered already", () => {
    const lists = audienceLift(saidOf(chanceOf), visits, [DAY, VISITS * HOUR]);
    // Nobody orders later than their only visit, whose score came just before the order.
    expect(lists.orders).toBeLessThan(VISITS / 100);
  });

  it("take each visit's first score after so many events", () => {
    const [one] = saidOf(chanceOf);
    const later = { ...one!, events: 5 };
    expect(after([one!, later], 3)).toEqual([one]);
    expect(after([one!, later], 4)).toEqual([later]);
    expect(after([one!, later], 6)).toEqual([]);
  });
});
