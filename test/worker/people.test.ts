import { env } from "cloudflare:workers";
import { runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import type { SessionSummary, TimelineEvent } from "../../worker/wire/person.ts";
import type { Env } from "../../worker/edge/env.ts";
import { api, event, id, ORIGIN, pageView, pass, purchase, viewItem } from "./api.ts";

const { PERSON } = env as unknown as Env;
const told = async (visitor: string) => (await api.person(visitor)).body;
/** A page view that another page led to. */
const landing = (path: string, referrer: string) =>
  pageView(path, { page: { url: ORIGIN + path, referrer } });

describe("how a visitor came", () => {
  it("is kept of the first, the last and each session", async () => {
    const visitor = id("v");
    const open = (session: string, path: string) =>
      api.post({ visitor, session, events: [pageView(path)] });
    await open("s1", "/?utm_source=line");
    await pass({ minutes: 31 });
    await open("s2", "/");
    const person = await told(visitor);
    expect(person.first_touch).toMatchObject({ channel: "LINE", source: "line" });
    expect(person.last_touch).toMatchObject({ channel: "Direct", source: "(direct)" });
    expect(person.visits).toBe(2);
    expect(person.sessions.map((each: SessionSummary) => each.touch.channel)).toEqual([
      "Direct",
      "LINE",
    ]);
  });

  it("is told of a first visit though its page view was under way for a while", async () => {
    const visitor = id("v");
    const came = pageView("/?gclid=abc", { age: 4_000 });
    await api.post({ visitor, session: id("s"), events: [came] });
    const { first_touch, last_touch } = await told(visitor);
    expect(first_touch.channel).toBe("Paid Search");
    expect(last_touch).toEqual(first_touch);
  });

  it("never names the shop itself, whichever of its hosts led to the page", async () => {
    await api.put("/v1/settings", { own_domains: ["shop.example"] });
    await pass({ seconds: 40 });
    for (const referrer of [
      `${ORIGIN}/cart/`,
      "https://shop.example/",
      "https://m.shop.example/",
    ]) {
      const visitor = id("v");
      await api.post({ visitor, session: id("s"), events: [landing("/", referrer)] });
      const { first_touch } = await told(visitor);
      expect(first_touch).toMatchObject({ channel: "Direct", referrer: "" });
    }
  });

  it("is not the payment page that a visitor came back from", async () => {
    const visitor = id("v");
    const session = id("s");
    await api.post({ visitor, session, events: [landing("/", "https://www.google.com/")] });
    const back = landing("/thanks/", "https://checkout.stripe.com/pay");
    await api.post({ visitor, session, events: [back, purchase(id("t"), ["a"])] });
    const person = await told(visitor);
    expect(person.last_touch.channel).toBe("Organic Search");
    expect(person.sessions).toHaveLength(1);
    expect(person.sessions[0].ordered).toBe(true);

    const other = id("v");
    await api.post({ visitor: other, session: id("s"), events: [back] });
    expect((await told(other)).first_touch.channel).toBe("Direct");
  });
});

describe("an exit page", () => {
  it("is known when 30 minutes have passed, by alarm", async () => {
    const visitor = id("v");
    const events = [pageView("/exit/a"), pageView("/exit/shipping", { seq: 1 })];
    await api.post({ visitor, session: "s1", events });
    await pass({ minutes: 29 });
    expect((await told(visitor)).sessions[0]).toMatchObject({ ended: false, exit_page: null });
    await pass({ minutes: 1, seconds: 5 });
    expect((await told(visitor)).sessions[0]).toMatchObject({
      ended: true,
      landing_page: "/exit/a",
      exit_page: "/exit/shipping",
      pages: 2,
    });
  });

  it("counts in the report once for each visit, against all views of the page", async () => {
    const browse = (...paths: string[]) =>
      api.post({
        visitor: id("v"),
        session: id("s"),
        events: paths.map((path, seq) => pageView(path, { seq })),
      });
    await browse("/rate/a", "/rate/b");
    await browse("/rate/b", "/rate/a", "/rate/b");
    await browse("/rate/b", "/rate/a");
    await pass({ minutes: 31 });
    const { exit_pages, landing_pages } = (await api.get("/v1/reports/visits")).body;
    const of = (path: string) => exit_pages.find((page: { path: string }) => page.path === path);
    expect(of("/rate/b")).toEqual({ path: "/rate/b", exits: 2, views: 4, rate: 0.5 });
    expect(of("/rate/a")).toEqual({ path: "/rate/a", exits: 1, views: 3, rate: 1 / 3 });
    expect(landing_pages).toContainEqual({ path: "/rate/b", visits: 2 });
  });

  it("moves, and counts once, when a later page of the visit is told after its end", async () => {
    const visitor = id("v");
    const batch = (path: string, age: number) =>
      api.post({ visitor, session: "s1", events: [pageView(path, { age })] });
    await batch("/late/a", 0);
    await pass({ minutes: 31 });
    await batch("/late/b", 30 * 60_000);
    await pass({ minutes: 31 });
    expect((await told(visitor)).sessions[0]).toMatchObject({ exit_page: "/late/b", pages: 2 });
    const { exit_pages } = (await api.get("/v1/reports/visits")).body;
    const late = exit_pages.filter((page: { path: string }) => page.path.startsWith("/late/"));
    expect(late).toEqual([{ path: "/late/b", exits: 1, views: 1, rate: 1 }]);
  });

  it("is counted for both of two people who came in the same millisecond", async () => {
    const time = "2026-06-01T00:00:00.000Z";
    for (const visitor of [id("v"), id("v")])
      await api.postSecret({ visitor, events: [pageView("/same/", { time })] });
    await pass({ seconds: 5 });
    const report = await api.get("/v1/reports/visits?from=2026-06-01&to=2026-06-01");
    expect(report.body).toMatchObject({
      visits: 2,
      exit_pages: [{ path: "/same/", exits: 2, views: 2 }],
    });
  });
});

describe("GET /v1/people", () => {
  it("pages through a long timeline by cursor, each event once, newest first", async () => {
    const visitor = id("v");
    const sent: string[] = [];
    for (let visit = 0; visit < 6; visit++) {
      const events = Array.from({ length: 110 }, (_, n) =>
        event("view_item", { age: (110 - n) * 1000, items: [{ item_id: `long-${n}` }] }),
      );
      sent.push(...events.map((each) => each.id));
      await api.post({ visitor, session: `s${visit}`, events });
      await pass({ minutes: 33 });
    }
    const pages: TimelineEvent[][] = [];
    let cursor: string | null = null;
    do {
      const at: string = cursor === null ? "" : `?cursor=${cursor}`;
      const { status, body } = await api.get(`/v1/people/${visitor}${at}`);
      expect(status).toBe(200);
      pages.push(body.timeline);
      cursor = body.next_cursor;
    } while (cursor !== null);
    const ids = pages.flat().map((each) => each.id);
    expect(pages.length).toBeGreaterThan(1);
    expect(ids).toHaveLength(660);
    expect(ids).toEqual(sent.toReversed());
    const times = pages.flat().map((each) => each.time);
    expect(times).toEqual(times.toSorted().toReversed());
  });

  it("tells what was viewed, carted and bought, and the money in Google Merchant form", async () => {
    const visitor = id("v");
    const transaction = id("t");
    await api.post({
      visitor,
      session: "s1",
      events: [
        viewItem("mug", 12.5),
        event("add_to_cart", { items: [{ item_id: "cup", quantity: 3 }] }),
        pageView("/p/mug/", { page: { url: `${ORIGIN}/p/mug/?email=a@b.example`, referrer: "" } }),
      ],
    });
    const before = await told(visitor);
    expect(before.items_viewed).toMatchObject([{ id: "mug", price_seen: "12.50 GBP" }]);
    expect(before.cart).toEqual([{ id: "cup", quantity: 3 }]);
    expect(JSON.stringify(before)).not.toContain("b.example");
    await api.post({ visitor, session: "s1", events: [purchase(transaction, ["cup", "mug"])] });
    const after = await told(visitor);
    expect(after.cart).toEqual([]);
    expect(after.orders).toMatchObject([
      { transaction_id: transaction, value: "5.00 GBP", items: ["cup", "mug"] },
    ]);
    expect(after.timeline[0]).toMatchObject({ name: "purchase", transaction_id: transaction });
  });

  it("answers 404 for nobody, and makes nothing of having been asked", async () => {
    const visitor = id("nobody");
    const { status, headers, body } = await api.person(visitor);
    expect(status).toBe(404);
    expect(headers.get("content-type")).toBe("application/problem+json");
    expect(body.title).toBe("No such person");
    await api.get(`/v1/recommendations/recently_viewed?visitor=${visitor}`);
    const stub = PERSON.getByName(`demo/v/${visitor}`);
    const tables = await runInDurableObject(stub, (_, { storage }) =>
      storage.sql
        .exec("SELECT name FROM sqlite_schema WHERE name NOT LIKE '\\_cf%' ESCAPE '\\'")
        .toArray(),
    );
    expect(tables).toEqual([]);
  });

  it("answers 422 for what is no visitor's id and no cursor", async () => {
    const visitor = id("v");
    await api.post({ visitor, session: "s1", events: [pageView("/")] });
    for (const path of ["undefined", "guest", "a%00b", "x".repeat(201), "__proto__"])
      expect((await api.person(path)).status, path).toBe(422);
    for (const cursor of ["", "abc", "-1", "1.5", "1", "9".repeat(17), "1-1;DROP"])
      expect((await api.get(`/v1/people/${visitor}?cursor=${cursor}`)).status, cursor).toBe(422);
    expect((await api.get(`/v1/people/${visitor}?cursor=0-0`)).body.timeline).toEqual([]);
  });

  it("takes a batch as large as a batch may be", async () => {
    const visitor = id("v");
    const path = `/${"a-very-long-path/".repeat(110)}`;
    const events = Array.from({ length: 480 }, () => pageView(path));
    expect(JSON.stringify(events).length).toBeGreaterThan(900_000);
    const { status } = await api.post({ visitor, session: "s1", events });
    expect(status).toBe(200);
    expect((await told(visitor)).pages).toBe(480);
  });

  it("takes the history of a good customer in one import", async () => {
    const visitor = id("v");
    const events = Array.from({ length: 1000 }, (_, n) => {
      const time = new Date(Date.UTC(2024, 0, 1) + n * 86_400_000 * 0.9).toISOString();
      return purchase(id("t"), [`i${n}`, `j${n}`], { time });
    });
    const { status, body } = await api.postSecret({ visitor, events });
    expect(status).toBe(200);
    expect(body.results).toHaveLength(1000);
    expect((await told(visitor)).visits).toBe(1000);
  });
});
