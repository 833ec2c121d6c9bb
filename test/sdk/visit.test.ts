import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nextVisit, type Visit } from "../../sdk/src/lib/visit.ts";

const MINUTE = 60_000;
const NOW = 1_780_000_000_000;

function ids(): () => string {
  let count = 0;
  return () => `new-${++count}`;
}

const visit = (change: Partial<Visit> = {}): Visit => ({
  visitor: "v",
  session: "s",
  active: NOW,
  ...change,
});

describe("a session", () => {
  test("begins with a new visitor when nothing is stored", () => {
    expect(nextVisit(null, NOW, ids())).toEqual(
      visit({ visitor: "new-1", session: "new-2", active: NOW }),
    );
  });

  test("goes on for 30 idle minutes and not a moment longer", () => {
    expect(nextVisit(visit(), NOW + 30 * MINUTE, ids()).session).toBe("s");
    expect(nextVisit(visit(), NOW + 30 * MINUTE + 1, ids()).session).toBe("new-1");
  });

  test("is prolonged by every event", () => {
    let current = visit();
    for (let step = 1; step <= 10; step++) {
      current = nextVisit(current, NOW + step * 29 * MINUTE, ids());
    }
    expect(current.session).toBe("s");
  });

  test("does not outlive a clock that was set back", () => {
    expect(nextVisit(visit(), NOW - 86_400_000, ids()).session).toBe("new-1");
  });

  test("never loses its visitor", () => {
    fc.assert(
      fc.property(fc.integer(), (drift) => {
        const next = nextVisit(visit(), NOW + drift, ids());
        expect(next.visitor).toBe("v");
        expect(next.active).toBe(NOW + drift);
      }),
    );
  });
});
