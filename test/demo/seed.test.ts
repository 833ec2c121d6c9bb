import { afterEach, describe, expect, it, vi } from "vitest";
import { products } from "../../demo-site/fixture.ts";
import { visits } from "../../demo-site/history.ts";
import { progress } from "../../demo-site/progress.ts";
import { readPastOrders } from "../../demo-site/past-orders.ts";
import { seed } from "../../demo-site/seed.ts";

const NOW = Date.parse("2026-11-22T10:30:00Z");
const target = { endpoint: "http://shop.test", secretKey: "sk_demo", now: NOW };

interface Body {
  visitor: string;
  identity?: { customer: string };
  session?: string;
  items?: { id: string }[];
  events: { id: string; time: string }[];
}

const IMPORTED = { status: "done", bytes: 10, bytes_read: 10, rejected: 0, error: null };

const ALL_LEARNT = 1e9;

/**
 * A Worker that accepts everything, after `trouble` has answered what it wants to; `learnt` is what it
 * has learnt each time that it is asked.
 */
function worker(
  trouble: (request: number) => Response | undefined = () => undefined,
  learnt: () => number = () => ALL_LEARNT,
) {
  const received: Body[] = [];
  let requests = 0;
  vi.stubGlobal("fetch", async (url: URL, { method, body }: { method: string; body: string }) => {
    const refused = trouble(requests++);
    if (refused) return refused;
    if (url.pathname.startsWith("/v1/imports"))
      return Response.json(method === "POST" ? { id: "a-file" } : IMPORTED);
    if (url.pathname === "/v1/models/intent") return Response.json({ data: { lessons: learnt() } });
    const parsed = JSON.parse(body) as Body;
    if (String(url).endsWith("/v1/settings")) return Response.json(parsed);
    received.push(parsed);
    const results = (parsed.items ?? parsed.events).map(({ id }) => ({ id, status: "accepted" }));
    return Response.json({ results, canonical: null });
  });
  return received;
}

afterEach(() => vi.unstubAllGlobals());

describe("seeding", () => {
  it("sends the catalogue, then every visit, and counts them", async () => {
    const received = worker();
    const shown: number[] = [];
    const counts = await seed({ ...target, onProgress: (done, total) => shown.push(done / total) });
    const year = [...visits(NOW)];
    expect(counts).toEqual({
      items: products.length,
      visits: year.filter(({ session }) => session).length,
      events: year.reduce((sum, { events }) => sum + events.length, 0),
      orders: 904,
      pastOrders: readPastOrders().length,
      failed: 0,
    });
    expect(received.filter(({ items }) => items).every(({ items }) => items!.length <= 500)).toBe(
      true,
    );
    expect(shown.at(-1)).toBe(1);
  }, 30_000);

  it("says which customer a buyer is, and of strangers nothing", async () => {
    const received = worker();
    await seed(target);
    for (const { visitor, identity } of received.filter((body) => body.events))
      expect(identity?.customer).toBe(/^d-c(.+)$/.exec(visitor)?.[1]);
  });

  it("stops when past orders cannot be read", async () => {
    vi.stubGlobal("fetch", async (url: URL, { method }: { method: string }) =>
      Response.json(
        url.pathname.startsWith("/v1/imports") && method === "GET"
          ? { ...IMPORTED, status: "failed", error: "not a table" }
          : { id: "a-file", results: [] },
      ),
    );
    await expect(seed(target)).rejects.toThrow(/past orders were not taken: not a table/);
  });

  it("keeps the visits of one visitor in their order", async () => {
    const received = worker();
    await seed(target);
    const last = new Map<string, string>();
    for (const { visitor, events } of received.filter((body) => body.events)) {
      expect(events[0]!.time >= (last.get(visitor) ?? "")).toBe(true);
      last.set(visitor, events[0]!.time);
    }
  });

  it("tells the last three weeks when the visits before have taught twice each", async () => {
    const asked: string[] = [];
    const received: Body[] = worker(undefined, () => {
      const told = received.filter(({ session }) => session);
      asked.push(told.at(-1)!.events[0]!.time);
      return 2 * told.length - (asked.length === 1 ? 1 : 0);
    });
    await seed(target);
    const lastWeeks = NOW - 21 * 86_400_000;
    expect(asked).toHaveLength(2);
    for (const time of asked) expect(Date.parse(time)).toBeLessThanOrEqual(lastWeeks);
    const last = received.findLast(({ session }) => session)!;
    expect(Date.parse(last.events[0]!.time)).toBeGreaterThan(lastWeeks);
  });

  it("tries again when the Worker is busy or away", async () => {
    const received = worker((request) => {
      if (request === 1) return new Response(null, { status: 503 });
      if (request === 5) throw new TypeError("connection reset");
      return undefined;
    });
    const counts = await seed(target);
    expect(counts.failed).toBe(0);
    expect(received.filter(({ items }) => items)).toHaveLength(Math.ceil(products.length / 500));
  });

  it("stops at a refusal that another attempt cannot mend", async () => {
    worker(() => new Response("unknown key", { status: 401 }));
    await expect(seed(target)).rejects.toThrow(/answered 401: unknown key/);
  });
});

describe("the progress bar", () => {
  it("writes a plain line at every tenth when there is no terminal", () => {
    const lines: string[] = [];
    const out = { isTTY: false, write: (text: string) => lines.push(text) };
    const show = progress("Loading", out as unknown as NodeJS.WriteStream);
    for (let done = 0; done <= 200; done++) show(done, 200);
    expect(lines).toHaveLength(11);
    expect(lines.at(-1)).toBe("Loading 100 %  200 of 200\n");
  });
});
