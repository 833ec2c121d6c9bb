import { afterEach, describe, expect, it, vi } from "vitest";
import { app } from "../../worker/app.ts";
import type { Env } from "../../worker/edge/env.ts";
import { logError } from "../../worker/edge/log.ts";
import { Counter, Histogram } from "../../worker/edge/prometheus.ts";
import { api, event, id, pageView } from "./api.ts";

/** The sample of a metric whose labels are these. */
const sampleOf = (text: string, series: string): number =>
  Number(
    text
      .split("\n")
      .find((line) => line.startsWith(`${series} `))
      ?.split(" ")
      .at(-1) ?? 0,
  );

const scrape = async (): Promise<string> => (await api.send("GET", "/metrics")).body;

describe("GET /metrics", () => {
  it("counts requests by their pattern and what became of them, without an id or address", async () => {
    const before = await scrape();
    const visitor = id("secret-visitor");
    await api.person(visitor);
    await api.send("GET", `/v1/people/${visitor}`);
    const after = await scrape();
    for (const status of [404, 401]) {
      const series = `okaeri_requests_total{method="GET",route="/v1/people/:id",status="${status}"}`;
      expect(sampleOf(after, series) - sampleOf(before, series)).toBe(1);
    }
    const count = `okaeri_request_duration_seconds_count{route="/v1/people/:id"}`;
    expect(sampleOf(after, count) - sampleOf(before, count)).toBe(2);
    expect(after).not.toContain(visitor);
  });

  it("puts what nobody has routed under one name each", async () => {
    await api.send("GET", "/v1/no-such-thing");
    await api.send("GET", "/no-such-file");
    const text = await scrape();
    expect(text).toContain('route="/v1/*",status="404"');
    expect(text).toContain('route="/*",status="404"');
    expect(text).not.toContain("no-such");
  });

  it("counts events accepted and refused", async () => {
    const before = await scrape();
    await api.post({
      visitor: id("v"),
      session: id("s"),
      events: [pageView("/"), event("view_item", { currency: "pounds" })],
    });
    const after = await scrape();
    for (const status of ["accepted", "invalid"]) {
      const series = `okaeri_events_total{status="${status}"}`;
      expect(sampleOf(after, series) - sampleOf(before, series)).toBe(1);
    }
  });

  it("asks for the token where one is set, and is not there without one on a public machine", async () => {
    const ask = (env: Partial<Env>, headers: HeadersInit = {}) =>
      app.request("/metrics", { headers }, env as Env);
    const env = { OKAERI_METRICS_TOKEN: "right" };
    const statuses = await Promise.all([
      ask({}),
      ask(env),
      ask(env, { authorization: "Bearer wrong" }),
      ask(env, { authorization: "Bearer right" }),
      ask({ ...env, OKAERI_DEMO_KEYS: "1" }),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([404, 401, 401, 200, 401]);
  });
});

describe("the text that Prometheus reads", () => {
  it("escapes labels, and adds buckets up", () => {
    const counter = new Counter("c_total", "Help.", ["a"]);
    counter.add(['x"\\\n']);
    counter.add(['x"\\\n'], 2);
    expect(counter.render()).toBe(
      '# HELP c_total Help.\n# TYPE c_total counter\nc_total{a="x\\"\\\\\\n"} 3\n',
    );
    const histogram = new Histogram("h", "Help.", ["r"], [0.1, 1]);
    for (const seconds of [0.1, 0.5, 7]) histogram.observe(["/"], seconds);
    expect(histogram.render().split("\n").slice(2, -1)).toEqual([
      'h_bucket{r="/",le="0.1"} 1',
      'h_bucket{r="/",le="1"} 2',
      'h_bucket{r="/",le="+Inf"} 3',
      'h_sum{r="/"} 7.6',
      'h_count{r="/"} 3',
    ]);
  });
});

describe("GET /health", () => {
  it("lives, and is ready when an object has written", async () => {
    expect((await api.send("GET", "/health")).body).toEqual({ status: "ok" });
    const ready = await api.send("GET", "/health/ready");
    expect(ready).toMatchObject({ status: 200, body: { status: "ok", checks: { storage: true } } });
  });
});

describe("the log", () => {
  const secret = { authorization: "Bearer sk_demo" };
  afterEach(() => vi.restoreAllMocks());

  it("has one JSON line an error, with the route's pattern and no person's data", async () => {
    const lines: string[] = [];
    vi.spyOn(console, "error").mockImplementation((line: string) => void lines.push(line));
    const broken = { OKAERI_DEMO_KEYS: "1", SHOP: null } as unknown as Env;
    const reply = await app.request(
      "/v1/people/anna@example.com?item=shoe",
      { headers: secret },
      broken,
    );
    expect(reply.status).toBe(500);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      level: "error",
      event: "request failed",
      route: "/v1/people/:id",
      request: reply.headers.get("x-request-id"),
      error: { name: "TypeError" },
    });
    expect(lines[0]).not.toMatch(/anna|shoe|sk_demo/);
  });

  it("has a line a request where it is asked for, with the route's pattern alone", async () => {
    const lines: string[] = [];
    vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line));
    await app.request("/v1/people/anna?item=shoe", {}, { OKAERI_LOG: "requests" } as Env);
    await app.request("/v1/people/anna?item=shoe", {}, {} as Env);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: "info", event: "request", method: "GET", route: "/v1/people/:id", status: 401 },
    ]);
    expect(lines[0]).not.toMatch(/anna|shoe/);
  });

  it("takes what is no error without a word of it", () => {
    const line = vi.spyOn(console, "error").mockImplementation(() => {});
    logError("odd", { visitor: "anna" });
    expect(line.mock.calls[0]?.[0]).not.toContain("anna");
  });
});
