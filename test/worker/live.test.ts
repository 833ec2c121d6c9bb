import { exports } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import type { LiveMessage } from "../../worker/wire/live.ts";
import { api, id, item, ORIGIN, pageView, pass, viewItem } from "./api.ts";
import { CATALOGUE, rows } from "./objects.ts";

const put = (...items: unknown[]) => api.put("/v1/items", { items });
const catalogue = () => CATALOGUE.getByName("demo/catalogue");

interface Circumstances {
  visitor?: string;
  unheard?: string;
  headers?: HeadersInit;
}

const connect = (items: string | null, more: Circumstances = {}) => {
  const { visitor = id("v"), unheard = "0" } = more;
  const query = new URLSearchParams({ key: "pk_demo", visitor, unheard });
  if (items !== null) query.set("items", items);
  return exports.default.fetch(`${ORIGIN}/v1/live?${query}`, {
    headers: { upgrade: "websocket", ...more.headers },
  });
};

/** An open socket with all that it has said. */
async function listen(items: string[] | null, more: Circumstances = {}) {
  const { status, webSocket } = await connect(items && items.join(","), more);
  expect(status).toBe(101);
  const said: string[] = [];
  const closed: number[] = [];
  webSocket!.addEventListener("message", ({ data }) => {
    said.push(data as string);
  });
  webSocket!.addEventListener("close", ({ code }) => {
    closed.push(code);
  });
  webSocket!.accept();
  const messages = () => said.map((text) => JSON.parse(text) as LiveMessage);
  return { socket: webSocket!, said, messages, closed };
}
const quiet = () => new Promise((resolve) => setTimeout(resolve, 50));

describe("GET /v1/live", () => {
  it("says at once which of its items has another price or stock, and nothing of others", async () => {
    const [a, b, c] = [id("a"), id("b"), id("c")];
    await put(item(a), item(b), item(c));
    const page = await listen([a, b]);
    await put(item(c, { price: "1.00 GBP" }), item(a, { title: "Renamed" }));
    await put(item(a, { price: "2.00 GBP" }), item(b, { availability: "out_of_stock" }));
    await vi.waitFor(() => expect(page.said).toHaveLength(1));
    const [{ version }] = (await rows(catalogue(), "SELECT version FROM ledger_version")) as [
      { version: number },
    ];
    expect(page.messages()).toEqual([{ changed: [a, b], version }]);
    await catalogue().remove([b], Date.now());
    await vi.waitFor(() => expect(page.messages().at(-1)).toMatchObject({ changed: [b] }));
  });

  it("stays silent when only the number of pieces changes", async () => {
    const a = id("a");
    await put(item(a, { quantity: 9 }));
    const page = await listen([a]);
    await put(item(a, { quantity: 8 }));
    await quiet();
    expect(page.said).toEqual([]);
    await put(item(a, { quantity: 0 }));
    await vi.waitFor(() => expect(page.said).toHaveLength(1));
  });

  it("has the person's reply know what it told of, whatever was read seconds before", async () => {
    const mug = id("mug");
    await put(item(mug, { price: "50.00 GBP" }));
    const visitor = id("v");
    const page = await listen([mug], { visitor });
    await api.post({ visitor, session: "s1", events: [pageView("/p/"), viewItem(mug, 50)] });
    await put(item(mug, { price: "40.00 GBP" }));
    await vi.waitFor(() => expect(page.said).toHaveLength(1));
    const ask = async (version?: unknown) =>
      (await api.post({ visitor, session: "s1", events: [], want: [{ slot: "news", version }] }))
        .body.notices;
    expect(await ask()).toEqual([]);
    expect(await ask("what?")).toEqual([]);
    expect(await ask(page.messages()[0]!.version)).toMatchObject([
      { type: "price_dropped", item: { id: mug }, new_price: "40.00 GBP" },
    ]);
    expect(await ask(page.messages()[0]!.version)).toEqual([]);
  });

  it("brings who waits for an item the news that it is back", async () => {
    const mug = id("mug");
    await put(item(mug, { availability: "out_of_stock" }));
    const visitor = id("v");
    const page = await listen([mug], { visitor });
    await api.post({ visitor, session: "s1", events: [pageView("/p/"), viewItem(mug, 50)] });
    await put(item(mug));
    await vi.waitFor(() => expect(page.said).toHaveLength(1));
    const want = [{ slot: "news", version: page.messages()[0]!.version }];
    const { body } = await api.post({ visitor, session: "s1", events: [], want });
    expect(body.notices).toMatchObject([{ type: "back_in_stock", item: { id: mug } }]);
  });

  it("is about what the visitor has looked at last, when the page names nothing", async () => {
    const visitor = id("v");
    const seen = Array.from({ length: 11 }, () => id("i"));
    await put(...seen.map((each) => item(each)));
    for (const each of seen)
      await api.post({ visitor, session: "s1", events: [pageView("/p/"), viewItem(each)] });
    const page = await listen(null, { visitor });
    await put(...seen.map((each) => item(each, { price: "1.00 GBP" })));
    await vi.waitFor(() => expect(page.said).toHaveLength(1));
    expect(page.messages()[0]!.changed).toEqual(seen.slice(1));
    const stranger = await listen(null);
    await vi.waitFor(() => expect(stranger.closed).toEqual([1000]));
  });

  it("tells at once what has changed while the page heard nothing", async () => {
    const [a, b] = [id("a"), id("b")];
    await put(item(a), item(b));
    await pass({ minutes: 10 });
    await put(item(b, { price: "1.00 GBP" }));
    await pass({ minutes: 1 });
    const returning = await listen([a, b], { unheard: "120000" });
    await vi.waitFor(() => expect(returning.messages()).toMatchObject([{ changed: [b] }]));
    const current = await listen([a, b], { unheard: "30000" });
    const confused = await listen([a, b], { unheard: "for ages" });
    await quiet();
    expect([...current.said, ...confused.said]).toEqual([]);
  });

  it("answers a ping and closes on whoever says more", async () => {
    const page = await listen([id("a")]);
    page.socket.send("ping");
    await vi.waitFor(() => expect(page.said).toEqual(["pong"]));
    page.socket.send("x".repeat(1000));
    await vi.waitFor(() => expect(page.closed).toEqual([1008]));
  });

  it("keeps four sockets of a visitor: the oldest gives way", async () => {
    const [a, visitor] = [id("a"), id("v")];
    await put(item(a));
    const pages: Awaited<ReturnType<typeof listen>>[] = [];
    for (let n = 0; n < 5; n++) pages.push(await listen([a], { visitor }));
    await vi.waitFor(() => expect(pages[0]!.closed).toEqual([1008]));
    await put(item(a, { price: "1.00 GBP" }));
    await vi.waitFor(() => expect(pages.map(({ said }) => said.length)).toEqual([0, 1, 1, 1, 1]));
  });

  it("hears no more when the page has gone", async () => {
    const a = id("a");
    await put(item(a));
    const page = await listen([a]);
    page.socket.close(1000, "gone");
    await vi.waitFor(() => expect(page.closed).toHaveLength(1));
    await put(item(a, { price: "1.00 GBP" }));
    await quiet();
    expect(page.said).toEqual([]);
  });

  it("lets nobody in without a key, from a foreign page, or for what cannot be watched", async () => {
    const a = id("a");
    const foreign = { headers: { origin: "https://evil.example" } };
    expect((await connect(a, foreign)).status).toBe(403);
    expect((await connect("")).status).toBe(422);
    expect((await connect("a,".repeat(10) + "b,c")).status).toBe(101);
    expect((await connect(Array.from({ length: 11 }, () => id("i")).join(","))).status).toBe(422);
    expect((await connect(a, { visitor: "undefined" })).status).toBe(422);
    expect((await connect("界".repeat(128))).status).toBe(101);
    const plain = await api.send("GET", `/v1/live?key=pk_demo&visitor=v&items=${a}`);
    expect(plain).toMatchObject({ status: 426, body: { status: 426 } });
    expect(plain.headers.get("upgrade")).toBe("websocket");
    expect((await api.send("GET", `/v1/live?items=${a}`)).status).toBe(401);
  });
});
