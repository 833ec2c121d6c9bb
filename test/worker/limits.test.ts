import { env } from "cloudflare:workers";
import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { app } from "../../worker/app.ts";
import type { AppEnv } from "../../worker/routes/context.ts";
import { DEPRECATED, tellDeprecations } from "../../worker/routes/deprecation.ts";
import type { EventResult } from "../../worker/wire/batch.ts";
import { api, event, id, ORIGIN, pageView } from "./api.ts";
import { as, shopOf } from "./as.ts";
import { ROUTES } from "./routes.ts";

const PROBLEM = "application/problem+json";

describe("a path", () => {
  it("says which methods it takes when it is asked by another", async () => {
    const cases: [method: string, path: string, allow: string][] = [
      ["DELETE", "/v1/events", "POST, OPTIONS"],
      ["GET", "/v1/events", "POST, OPTIONS"],
      ["PATCH", "/v1/people/c/c1", "GET, HEAD, PUT, OPTIONS"],
      ["POST", "/v1/settings", "GET, HEAD, PUT, OPTIONS"],
      ["POST", "/health", "GET, HEAD, OPTIONS"],
      ["PUT", "/index.html", "GET, HEAD, OPTIONS"],
    ];
    for (const [method, path, allow] of cases) {
      const { status, headers, body } = await api.send(method, path);
      expect([path, status, headers.get("allow")]).toEqual([path, 405, allow]);
      expect(headers.get("content-type")).toBe(PROBLEM);
      expect(body.request_id).toBe(headers.get("x-request-id"));
      const options = await api.send("OPTIONS", path);
      expect([options.status, options.headers.get("allow")]).toEqual([204, allow]);
    }
  });

  it("that leads nowhere is told by problem details, to each method", async () => {
    for (const method of ["GET", "POST", "PATCH", "DELETE"]) {
      const { status, headers } = await api.send(method, "/v1/nothing/here");
      expect([status, headers.get("content-type")]).toEqual([404, PROBLEM]);
    }
  });

  it("answers HEAD as GET, without the body", async () => {
    const reply = await app.request("/health", { method: "HEAD" }, env);
    expect([reply.status, await reply.text()]).toEqual([200, ""]);
    expect(reply.headers.get("content-type")).toMatch(/json/);
  });

  it("lets pages ask before they send", async () => {
    const asked = { origin: "https://a.example", "access-control-request-method": "POST" };
    const { status, headers } = await api.send("OPTIONS", "/v1/events", undefined, asked);
    expect(status).toBe(204);
    expect(headers.get("access-control-allow-methods")).toContain("POST");
    expect(headers.get("access-control-allow-headers")).toContain("idempotency-key");
  });
});

describe("every reply", () => {
  it("has a request id of its own, whatever became of the request", async () => {
    const paths = [
      "/health",
      "/v1/settings",
      "/v1/nothing",
      "/v1/events?key=sk_demo",
      "/",
      "/none.js",
    ];
    const replies = await Promise.all(paths.map((path) => api.send("GET", path)));
    const ids = replies.map(({ headers }) => headers.get("x-request-id"));
    expect(ids.every((found) => /^[\da-f-]{36}$/.test(found ?? ""))).toBe(true);
    expect(new Set(ids).size).toBe(paths.length);
  });
});

describe("a body", () => {
  const post = (body: BodyInit, headers: Record<string, string> = {}) =>
    app.request("/v1/events?key=pk_demo", { method: "POST", body, headers }, env);
  const good = () => JSON.stringify({ visitor: id("v"), events: [pageView("/")] });

  it("is taken as JSON, whatever it calls itself", async () => {
    for (const type of ["application/json", "text/plain", "application/x-www-form-urlencoded"])
      expect((await api.post(good(), { "content-type": type })).status).toBe(200);
  });

  it("that is of another type, or coded, is refused with what would do", async () => {
    const form = await post("a=b", { "content-type": "application/x-www-form-urlencoded" });
    expect([form.status, form.headers.get("accept")]).toEqual([415, "application/json"]);
    const coded = await post(good(), { "content-encoding": "gzip" });
    expect([coded.status, coded.headers.get("accept-encoding")]).toEqual([415, "identity"]);
    expect((await post("a=b", { "content-type": "application/json" })).status).toBe(400);
  });

  it("that does not say how long it is, is read no further than is taken", async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull: (stream) => {
        pulled += 100_000;
        stream.enqueue(new Uint8Array(100_000).fill(32));
      },
    });
    expect((await post(endless)).status).toBe(413);
    expect(pulled).toBeLessThan(1_500_000);
  });

  it("of ten events with two that are bad keeps eight, and says where the two are wrong", async () => {
    const visitor = id("v");
    const events = Array.from({ length: 8 }, (_, n) => pageView(`/${n}`)) as object[];
    events.splice(2, 0, event("view_item", { items: [{ item_id: "a", price: "much" }] }));
    events.splice(7, 0, { id: id("e"), name: "no name!" });
    const { status, body } = await api.post({ visitor, session: "s", events });
    expect(status).toBe(200);
    const bad = body.results.filter((result: { status: string }) => result.status === "invalid");
    expect(bad.map((result: { pointer: string }) => result.pointer)).toEqual([
      "/events/2/items/0/price",
      "/events/7/name",
    ]);
    expect(body.results.filter((r: { status: string }) => r.status === "accepted")).toHaveLength(8);
    expect((await api.person(visitor)).body.timeline).toHaveLength(8);
  });
});

describe("an operation that will go", () => {
  const old = {
    "GET /v1/old/:id": { since: "2026-11-22", sunset: "2027-06-01", see: "https://a.example/new" },
  };
  const page = new Hono<AppEnv>()
    .use(tellDeprecations(old))
    .get("/v1/old/:id", (c) => c.text("old"))
    .post("/v1/old/:id", (c) => c.text("new"));

  it("says since when, until when and what instead", async () => {
    const { headers } = await page.request("/v1/old/7");
    expect(headers.get("deprecation")).toBe("@1795305600");
    expect(headers.get("sunset")).toBe("Tue, 01 Jun 2027 00:00:00 GMT");
    expect(headers.get("link")).toBe('<https://a.example/new>; rel="deprecation"');
  });

  it("is that method of that path alone", async () => {
    const other = await page.request("/v1/old/7", { method: "POST" });
    expect(other.headers.has("deprecation")).toBe(false);
  });

  it("has half a year, and is a route that there is", () => {
    for (const [route, { since, sunset }] of Object.entries(DEPRECATED)) {
      expect(Date.parse(sunset) - Date.parse(since)).toBeGreaterThanOrEqual(182 * 86_400_000);
      expect(Object.keys(ROUTES)).toContain(route);
    }
  });
});

describe("limits", () => {
  /** A page of a shop, as a client of that address sees it. */
  async function pageOf(name: string, limits: object) {
    const { shop, pk } = await shopOf(name);
    expect((await shop.put("/v1/settings", { limits })).status).toBe(200);
    return {
      shop,
      view: (
        visitor: string,
        address?: string,
        more: Record<string, string> = {},
        other: object = {},
      ) =>
        as(pk).send(
          "POST",
          "/v1/events",
          { visitor, session: "s", events: [pageView("/")], ...other },
          { ...(address && { "x-forwarded-for": `198.51.100.1, ${address}` }), ...more },
        ),
    };
  }
  const statuses = (replies: { status: number }[]) => replies.map(({ status }) => status);

  it("of one visitor stop a flood before it reaches anything, and leave others alone", async () => {
    const { shop, view } = await pageOf("flood", { visitor: 5 });
    const flood = [];
    const calm = [];
    for (let n = 0; n < 40; n++) {
      flood.push(await view("loud"));
      if (n % 10 === 0) calm.push(await view("calm"));
    }
    expect(statuses(flood).filter((status) => status === 200)).toHaveLength(5);
    expect(statuses(calm)).toEqual([200, 200, 200, 200]);
    const counted = async (visitor: string) =>
      (await shop.get(`/v1/people/${visitor}`)).body.timeline.length;
    expect([await counted("loud"), await counted("calm")]).toEqual([5, 4]);
    const { headers, body } = flood.at(-1)!;
    expect(body).toMatchObject({
      status: 429,
      type: "https://iana.org/assignments/http-problem-types#quota-exceeded",
      "violated-policies": ["visitor"],
    });
    expect(headers.get("ratelimit-policy")).toBe('"visitor";q=5;w=60');
    const wait = Number(headers.get("retry-after"));
    expect(wait).toBeGreaterThan(0);
    expect(headers.get("ratelimit")).toBe(`"visitor";r=0;t=${wait}`);
  });

  it("of one address count all its visitors, and no address before the last", async () => {
    const { view } = await pageOf("address", { client: 3 });
    const from = (address: string) => view(id("v"), address);
    expect(
      statuses([await from("192.0.2.1"), await from("192.0.2.1"), await from("192.0.2.1")]),
    ).toEqual([200, 200, 200]);
    expect((await from("192.0.2.1")).body["violated-policies"]).toEqual(["client"]);
    expect((await from("192.0.2.2")).status).toBe(200);
    expect((await view(id("v"))).status).toBe(200);
  });

  it("of newcomers make nobody new, and let everybody else through", async () => {
    const { shop, view } = await pageOf("newcomers", { newcomers_of_client: 2, newcomers: 3 });
    expect(statuses([await view("a", "192.0.2.1"), await view("b", "192.0.2.1")])).toEqual([
      200, 200,
    ]);
    expect((await view("c", "192.0.2.1")).body["violated-policies"]).toEqual([
      "newcomers-of-client",
    ]);
    expect((await view("c", "192.0.2.1")).status).toBe(429);
    expect((await shop.get("/v1/people/c")).status).toBe(404);
    expect((await view("a", "192.0.2.1")).status).toBe(200);
    expect((await view("d", "192.0.2.2")).status).toBe(200);
    expect((await view("e", "192.0.2.3")).body["violated-policies"]).toEqual(["newcomers"]);
  });

  it("of newcomers let in whom this process has not met but the shop knows", async () => {
    const { shop, view } = await pageOf("returning", { newcomers: 1 });
    const told = { visitor: "old", session: "s", events: [pageView("/")] };
    expect((await shop.post("/v1/events", told)).status).toBe(200);
    expect((await view("first")).status).toBe(200);
    expect((await view("second")).status).toBe(429);
    expect((await view("old")).status).toBe(200);
    const withCookie = (visitor: string, cookie: string) =>
      view(visitor, undefined, { origin: ORIGIN, cookie: `okaeri_returning=${cookie}` });
    expect((await withCookie("forgot", "old")).body.canonical).toBe("old");
    expect((await withCookie("forged", "forged")).status).toBe(429);
  });

  it("of newcomers count whoever was turned away before", async () => {
    const { shop, view } = await pageOf("turnedaway", { newcomers: 1 });
    const denied = { consent: { analytics_storage: "denied" } };
    expect((await view("first")).status).toBe(200);
    expect((await view("denied", undefined, {}, denied)).status).toBe(200);
    expect((await view("denied")).status).toBe(429);
    expect((await view("robot", undefined, { "user-agent": "Googlebot/2.1" })).status).toBe(200);
    expect((await view("robot")).status).toBe(429);
    expect((await view("private", undefined, { "sec-gpc": "1" })).body.results).toMatchObject([
      { status: "not_stored" },
    ]);
    for (const name of ["denied", "robot", "private"])
      expect((await shop.get(`/v1/people/${name}`)).status).toBe(404);
  });

  it("of newcomers count whoever follows a log-out, of whom a page tells ten at once", async () => {
    const { view } = await pageOf("loggedout", { newcomers: 5 });
    const events = (n: number) =>
      Array.from({ length: n }, () => [pageView("/"), event("logout")]).flat();
    expect((await view("few", undefined, {}, { events: events(3) })).status).toBe(200);
    expect((await view("many", undefined, {}, { events: events(9) })).status).toBe(429);
    const { view: viewed } = await pageOf("logouts", {});
    const { body } = await viewed("all", undefined, {}, { events: events(12) });
    const invalid = body.results.filter(({ status }: EventResult) => status === "invalid");
    expect(invalid).toHaveLength(2);
    expect(invalid[0].detail).toContain("at most 10 log-outs");
  });

  it("of one secret key leave the shop's other keys alone", async () => {
    const { shop } = await shopOf("keyed");
    const made = await shop.post("/v1/keys", {
      kind: "sk",
      label: "busy",
      scopes: ["reports:read"],
    });
    const busy = as(made.body.key);
    await shop.put("/v1/settings", { limits: { key: 4 } });
    const replies = [];
    for (let n = 0; n < 6; n++) replies.push(await busy.get("/v1/settings"));
    expect(statuses(replies)).toEqual([200, 200, 200, 200, 429, 429]);
    expect(replies[0]!.headers.get("ratelimit")).toMatch(/^"key";r=3;t=\d+$/);
    expect((await shop.get("/v1/settings")).status).toBe(200);
  });
});
