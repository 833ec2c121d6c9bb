import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  alertChanges,
  type Finding,
  gapAt,
  sampleRatioMismatches,
  silence,
  staleFeeds,
} from "../../../worker/core/alerts/index.ts";
import {
  addToSlotDay,
  countShown,
  noTrials,
  type SlotDay,
} from "../../../worker/core/recommend/index.ts";
import type { AlertKind } from "../../../worker/wire/alert.ts";
import type { FeedReply } from "../../../worker/wire/import.ts";
import { dice } from "../dice.ts";

const NOW = Date.UTC(2026, 10, 22, 12);
const HOUR = 3_600_000;
const finding = (kind: AlertKind, subject = ""): Finding => ({ kind, subject, detail: "" });

describe("alerts", () => {
  it("are raised once, and resolved once when they are found no more", () => {
    const one = finding("feed_stale", "main");
    const looked = new Set<AlertKind>(["feed_stale"]);
    expect(alertChanges([], { looked, findings: [one] })).toEqual({ raise: [one], resolve: [] });
    expect(alertChanges([one], { looked, findings: [one] })).toEqual({ raise: [], resolve: [] });
    expect(alertChanges([one], { looked, findings: [] })).toEqual({ raise: [], resolve: [one] });
  });

  it("stay as they are while nobody could look", () => {
    const open = [finding("tag_silent")];
    const look = { looked: new Set<AlertKind>(["feed_stale"]), findings: [] };
    expect(alertChanges(open, look)).toEqual({ raise: [], resolve: [] });
  });
});

describe("a silent tag", () => {
  const gap = { from: NOW - 5 * HOUR, to: NOW };

  it("is told when nobody comes in hours in which ten visits were usual", () => {
    expect(silence(gap, [12, 0, 14, 11])?.detail).toBe(
      "no visit for 5 h; in the same hours of earlier weeks there were 11.5",
    );
    expect(silence(gap, [9, 9, 9, 40])).toBeNull();
  });

  it("needs two weeks to compare with, and an hour of silence", () => {
    expect(silence(gap, [100])).toBeNull();
    expect(gapAt(NOW - 100 * 60_000, NOW)).toBeNull();
    expect(gapAt(NOW - 106 * 60_000, NOW)).toMatchObject({ from: NOW - 106 * 60_000 });
    expect(gapAt(0, NOW)).toEqual({ from: NOW - 24.75 * HOUR, to: NOW - 0.75 * HOUR });
  });
});

describe("a stale feed", () => {
  const feed = (more: Partial<FeedReply>): FeedReply => ({
    name: "main",
    url: "https://shop.example/feed.csv",
    every: "2h",
    next_fetch: null,
    last_success: new Date(NOW - 3 * HOUR).toISOString(),
    items: 1,
    import: null,
    error: null,
    failures: 0,
    ...more,
  });
  const isStale = (more: Partial<FeedReply>) => staleFeeds([feed(more)], NOW).length === 1;

  it("has not come for two of its periods, or never in three tries", () => {
    expect(isStale({})).toBe(false);
    expect(isStale({ last_success: new Date(NOW - 4 * HOUR - 1).toISOString() })).toBe(true);
    expect(isStale({ last_success: null, failures: 2 })).toBe(false);
    expect(isStale({ last_success: null, failures: 3 })).toBe(true);
  });

  it("is none that is uploaded by hand", () => {
    expect(isStale({ every: null, url: null, last_success: "2020-01-01T00:00:00Z" })).toBe(false);
  });
});

describe("a sample-ratio mismatch", () => {
  /** Days of receipts, drawn with propensities that change; `loses` are those that are not seen. */
  function play(seed: number, loses: (strategy: string, roll: number) => boolean): SlotDay[] {
    const random = dice(seed);
    return Array.from({ length: 8 }, (_, day) => {
      const slotDay: SlotDay = { day, slot: "home", scenario: "bestsellers", strategies: {} };
      for (let n = 0; n < 150; n++) {
        const first = 0.1 + 0.8 * random();
        const [strategy, propensity] = random() < first ? ["a", first] : ["b", 1 - first];
        if (loses(strategy as string, random())) continue;
        const sums = noTrials();
        countShown(sums, propensity as number);
        const trials = {
          slot: "home",
          scenario: "bestsellers",
          strategy: strategy as string,
          sums,
        };
        addToSlotDay(slotDay, trials, "new mobile");
      }
      return slotDay;
    });
  }

  it("is found where a strategy is not seen as often as it is drawn", () => {
    const found = sampleRatioMismatches(
      play(1, (strategy, roll) => strategy === "b" && roll < 0.4),
    );
    expect(found).toMatchObject([{ kind: "sample_ratio_mismatch", subject: "bestsellers/home" }]);
    expect(found[0]!.detail).toMatch(
      /[ab] was seen \d+ times of \d+, about \d+ were to be expected/,
    );
  });

  it("is none of chance, nor where receipts of all strategies are lost alike", () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(0, 0.4), (seed, lost) => {
        expect(sampleRatioMismatches(play(seed, (_, roll) => roll < lost))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  it("is none of a strategy that came in the middle of a day", () => {
    const days = play(3, () => false);
    for (const { strategies } of days.slice(0, 4)) {
      delete strategies["b"];
      for (const sums of Object.values(strategies["a"]!))
        Object.assign(sums, { w: sums.shown, w2: sums.shown });
    }
    expect(sampleRatioMismatches(days)).toEqual([]);
  });
});
