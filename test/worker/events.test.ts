import { describe, expect, it } from "vitest";
import { env } from "cloudflare:workers";
import { app } from "../../worker/app.ts";
import { api, event, id, pageView, pass, purchase, viewItem } from "./api.ts";

describe("POST /v1/events", () => {
  it("stores what a visitor does and answers with intent in the same reply", async () => {
    const visitor = id("v");
    const { status, body } = await api.post({
      visitor,
      session: id("s"),
      events: [pageView("/"), viewItem("a")],
    });
    expect(status).toBe(200);
    expect(body.results.map((result: { status: string }) => result.status)).toEqual([
      "accepted",
      "accepted",
    ]);
    expect(body.intent.session.probability).toBeGreaterThan(0);
    expect(body.intent.session.status).toBe("insufficient_evidence");
    expect(body.intent.session.band).toBeNull();
    const person = await api.person(visitor);
    expect(person.body.items_viewed[0]).toMatchObject({
      id: "a",
      views: 1,
      price_seen: "2.55 GBP",
    });
    expect(person.body.timeline).toHaveLength(2);
  });

  it("counts the same batch sent five times in parallel once", async () => {
    const visitor = id("v");
    const batch = {
      visitor,
      session: id("s"),
      events: [pageView("/"), viewItem("a"), purchase(id("t"), ["a"])],
    };
    const replies = await Promise.all(Array.from({ length: 5 }, () => api.post(batch)));
    const statuses = replies.flatMap((reply) =>
      reply.body.results.map((result: { status: string }) => result.status),
    );
    expect(statuses.filter((status) => status === "accepted")).toHaveLength(3);
    expect(statuses.filter((status) => status === "duplicate")).toHaveLength(12);
    const { body } = await api.person(visitor);
    expect(body.pages).toBe(1);
    expect(body.orders).toHaveLength(1);
    expect(body.timeline).toHaveLength(3);
  });

  it("counts a purchase once that the browser and the server both tell", async () => {
    const transaction = id("t");
    const visitor = id("v");
    const first = await api.post({ visitor, session: "s", events: [purchase(transaction, ["a"])] });
    const second = await api.postSecret({ visitor, events: [purchase(transaction, ["a"])] });
    const other = await api.post({
      visitor: id("v"),
      session: "s",
      events: [purchase(transaction, ["a"])],
    });
    expect(first.body.results[0].status).toBe("accepted");
    expect(second.body.results[0].status).toBe("duplicate");
    expect(other.body.results[0]).toMatchObject({ status: "duplicate" });
    expect((await api.person(visitor)).body.orders).toHaveLength(1);
  });

  it("counts an imported order once, however late the import is repeated", async () => {
    const visitor = id("v");
    const time = new Date().toISOString();
    const batch = { visitor, session: id("s"), events: [purchase(id("t"), ["a"], { time })] };
    const status = async () => (await api.postSecret(batch)).body.results[0].status;
    expect(await status()).toBe("accepted");
    await pass({ days: 10 });
    await api.post({ visitor, session: id("s"), events: [pageView("/")] });
    expect(await status()).toBe("duplicate");
    expect((await api.person(visitor)).body.orders).toHaveLength(1);
  });

  it("keeps the good events of a batch and names the bad ones", async () => {
    const visitor = id("v");
    const bad = [
      event("view_item", { items: [{ item_id: "a", price: -1 }] }),
      event("page view!"),
      event("page_view", { age: 3 * 365 * 86_400_000 }),
      event("page_view", { age: -86_400_000 }),
      event("purchase"),
      { id: "x".repeat(10_000), name: "page_view" },
      { id: "a\u0000b", name: "page_view" },
      "nonsense",
      null,
    ];
    const { status, body } = await api.post({
      visitor,
      session: id("s"),
      events: [...bad, pageView("/"), event("played_a_game", { params: { level: 3 } })],
    });
    expect(status).toBe(200);
    const count = (wanted: string) =>
      body.results.filter((result: { status: string }) => result.status === wanted).length;
    expect(count("accepted")).toBe(2);
    expect(count("too_old")).toBe(1);
    expect(count("in_future")).toBe(1);
    expect(count("invalid")).toBe(7);
    expect(body.results).toContainEqual(
      expect.objectContaining({ status: "invalid", pointer: "/events/0/items/0/price" }),
    );
    const { timeline } = (await api.person(visitor)).body;
    expect(timeline.map((told: { name: string }) => told.name).sort()).toEqual([
      "page_view",
      "played_a_game",
    ]);
  });

  it("answers what it cannot read with problem details, never with a 5xx", async () => {
    const cases: [body: string | object, status: number][] = [
      ["{", 400],
      ['{"visitor":"v1","events":[{"id":"e","name":"x","value":NaN}]}', 400],
      ["[]", 422],
      [{ visitor: "v1" }, 422],
      [{ visitor: "v".repeat(10_000), events: [] }, 422],
      [{ visitor: "v\n1", events: [] }, 422],
      [{ visitor: "undefined", events: [] }, 422],
      [{ visitor: "v1", events: Array.from({ length: 1001 }, () => pageView("/")) }, 422],
      [{ visitor: "v1", events: [], padding: "x".repeat(2_000_000) }, 413],
      [{ visitor: "v1", events: [], want: "everything" }, 422],
    ];
    for (const [body, status] of cases) {
      const reply = await api.post(body);
      expect(reply.status, JSON.stringify(body).slice(0, 80)).toBe(status);
      expect(reply.headers.get("content-type")).toBe("application/problem+json");
      expect(reply.body).toMatchObject({ status, title: expect.any(String) });
      expect(reply.body.request_id).toBe(reply.headers.get("x-request-id"));
    }
  });

  it("is not poisoned by keys that name a prototype", async () => {
    const visitor = id("v");
    const body = `{"visitor":"${visitor}","session":"s1","__proto__":{"polluted":1},"events":[
      {"id":"${id("e")}","name":"view_item","view":"constructor","items":[{"item_id":"constructor","__proto__":{"polluted":1}}],
       "params":{"__proto__":"x","constructor":"y","toString":"z"}},
      {"id":"${id("e")}","name":"page_leave","view":"toString","seq":1,"engagement":{"visible":5,"focused":5,"active":5,"scroll":1}}]}`;
    const reply = await api.post(body);
    expect(reply.status).toBe(200);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    const person = await api.person(visitor);
    expect(person.body.items_viewed.map((seen: { id: string }) => seen.id)).toEqual([
      "constructor",
    ]);
  });

  it("stores nothing and gives no id without consent, and still answers", async () => {
    const refused = await api.post({
      visitor: null,
      consent: { analytics_storage: "denied" },
      events: [pageView("/"), viewItem("a")],
      want: ["bestsellers"],
    });
    expect(refused.body.results[0].status).toBe("not_stored");
    expect(refused.body.intent).toBeNull();
    expect(refused.body.decisions.bestsellers.scenario).toBe("bestsellers");

    const visitor = id("v");
    await api.post({ visitor, consent: { analytics_storage: "denied" }, events: [pageView("/")] });
    expect((await api.person(visitor)).status).toBe(404);
  });

  it("counts crawlers and makes no person of them", async () => {
    const visitor = id("v");
    const googlebot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
    const { body } = await api.post(
      { visitor, session: "s", events: [viewItem("a"), purchase(id("t"), ["a"])] },
      { "user-agent": googlebot },
    );
    expect(body.results.every((result: { status: string }) => result.status === "bot")).toBe(true);
    expect((await api.person(visitor)).status).toBe(404);
    await pass({ seconds: 5 });
    expect((await api.get("/v1/reports/visits")).body.bot_events).toBe(2);
  });

  it("takes a server's events at the time that it names", async () => {
    const visitor = id("v");
    const time = "2026-01-05T10:00:00.000Z";
    await api.postSecret({ visitor, session: "old", events: [pageView("/p/a/", { time })] });
    const { body } = await api.person(visitor);
    expect(body.first_seen).toBe(time);
    expect(body.sessions[0]).toMatchObject({ id: "old", ended: true, exit_page: "/p/a/" });
  });
});

describe("a broken request", () => {
  it("whose body is cut short is the sender's fault", async () => {
    const body = new ReadableStream({ pull: (stream) => stream.error(new Error("gone")) });
    const reply = await app.request("/v1/events?key=pk_demo", { method: "POST", body }, env);
    expect(reply.status).toBe(400);
    expect(reply.headers.get("content-type")).toBe("application/problem+json");
  });

  it("whose host is none is the sender's fault", async () => {
    const request = new Proxy(new Request("http://localhost/v1/settings"), {
      get: (real, name) =>
        name === "url" ? "http://a b/v1/settings" : Reflect.get(real, name, real),
    });
    const reply = await app.fetch(request, env);
    expect(reply.status).toBe(400);
    expect(reply.headers.get("content-type")).toBe("application/problem+json");
  });
});

describe("keys", () => {
  it("open nothing when they are missing, unknown or forged", async () => {
    const forged = `pk_demo_${"a".repeat(20)}_${"0".repeat(32)}`;
    for (const path of ["/v1/events", "/v1/events?key=pk_nobody", `/v1/events?key=${forged}`])
      expect((await api.send("POST", path, { visitor: "v1", events: [] })).status).toBe(401);
  });

  it("that are publishable read no person, change no item and no clock", async () => {
    const open = { authorization: "Bearer pk_demo" };
    expect((await api.send("GET", "/v1/people/v1", undefined, open)).status).toBe(403);
    expect((await api.send("PUT", "/v1/items", { items: [] }, open)).status).toBe(403);
    expect((await api.send("PUT", "/v1/clock", { now: "x" }, open)).status).toBe(403);
    const personal = "/v1/recommendations/recently_viewed?visitor=v1";
    expect((await api.send("GET", personal, undefined, open)).status).toBe(403);
  });

  it("that are publishable serve pages of the shop's origins only", async () => {
    const batch = { visitor: id("v"), session: "s", events: [pageView("/")] };
    const from = (origin: string) => api.post(batch, { origin });
    expect((await from("https://evil.example")).status).toBe(403);
    expect((await from("http://localhost")).status).toBe(200);
    await api.put("/v1/settings", { origins: ["https://shop.example"] });
    const reply = await from("https://shop.example");
    expect(reply.status).toBe(200);
    expect(reply.headers.get("access-control-allow-origin")).toBe("https://shop.example");
  });

  it("that are publishable serve the Worker's own pages behind a proxy that takes TLS off", async () => {
    const batch = { visitor: id("v"), session: "s", events: [pageView("/")] };
    expect((await api.post(batch, { origin: "https://localhost" })).status).toBe(200);
    expect((await api.post(batch, { origin: "https://localhost:8443" })).status).toBe(403);
    expect((await api.post(batch, { origin: "null" })).status).toBe(403);
  });

  it("are made by a shop's operator from the deployment's secret", async () => {
    const { makeKey } = await import("../../worker/edge/key-mac.ts");
    const key = await makeKey("test secret", "sk", "acme");
    const reply = await api.send("GET", "/v1/settings", undefined, {
      authorization: `Bearer ${key}`,
    });
    expect(reply.status).toBe(200);
    expect(reply.body).toMatchObject({ time_zone: "UTC", origins: [] });
  });
});
