import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextTry, retryAfterOf, TRY_FOR_MS } from "../../../worker/core/outbound/index.ts";

const NOW = Date.UTC(2026, 10, 22, 12);
const HOUR = 3_600_000;

describe("a delivery that failed", () => {
  it("is tried again ever later, for a day, and at the day's end once more", () => {
    const waits: number[] = [];
    let now = NOW;
    for (let failures = 1; ; failures++) {
      const due = nextTry({ failures, since: NOW, retryAfter: null, now }, 0);
      if (due === null) break;
      waits.push((due - now) / 1_000);
      now = due;
    }
    expect(waits.slice(0, 8)).toEqual([5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400]);
    expect(now - NOW).toBe(TRY_FOR_MS);
  });

  it("is never tried after its day, nor before now, whatever the receiver asks for", () => {
    const failure = fc.record({
      failures: fc.integer({ min: 1, max: 40 }),
      since: fc.constant(NOW),
      retryAfter: fc.option(fc.integer({ min: 0, max: 1e12 })),
      now: fc.integer({ min: NOW, max: NOW + 2 * TRY_FOR_MS }),
    });
    fc.assert(
      fc.property(failure, fc.double({ min: 0, max: 0.999, noNaN: true }), (failed, random) => {
        const due = nextTry(failed, random);
        if (failed.now >= NOW + TRY_FOR_MS) return due === null;
        return due !== null && due > failed.now && due <= NOW + TRY_FOR_MS;
      }),
    );
  });

  it("waits as long as the receiver asks for, four hours at most", () => {
    const wait = (retryAfter: number) =>
      nextTry({ failures: 1, since: NOW, retryAfter, now: NOW }, 0)! - NOW;
    expect([wait(60_000), wait(90 * HOUR), wait(0)]).toEqual([60_000, 4 * HOUR, 5_000]);
  });
});

it("reads Retry-After as seconds and as a date, and nothing else", () => {
  expect(retryAfterOf("120", NOW)).toBe(120_000);
  expect(retryAfterOf(new Date(NOW + 60_000).toUTCString(), NOW)).toBe(60_000);
  expect(retryAfterOf(new Date(NOW - 60_000).toUTCString(), NOW)).toBe(0);
  expect([retryAfterOf("soon", NOW), retryAfterOf(null, NOW)]).toEqual([null, null]);
});
