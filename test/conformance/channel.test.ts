import { describe, expect, test } from "vitest";
import { classifyChannel, classifySource } from "../../worker/core/visit/channel.ts";
import clickIds from "./channel/click-ids.json" with { type: "json" };
import sources from "./channel/ga4-channel-vectors.json" with { type: "json" };
import clicks from "./channel/wild-clicks.json" with { type: "json" };

const NOBODY = { ownHosts: [] };

/** Vectors that contradict the rules which they test, by name, with what the rules say instead. */
const EXCEPTIONS: Record<string, { ours: string; because: string }> = {
  "alibaba / ": {
    ours: "Organic Shopping",
    because: "GA4's Paid Shopping asks for a paid medium, and this vector has none",
  },
  bing_ad_click_firefox: {
    ours: "Paid Shopping",
    because:
      "the campaign '8 - Shopping - Clothing' matches GA4's Paid Shopping, which comes first",
  },
};

const arrive = (id: string, referrer: string) =>
  classifyChannel({ landing: `https://shop.example/p?${id}=Ab1_x`, referrer }, NOBODY);

function expectChannel(name: string, channel: string, expected: string) {
  const exception = EXCEPTIONS[name];
  expect(channel, exception?.because).toBe(exception?.ours ?? expected);
}

describe("the source, medium and campaign vectors of dbt-ga4", () => {
  test.each(sources)("$source / $medium / $campaign is $expected_channel", (vector) => {
    const channel = classifySource(vector.source, vector.medium, vector.campaign);
    expectChannel(`${vector.source} / ${vector.medium}`, channel, vector.expected_channel);
  });

  test("29 of 30 hold", () => {
    const held = sources.filter(
      ({ source, medium, campaign, expected_channel }) =>
        classifySource(source, medium, campaign) === expected_channel,
    );
    expect([held.length, sources.length]).toEqual([29, 30]);
  });
});

describe("the clicks that PostHog collected in the wild", () => {
  test.each(clicks.vectors)("$name is $expected", (vector) => {
    expectChannel(vector.name, classifyChannel(vector, NOBODY).channel, vector.expected);
  });

  test("15 of 16 hold", () => {
    const held = clicks.vectors.filter(
      (vector) => classifyChannel(vector, NOBODY).channel === vector.expected,
    );
    expect([held.length, clicks.vectors.length]).toEqual([15, 16]);
  });
});

describe("the click ids that other trackers read", () => {
  const ids = Object.entries(clickIds.click_ids).map(([id, { paid }]) => ({ id, paid }));

  test.each(ids.filter(({ paid }) => paid === true))("$id makes a paid channel", ({ id }) => {
    for (const referrer of ["", "https://www.google.com/", "https://blog.example/"]) {
      expect(arrive(id, referrer).channel).toMatch(/^Paid /);
    }
    expect(arrive(id, "").click_id).toBe(id.toLowerCase());
  });

  test.each(ids.filter(({ paid }) => paid !== true))("$id makes no paid channel", ({ id }) => {
    for (const referrer of ["", "https://www.google.com/", "https://blog.example/"]) {
      expect(arrive(id, referrer).channel).not.toMatch(/^Paid |Display/);
    }
    expect(arrive(id, "").channel).not.toBe("Direct");
    expect(arrive(id, "").click_id).toBe(id.toLowerCase());
  });
});
