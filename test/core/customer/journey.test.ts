import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  JOURNEY,
  type JourneyFacts,
  journeyOf,
  journeyReport,
  journeyStage,
} from "../../../worker/core/customer/index.ts";
import { DAY, NOW } from "./order.ts";

const nothing: JourneyFacts = {
  person: "v1",
  channel: "Direct",
  visited: null,
  viewedItem: null,
  viewedAgain: null,
  carted: null,
  ordered: null,
  orderedAgain: null,
  praised: null,
  referred: null,
};

describe("the way from awareness to advocacy", () => {
  it.each([
    [{ visited: 1 }, "awareness"],
    [{ visited: 1, viewedItem: 2 }, "interest"],
    [{ visited: 1, viewedItem: 2, viewedAgain: 9 }, "consideration"],
    [{ visited: 1, carted: 3 }, "consideration"],
    [{ ordered: 5 }, "decision"],
    [{ ordered: 5, orderedAgain: 8 }, "loyalty"],
    [{ ordered: 5, praised: 9 }, "advocacy"],
    [{ ordered: 5, referred: 2 }, "advocacy"],
    [{ visited: 1, praised: 9 }, "awareness"],
  ] as const)("has %o at %s", (facts, stage) => {
    expect(journeyStage({ ...nothing, ...facts })).toBe(stage);
  });

  it("begins with something", () => {
    expect(journeyStage(nothing)).toBeNull();
  });
});

const time = fc.option(fc.integer({ min: NOW - 90 * DAY, max: NOW + 5 * DAY }));
const anyFacts = fc.record({
  person: fc.constant("v1"),
  channel: fc.option(fc.constantFrom("Direct", "Email")),
  visited: time,
  viewedItem: time,
  viewedAgain: time,
  carted: time,
  ordered: time,
  orderedAgain: time,
  praised: time,
  referred: time,
});

describe("the report of the way", () => {
  it("has nobody in a stage before the one they came from", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const reached = journeyOf(facts);
        let before = -Infinity;
        let open = true;
        for (const stage of JOURNEY) {
          const at = reached[stage];
          if (at === null) open = false;
          else {
            expect(open).toBe(true);
            expect(at).toBeGreaterThanOrEqual(before);
            before = at;
          }
        }
      }),
    );
  });

  it("has everybody in one stage, in all and by channel", () => {
    fc.assert(
      fc.property(fc.array(anyFacts), (facts) => {
        const { people, stages, channels } = journeyReport(facts, NOW);
        const sum = (rows: typeof stages) => rows.reduce((all, row) => all + row.people, 0);
        expect(sum(stages)).toBe(people);
        expect(stages[0]!.reached).toBe(people);
        expect(channels.reduce((all, each) => all + each.people, 0)).toBe(people);
        for (const channel of channels) expect(sum(channel.stages)).toBe(channel.people);
        for (const [index, row] of stages.entries())
          expect(row.people + (stages[index + 1]?.reached ?? 0)).toBe(row.reached);
      }),
    );
  });

  it("tells who drops off and how long stages take", () => {
    const people = [
      { ...nothing, visited: NOW - 9 * DAY, viewedItem: NOW - 8 * DAY },
      { ...nothing, visited: NOW - 7 * DAY },
      { ...nothing, visited: NOW - 5 * DAY, viewedItem: NOW - 2 * DAY },
    ];
    expect(journeyReport(people, NOW).stages.slice(0, 2)).toEqual([
      {
        stage: "awareness",
        people: 1,
        reached: 3,
        drop_off: 1 / 3,
        days_to_next: 2,
        days_waiting: 7,
      },
      {
        stage: "interest",
        people: 2,
        reached: 2,
        drop_off: 1,
        days_to_next: null,
        days_waiting: 5,
      },
    ]);
  });
});
