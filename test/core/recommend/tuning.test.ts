import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ItemTable } from "../../../worker/core/recommend/index.ts";
import {
  newTuning,
  TABLE_PARAMETERS,
  tune,
  type Tuning,
} from "../../../worker/core/recommend/tuning/index.ts";
import { dice } from "../dice.ts";

const NOW = Date.UTC(2026, 0, 1);

/** Tunes and teaches session after session, as a shelf does. */
function run(sessions: Iterable<string[]>): Tuning {
  const table = new ItemTable();
  let tuning = newTuning();
  for (const session of sessions) {
    tuning = tune(tuning, session, table, NOW);
    table.learn(session, NOW);
  }
  return tuning;
}

function* shop(count: number, seed: number, visit: (any: () => string) => string[]) {
  const next = dice(seed);
  const any = () => `i${Math.floor(200 * next())}`;
  for (let i = 0; i < count; i++) yield visit(any);
}

/** Six items, and the same six again. */
const rounds = shop(4000, 7, (any) => {
  const once = [any(), any(), any(), any(), any(), any()];
  return [...once, ...once];
});

describe("tuning by a shop's own sessions", () => {
  it("starts from the usual parameters", () => {
    expect(newTuning().parameters).toEqual(TABLE_PARAMETERS);
  });

  it("noise moves nothing", () => {
    for (const seed of [1, 2, 3]) {
      const { parameters } = run(shop(6000, seed, (any) => [any(), any(), any(), any()]));
      expect(parameters).toEqual(TABLE_PARAMETERS);
    }
  });

  it("visitors who go round what they have seen are reminded of it more, a step at a time", () => {
    const table = new ItemTable();
    let tuning = newTuning();
    let steps = 0;
    for (const session of rounds) {
      const before = tuning.parameters;
      tuning = tune(tuning, session, table, NOW);
      table.learn(session, NOW);
      const moved = (["ageWeight", "reminder", "popularityDiscount"] as const).filter(
        (name) => tuning.parameters[name] !== before[name],
      );
      if (moved.length === 0) continue;
      steps += 1;
      expect(moved).toHaveLength(1);
      // The evidence was about the steps from what was in use.
      expect(tuning.cases).toBe(0);
    }
    expect(steps).toBeGreaterThan(0);
    expect(tuning.parameters.reminder).toBeGreaterThan(TABLE_PARAMETERS.reminder);
  });

  it("sessions that say nothing of what comes next are counted and no more", () => {
    fc.assert(
      fc.property(fc.nat(4), fc.constantFrom("a", "b"), (length, id) => {
        const table = new ItemTable();
        const session = Array<string>(length).fill(id);
        const after = tune(newTuning(), session, table, NOW);
        expect(after).toEqual({ ...newTuning(), sessions: 1 });
        expect(table.size).toBe(0);
      }),
    );
  });

  it("goes on from what storage gives back", () => {
    const visits = [...shop(300, 5, (any) => [any(), any(), any()])];
    const table = new ItemTable();
    let kept = newTuning();
    let written = newTuning();
    for (const session of visits) {
      kept = tune(kept, session, table, NOW);
      written = tune(JSON.parse(JSON.stringify(written)) as Tuning, session, table, NOW);
      table.learn(session, NOW);
    }
    expect(written).toEqual(kept);
    expect(JSON.stringify(written).length).toBeLessThan(600);
  });
});
