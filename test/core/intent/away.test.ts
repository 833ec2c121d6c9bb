import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Away,
  countReturn,
  curveOf,
  learnLater,
  newAway,
  probabilityNow,
} from "../../../worker/core/intent/away.ts";
import { decodeModel, encodeModel, newIntentModel } from "../../../worker/core/intent/index.ts";
import { DAY, MINUTE, NOON } from "./support.ts";

const HALF_LIFE = 60 * DAY;

/** A shop of 1 000 visits, of which every third came back after so many days. */
function shopOf(days: number): Away {
  const away = newAway();
  for (let n = 0; n < 1_000; n++)
    countReturn(away, n % 3 === 0 ? days * DAY : null, NOON, HALF_LIFE);
  return away;
}

const after = (away: Away, days: number, said = 0.1): number =>
  probabilityNow(curveOf(away), said, NOON, NOON + days * DAY);

describe("the score of somebody who is away", () => {
  it("stands while the visit may go on", () => {
    expect(probabilityNow(curveOf(newAway()), 0.1234, NOON, NOON + 29 * MINUTE)).toBe(0.1234);
  });

  it("stands for somebody whose last event is ahead of the clock", () => {
    expect(probabilityNow(curveOf(newAway()), 0.1234, NOON, NOON - DAY)).toBe(0.1234);
  });

  it("only falls in a shop that has told nothing yet, and stays a probability", () => {
    const days = fc.double({ min: 0, max: 400, noNaN: true });
    const said = fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true });
    fc.assert(
      fc.property(said, days, days, (probability, one, other) => {
        const [sooner, later] = [Math.min(one, other), Math.max(one, other)];
        const [high, low] = [
          after(newAway(), sooner, probability),
          after(newAway(), later, probability),
        ];
        expect(low).toBeGreaterThan(0);
        expect(high).toBeLessThan(1);
        expect(low).toBeLessThanOrEqual(high * 1.001);
      }),
    );
  });

  it("keeps the order of two who left at once", () => {
    expect(after(newAway(), 2, 0.2)).toBeGreaterThan(after(newAway(), 2, 0.1));
  });

  it("falls as fast as the shop's own people stop coming back", () => {
    const [days, weeks] = [shopOf(1), shopOf(12)];
    expect(after(days, 3)).toBeLessThan(0.1 * after(days, 0.5));
    expect(after(weeks, 8)).toBeGreaterThan(after(weeks, 0.5));
    expect(after(weeks, 40)).toBeLessThan(0.1 * after(weeks, 8));
  });

  it("says of whoever has just left as much as came of such visits", () => {
    const away = newAway();
    for (let n = 0; n < 1_000; n++) learnLater(away, 0.1, n % 50 === 0, NOON, HALF_LIFE);
    // One in fifty, of one in ten that was said.
    expect(after(away, 1 / 24)).toBeCloseTo(0.02, 2);
  });

  it("is told nothing by a clock that runs back, nor by who comes back after years", () => {
    const away = newAway();
    countReturn(away, -MINUTE, NOON, HALF_LIFE);
    expect(away.returns[0]).toBe(1);
    countReturn(away, 1_000 * DAY, NOON, HALF_LIFE);
    expect(away.returns.reduce((sum, count) => sum + count)).toBe(1);
    expect(away.visits).toBe(2);
  });

  it("stays a probability where everybody comes back and more returns are told than visits", () => {
    const away = newAway();
    for (let n = 0; n < 500; n++) countReturn(away, DAY, NOON, HALF_LIFE);
    for (const days of [0.1, 1, 2, 8, 30, 365]) {
      const now = after(away, days, 0.999);
      expect(now).toBeGreaterThan(0);
      expect(now).toBeLessThan(1);
    }
  });

  it("forgets the shop of a year ago", () => {
    const away = shopOf(1);
    countReturn(away, null, NOON + 365 * DAY, HALF_LIFE);
    expect(away.visits).toBeLessThan(20);
  });

  it("survives storage, and models of before it was kept begin anew", () => {
    const model = newIntentModel();
    countReturn(model.away, DAY, NOON, HALF_LIFE);
    const stored = encodeModel(model);
    expect(decodeModel(stored).away).toEqual(model.away);
    const { away: _, ...older } = JSON.parse(stored.state) as Record<string, unknown>;
    expect(decodeModel({ ...stored, state: JSON.stringify(older) }).away).toEqual(newAway());
  });
});
