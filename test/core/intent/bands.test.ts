import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_SETTINGS } from "../../../worker/core/intent/index.ts";
import { bandOf, nextBand } from "../../../worker/core/intent/bands.ts";
import type { Band } from "../../../worker/wire/decision.ts";

const { considering, ready, margin } = DEFAULT_SETTINGS;
const band = (probability: number, base: number) => bandOf(probability, base, DEFAULT_SETTINGS);

/** The probability whose odds are `times` those of `base`. */
const atOdds = (times: number, base = 0.02) => {
  const odds = (times * base) / (1 - base);
  return odds / (1 + odds);
};
const after = (held: Band | null, times: number, base = 0.02) =>
  nextBand(held, atOdds(times, base), base, DEFAULT_SETTINGS);

describe("a band", () => {
  test("goes by the odds against the base rate", () => {
    expect([band(0.02, 0.02), band(0.031, 0.02), band(0.12, 0.02)]).toEqual([
      "low",
      "considering",
      "ready",
    ]);
    expect([band(0.9, 0.9), band(0.94, 0.9), band(0.98, 0.9)]).toEqual([
      "low",
      "considering",
      "ready",
    ]);
  });

  test("begins at its cut, and is left a margin beyond it", () => {
    expect(after(null, 1.51)).toBe("considering");
    expect(after("low", 1.51)).toBe("low");
    expect(after("low", 1.5 * 1.26)).toBe("considering");
    expect(after("considering", 1.5 / 1.24)).toBe("considering");
    expect(after("considering", 1.5 / 1.26)).toBe("low");
    expect(after("considering", 5 * 1.24)).toBe("considering");
    expect(after("considering", 5 * 1.26)).toBe("ready");
    expect(after("ready", 5 / 1.24)).toBe("ready");
    expect(after("ready", 5 / 1.26)).toBe("considering");
  });

  test("may be left for one that is not next to it", () => {
    expect(after("low", 7)).toBe("ready");
    expect(after("ready", 1)).toBe("low");
  });
});

const base = fc.double({ min: 0.001, max: 0.95, noNaN: true });
const held = fc.constantFrom<Band | null>(null, "low", "considering", "ready");

test("a probability that wobbles around a cut within the margin changes the band once at most", () => {
  const wobble = fc.array(fc.double({ min: -0.99, max: 0.99, noNaN: true }), { minLength: 2 });
  fc.assert(
    fc.property(
      fc.constantFrom(considering, ready),
      base,
      held,
      wobble,
      (cut, rate, start, steps) => {
        let [now, changes] = [start, 0];
        for (const step of steps) {
          const next = nextBand(now, atOdds(cut * margin ** step, rate), rate, DEFAULT_SETTINGS);
          if (next !== now) changes += 1;
          now = next;
        }
        expect(changes).toBeLessThanOrEqual(1);
      },
    ),
  );
});

test("from the same band a greater probability never gives a lower one", () => {
  const order = { low: 0, considering: 1, ready: 2 };
  const probability = fc.double({ min: 0.0001, max: 0.9999, noNaN: true });
  fc.assert(
    fc.property(held, base, probability, probability, (start, rate, one, other) => {
      const of = (p: number) => order[nextBand(start, p, rate, DEFAULT_SETTINGS)];
      expect(of(Math.min(one, other))).toBeLessThanOrEqual(of(Math.max(one, other)));
    }),
  );
});
