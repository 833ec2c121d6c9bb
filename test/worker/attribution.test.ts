import { describe, expect, it } from "vitest";
import type { SessionSummary } from "../../worker/wire/person.ts";
import clickIds from "../conformance/channel/click-ids.json" with { type: "json" };
import sources from "../conformance/channel/ga4-channel-vectors.json" with { type: "json" };
import clicks from "../conformance/channel/wild-clicks.json" with { type: "json" };
import { api, event, id, ORIGIN, pass } from "./api.ts";

interface Arrival {
  landing: string;
  referrer: string;
}
/** A person's reply lists so many sessions. */
const SESSIONS = 20;
const START = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;

/**
 * The channel and click id of sessions that began so, through the public API: 20 arrivals make one
 * visitor's sessions an hour apart, sent by the shop's server in one batch.
 */
async function channelsOf(arrivals: readonly Arrival[]) {
  const told: { channel: string; click_id: string | null }[] = [];
  for (let from = 0; from < arrivals.length; from += SESSIONS) {
    const visitor = id("v");
    const events = arrivals.slice(from, from + SESSIONS).map(({ landing, referrer }, n) =>
      event("page_view", {
        time: new Date(START + n * HOUR).toISOString(),
        page: { url: landing, referrer },
      }),
    );
    await api.postSecret({ visitor, events });
    const { sessions } = (await api.person(visitor)).body as { sessions: SessionSummary[] };
    told.push(...sessions.toReversed().map(({ touch }) => touch));
  }
  expect(told).toHaveLength(arrivals.length);
  return told;
}

/** What did not come out as expected, by name. */
async function exceptions(vectors: readonly (Arrival & { name: string; expected: string })[]) {
  const channels = await channelsOf(vectors);
  return vectors
    .map(({ name, expected }, place) => ({ name, expected, ours: channels[place]!.channel }))
    .filter(({ expected, ours }) => expected !== ours);
}

describe("the outside vectors, through the API", () => {
  it("of dbt-ga4 hold, 29 of 30: its alibaba has no paid medium, which GA4's Paid Shopping asks for", async () => {
    const vectors = sources.map(({ source, medium, campaign, expected_channel }) => {
      const landing = new URL("https://shop.example/p");
      for (const [name, value] of Object.entries({ source, medium, campaign }))
        if (value !== "") landing.searchParams.set(`utm_${name}`, value);
      const name = `${source} / ${medium}`;
      return { name, expected: expected_channel, landing: landing.href, referrer: "" };
    });
    expect(vectors).toHaveLength(30);
    expect(await exceptions(vectors)).toEqual([
      { name: "alibaba / ", expected: "Paid Shopping", ours: "Organic Shopping" },
    ]);
  });

  it("of PostHog hold, 15 of 16: a campaign named Shopping is Paid Shopping, which comes first", async () => {
    expect(clicks.vectors).toHaveLength(16);
    expect(await exceptions(clicks.vectors)).toEqual([
      { name: "bing_ad_click_firefox", expected: "Paid Search", ours: "Paid Shopping" },
    ]);
  });

  it("of click ids hold: a paid one makes a paid channel whatever the referrer, another never", async () => {
    const referrers = ["", "https://www.google.com/", "https://blog.example/"];
    const cases = Object.entries(clickIds.click_ids).flatMap(([name, { paid }]) =>
      referrers.map((referrer) => ({
        name,
        isPaid: paid === true,
        landing: `https://shop.example/p?${name}=Ab1_x`,
        referrer,
      })),
    );
    const channels = await channelsOf(cases);
    for (const [place, { name, isPaid, referrer }] of cases.entries()) {
      const { channel, click_id } = channels[place]!;
      expect(click_id).toBe(name.toLowerCase());
      expect(channel.startsWith("Paid "), `${name} from '${referrer}' is ${channel}`).toBe(isPaid);
    }
  });
});

describe("a visitor's first, last and each session's touch", () => {
  const visit = (visitor: string, session: string, path: string, referrer = "") =>
    api.post({
      visitor,
      session,
      events: [event("page_view", { page: { url: ORIGIN + path, referrer } })],
    });
  const channels = ({ sessions }: { sessions: SessionSummary[] }) =>
    sessions.map(({ touch }) => touch.channel);

  it("are LINE and Direct when 31 minutes lie between, and both are in the report", async () => {
    const visitor = id("v");
    await visit(visitor, "s1", "/?utm_source=line");
    await pass({ minutes: 31 });
    await visit(visitor, "s2", "/", `${ORIGIN}/cart/`);
    await pass({ minutes: 31 });
    const person = (await api.person(visitor)).body;
    expect(person.first_touch.channel).toBe("LINE");
    expect(person.last_touch.channel).toBe("Direct");
    expect(channels(person)).toEqual(["Direct", "LINE"]);
    const report = (await api.get("/v1/reports/visits")).body;
    const counted = { visits: 1, orders: 0, converted: 0, bounces: 1 };
    expect(report.channels).toEqual([
      { channel: "Direct", ...counted },
      { channel: "LINE", ...counted },
    ]);
    expect(JSON.stringify([person.first_touch, person.last_touch])).not.toContain("/cart/");
  });

  it("are not the payment provider's, nor another own domain's, in a session or at its start", async () => {
    const settings = (await api.get("/v1/settings")).body;
    await api.put("/v1/settings", {
      ...settings,
      own_domains: ["shop.example", "shop-de.example"],
    });
    await pass({ seconds: 40 });
    for (const referrer of [
      "https://www.paypal.com/checkoutnow",
      "https://checkout.stripe.com/c/pay",
      "https://pay.klarna.com/",
      "https://live.adyen.com/hpp",
      "https://shop.app/pay",
      "https://shop-de.example/cart",
      "https://m.shop.example/",
    ]) {
      const visitor = id("v");
      await visit(visitor, "s1", "/", "https://www.google.com/");
      await visit(visitor, "s1", "/thanks/", referrer);
      expect(channels((await api.person(visitor)).body)).toEqual(["Organic Search"]);
      await visit(visitor, "s2", "/thanks/", referrer);
      const { sessions, last_touch } = (await api.person(visitor)).body;
      expect(sessions).toHaveLength(2);
      expect(last_touch).toMatchObject({ channel: "Direct", referrer: "" });
    }
  });

  it("are not moved by an order that the shop's server tells of", async () => {
    const visitor = id("v");
    await visit(visitor, "s1", "/", "https://www.google.com/");
    await pass({ days: 1 });
    const order = event("purchase", { transaction_id: id("t"), value: 1, currency: "GBP" });
    await api.postSecret({ visitor, events: [order] });
    const { last_touch, orders } = (await api.person(visitor)).body;
    expect(orders).toHaveLength(1);
    expect(last_touch.channel).toBe("Organic Search");
  });
});
