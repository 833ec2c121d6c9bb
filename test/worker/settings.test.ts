import { describe, expect, it } from "vitest";
import { app } from "../../worker/app.ts";
import { env } from "cloudflare:workers";
import { CustomerRules } from "../../worker/wire/customers.ts";
import { Limits } from "../../worker/wire/limits.ts";
import { DEFAULT_SIGNAL_RULES } from "../../worker/wire/signals.ts";
import { api, id, item, pageView, purchase } from "./api.ts";

const put = (body: unknown) => api.put("/v1/settings", body);

describe("a shop's settings", () => {
  it("keep origins as browsers send them, and refuse what is none", async () => {
    const allow = (origin: string) => api.put("/v1/settings", { origins: [origin] });
    expect((await allow("https://Shop.example:443")).body.origins).toEqual([
      "https://shop.example",
    ]);
    expect((await allow("https://")).status).toBe(422);
    expect((await allow("https://a b")).status).toBe(422);
  });

  it("are what was put, with defaults for the rest", async () => {
    const { status, body } = await put({
      time_zone: "Europe/London",
      origins: ["https://a.example"],
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      origins: ["https://a.example"],
      own_domains: [],
      time_zone: "Europe/London",
      currency: "GBP",
      cookie_domain: null,
      sections: {},
      capture: ["json_ld", "microdata", "open_graph", "data_layer"],
      learn_items: true,
      staff: { visitors: [] },
      shelf_shards: 1,
      merchandising: [],
      free_shipping: null,
      repeat_buyer_pages: [],
      signals: DEFAULT_SIGNAL_RULES,
      limits: Limits.parse({}),
      retention: { visitors: 13, journal: 25, facts: 25 },
      continuous_export: false,
      customers: CustomerRules.parse({}),
    });
    expect((await api.get("/v1/settings")).body).toEqual(body);
  });

  it("stay as they are when what is put is none", async () => {
    const before = (await api.get("/v1/settings")).body;
    for (const [body, pointer] of [
      [{ origins: ["https://a.example/path"] }, "/origins/0"],
      [{ origins: ["nothing"] }, "/origins/0"],
      [{ time_zone: "Mars/Olympus" }, "/time_zone"],
      [{ currency: "pounds" }, "/currency"],
      [{ own_domains: "shop.example" }, "/own_domains"],
    ] as const) {
      const reply = await put(body);
      expect(reply.status).toBe(422);
      expect(reply.body.errors[0].pointer).toBe(pointer);
    }
    expect((await put("{")).status).toBe(400);
    expect((await api.get("/v1/settings")).body).toEqual(before);
  });

  it("are no page's to read or change", async () => {
    const open = { authorization: "Bearer pk_demo" };
    expect((await api.send("GET", "/v1/settings", undefined, open)).status).toBe(403);
    expect((await api.send("PUT", "/v1/settings", {}, open)).status).toBe(403);
  });

  it("let a sandbox in where the shop says so", async () => {
    const batch = { visitor: id("v"), session: "s", events: [pageView("/")] };
    expect((await api.post(batch, { origin: "null" })).status).toBe(403);
    await put({ origins: ["null"] });
    expect((await api.post(batch, { origin: "null" })).status).toBe(200);
  });

  it("let the pages of an origin in and, when it is taken out, not any more", async () => {
    const from = (origin: string) => {
      const batch = { visitor: id("v"), session: "s", events: [pageView("/")] };
      return api.post(batch, { origin });
    };
    await put({ origins: ["https://in.example"] });
    expect((await from("https://in.example")).status).toBe(200);
    await put({ origins: [] });
    expect((await from("https://in.example")).status).toBe(403);
  });
});

describe("PUT /v1/clock", () => {
  it("moves the shop's time, backwards too", async () => {
    const seen = async () => {
      const visitor = id("v");
      await api.post({ visitor, session: "s", events: [pageView("/")] });
      return (await api.person(visitor)).body.first_seen as string;
    };
    for (const now of ["2031-05-01T12:00:00.000Z", "2027-01-01T00:00:00.000Z"]) {
      const reply = await api.put("/v1/clock", { now });
      expect(reply.body).toMatchObject({ now, woken: expect.any(Number) });
      expect((await seen()).slice(0, 16)).toBe(now.slice(0, 16));
    }
  });

  it("lets an order be told of before the days after it pass", async () => {
    await put({});
    const start = Date.parse("2031-06-01T12:00:00Z");
    const setClock = (ms: number) => api.put("/v1/clock", { now: new Date(ms).toISOString() });
    await setClock(start);
    const sold = id("i");
    await api.put("/v1/items", { items: [item(sold, { product_type: "Clocks" })] });
    const order = purchase(id("t"), [sold]);
    await api.post({ visitor: id("v"), session: "s", events: [order] });
    await setClock(start + 3 * 86_400_000);
    const { body } = await api.get("/v1/recommendations/bestsellers?axis=category:Clocks");
    expect(body.items[0]).toMatchObject({ id: sold, reason: expect.stringContaining("sold") });
  });

  it("answers 422 for what is no time", async () => {
    for (const body of [{}, { now: "tomorrow" }, { now: 5 }])
      expect((await api.put("/v1/clock", body)).status).toBe(422);
  });

  it("is refused where no test clock was asked for", async () => {
    const headers = { authorization: "Bearer sk_demo" };
    const body = JSON.stringify({ now: "2031-05-01T12:00:00Z" });
    for (const OKAERI_TEST_CLOCK of [undefined, "", "0", "true"]) {
      const request = { method: "PUT", headers, body };
      const reply = await app.request("/v1/clock", request, { ...env, OKAERI_TEST_CLOCK });
      expect(reply.status).toBe(403);
      expect(reply.headers.get("content-type")).toBe("application/problem+json");
    }
  });
});
