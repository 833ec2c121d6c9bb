import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { clientTypes } from "../../../scripts/openapi.mjs";
import { Okaeri, OkaeriError } from "../../../sdk/server/index.ts";

/** Answers in their order, the last one again and again, and what was asked. */
function server(...answers: (Response | Error)[]) {
  const asked: Request[] = [];
  const ask = async (url: string | URL | Request, init?: RequestInit) => {
    asked.push(new Request(url, init));
    const answer = answers[Math.min(asked.length, answers.length) - 1]!;
    if (answer instanceof Error) throw answer;
    return answer.clone();
  };
  const okaeri = new Okaeri({ origin: "https://api.example", key: "sk_x", fetch: ask as never });
  return { asked, okaeri };
}

const ok = (body: unknown = {}) => Response.json(body);
const problem = (status: number, more: object = {}, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify({ type: "about:blank", title: "Oh", status, ...more }), {
    status,
    headers: { "content-type": "application/problem+json", "x-request-id": "r1", ...headers },
  });

/** Lets all waits pass at once, and answers with how long they were (ms). */
async function waited<T>(call: Promise<T>): Promise<{ result: T | unknown; ms: number }> {
  const began = Date.now();
  const settled = call.catch((error: unknown) => error);
  await vi.runAllTimersAsync();
  return { result: await settled, ms: Date.now() - began };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("the client for servers", () => {
  it("has the types that the API's schemas make", () => {
    const written = readFileSync(new URL("../../../sdk/server/api.ts", import.meta.url), "utf8");
    expect(written, "run node scripts/openapi.mjs").toBe(clientTypes());
  });

  it("puts parameters into address and query, and sends its key as a header only", async () => {
    const { asked, okaeri } = server(ok({ items: [] }));
    await okaeri.items.itemPrices({ id: "a/b ü", cursor: "7" });
    await okaeri.items.findItems({ id: ["1", "2"] });
    await okaeri.items.searchItems({ q: "mug & cup", count: undefined });
    expect(asked.map(({ url }) => url)).toEqual([
      "https://api.example/v1/items/a%2Fb%20%C3%BC/prices?cursor=7",
      "https://api.example/v1/items?id=1&id=2",
      "https://api.example/v1/search?q=mug+%26+cup",
    ]);
    expect(asked[0]!.headers.get("authorization")).toBe("Bearer sk_x");
    expect(asked[0]!.headers.has("idempotency-key")).toBe(false);
  });

  it("answers with the reply, and with nothing where there is none", async () => {
    expect(await server(ok({ keys: [] })).okaeri.access.listKeys()).toEqual({ keys: [] });
    const gone = server(new Response(null, { status: 204 })).okaeri;
    expect(await gone.access.revokeKey({ id: "k" })).toBeUndefined();
  });

  it("throws the problem, with what is wrong in words and the request's id", async () => {
    const errors = [{ pointer: "/label", detail: "is too long" }];
    const { okaeri, asked } = server(problem(422, { title: "Not a key", errors }));
    const call = okaeri.access.makeKey({ body: { kind: "pk", label: "x" } });
    const error = await call.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OkaeriError);
    expect(error).toMatchObject({ status: 422, requestId: "r1", problem: { errors } });
    expect((error as Error).message).toBe("422 Not a key: /label is too long");
    expect(asked).toHaveLength(1);
  });

  it("waits as long as it is told, and sends a POST under the same name again", async () => {
    const later = problem(429, {}, { "retry-after": "7" });
    const underWay = problem(409, {}, { "retry-after": "2" });
    const { asked, okaeri } = server(later, underWay, ok({ id: "w" }));
    const body = { url: "https://crm.example/" };
    const { result, ms } = await waited(okaeri.outbound.makeWebhook({ body }));
    expect(result).toEqual({ id: "w" });
    expect(ms).toBeGreaterThanOrEqual(9_000);
    expect(ms).toBeLessThan(10_000);
    const names = asked.map(({ headers }) => headers.get("idempotency-key"));
    expect(new Set(names).size).toBe(1);
    expect(names[0]).toMatch(/^"[\w-]{36}"$/);
    expect(await Promise.all(asked.map((each) => each.json()))).toEqual([body, body, body]);
  });

  it("tries again when nobody answers, and gives up in the end", async () => {
    const cause = new TypeError("connection refused");
    const back = server(cause, cause, ok({ alerts: [] }));
    expect((await waited(back.okaeri.shop.listAlerts())).result).toEqual({ alerts: [] });
    const gone = server(cause);
    const { result } = await waited(gone.okaeri.shop.listAlerts());
    expect(result).toMatchObject({ name: "OkaeriError", status: 0, problem: null, cause });
    expect(gone.asked).toHaveLength(4);
  });

  it("does not wait longer than it may, nor send a stream twice, nor ask after it is ended", async () => {
    const far = server(problem(503, {}, { "retry-after": "3600" }));
    expect((await waited(far.okaeri.shop.listAlerts())).result).toMatchObject({ status: 503 });
    const stream = server(problem(503, {}, { "retry-after": "1" }));
    const body = new Blob(["x"]).stream();
    const importing = stream.okaeri.imports.importFile({ type: "items", body });
    expect((await waited(importing)).result).toMatchObject({ status: 503 });
    const ended = server(new Error("aborted"));
    const call = ended.okaeri.shop.listAlerts({}, { signal: AbortSignal.abort() });
    expect((await waited(call)).result).toMatchObject({ status: 0 });
    for (const { asked } of [far, stream, ended]) expect(asked).toHaveLength(1);
  });

  it("reads an export's records over its pages, whatever origin a proxy made of the links", async () => {
    const link = '<http://10.0.0.1/v1/export/orders?cursor=c2>; rel="next"';
    const { asked, okaeri } = server(
      new Response('{"n":1}\n{"n":2}\n', { headers: { link } }),
      new Response('{"n":3}'),
    );
    const records: object[] = [];
    for await (const record of okaeri.export("orders")) records.push(record);
    expect(records).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
    expect(asked.map(({ url }) => url)).toEqual([
      "https://api.example/v1/export/orders",
      "https://api.example/v1/export/orders?cursor=c2",
    ]);
  });
});
