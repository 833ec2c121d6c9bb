import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nextVisit, type Visit } from "../../sdk/src/lib/visit.ts";

const MINUTE = 60_000;
const NEW = expect.stringMatching(/^\d{20,30}$/);
const NOW = 1_780_000_000_000;

const visit = (change: Partial<Visit> = {}): Visit => ({
  visitor: "v",
  session: "s",
  active: NOW,
  ...change,
});

describe("a session", () => {
  test("begins with a new visitor when nothing is stored", () => {
    const first = nextVisit(null, NOW);
    expect(first).toEqual({ visitor: NEW, session: NEW, active: NOW });
    expect(first.visitor).not.toBe(first.session);
  });

  test("goes on for 30 idle minutes and not a moment longer", () => {
    expect(nextVisit(visit(), NOW + 30 * MINUTE).session).toBe("s");
    expect(nextVisit(visit(), NOW + 30 * MINUTE + 1).session).toEqual(NEW);
  });

  test("is prolonged by every event", () => {
    let current = visit();
    for (let step = 1; step <= 10; step++) {
      current = nextVisit(current, NOW + step * 29 * MINUTE);
    }
    expect(current.session).toBe("s");
  });

  test("is stored again once a second at most", () => {
    const stored = visit();
    expect(nextVisit(stored, NOW + 999)).toBe(stored);
    expect(nextVisit(stored, NOW + 1000)).toEqual(visit({ active: NOW + 1000 }));
  });

  test("does not outlive a clock that was set back", () => {
    expect(nextVisit(visit(), NOW - 86_400_000).session).toEqual(NEW);
  });

  test("never loses its visitor", () => {
    fc.assert(
      fc.property(fc.integer(), (drift) => {
        const next = nextVisit(visit(), NOW + drift);
        expect(next.visitor).toBe("v");
        expect(Math.abs(next.active - NOW - drift)).toBeLessThan(1000);
      }),
    );
  });
});
