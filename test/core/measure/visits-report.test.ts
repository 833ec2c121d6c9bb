import { describe, expect, it } from "vitest";
import { type Sum, visitFact, visitsReport } from "../../../worker/core/measure/index.ts";
import { classifyChannel, newVisit } from "../../../worker/core/visit/index.ts";
import { DAY, NOON } from "../event.ts";

const sum = (measure: string, key: string, n: number): Sum => ({ measure, key, n });

describe("the report of visits", () => {
  it("adds up what the days' sums say", () => {
    const report = visitsReport(
      [
        sum("visits", "Direct", 3),
        sum("visits", "Email", 1),
        sum("orders", "Email", 2),
        sum("converted_visits", "Email", 1),
        sum("bounces", "Direct", 2),
        sum("revenue", "GBP", 1234),
        sum("landings", "/", 4),
        sum("recommendations_shown", "", 8),
        sum("recommendations_clicked", "", 1),
        sum("bot_events", "", 5),
      ],
      NOON,
      NOON + DAY,
    );
    expect(report).toMatchObject({
      from: "2026-11-22",
      to: "2026-11-23",
      visits: 4,
      orders: 2,
      revenue: { GBP: 1234 },
      landing_pages: [{ path: "/", visits: 4 }],
      recommendations: { shown: 8, clicked: 1 },
      bot_events: 5,
    });
    expect(report.channels).toEqual([
      { channel: "Direct", visits: 3, orders: 0, converted: 0, bounces: 2 },
      { channel: "Email", visits: 1, orders: 2, converted: 1, bounces: 0 },
    ]);
  });

  it("says of each exit page how many of its views were the last", () => {
    const { exit_pages } = visitsReport(
      [sum("exits", "/shipping", 2), sum("page_views", "/shipping", 8), sum("page_views", "/", 9)],
      NOON,
      NOON,
    );
    expect(exit_pages).toEqual([{ path: "/shipping", exits: 2, views: 8, rate: 0.25 }]);
  });

  it("of no days is empty, not undefined", () => {
    expect(visitsReport([], NOON, NOON)).toMatchObject({
      visits: 0,
      orders: 0,
      revenue: {},
      channels: [],
      exit_pages: [],
    });
  });
});

describe("a fact", () => {
  it("is never that of somebody else, though both did something in the same millisecond", () => {
    const direct = classifyChannel({ landing: "", referrer: "" }, { ownHosts: [] });
    const visit = () => newVisit("s1", NOON, direct, "/");
    expect(visitFact(visit(), "v1").id).not.toBe(visitFact(visit(), "v2").id);
  });
});
