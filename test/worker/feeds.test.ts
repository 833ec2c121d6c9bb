import { afterEach, describe, expect, it, vi } from "vitest";
import { refusalOf } from "../../worker/edge/public-url.ts";
import { api, id, pass } from "./api.ts";
import { IMPORT } from "./objects.ts";

/** What a shop's server answers, by address, and what it was asked. */
function serve(pages: Record<string, (headers: Headers) => Response>): Request[] {
  const asked: Request[] = [];
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const request = new Request(input as string, init as RequestInit);
    asked.push(request);
    return pages[request.url]?.(request.headers) ?? new Response("none", { status: 404 });
  });
  return asked;
}
afterEach(() => vi.restoreAllMocks());

const csv = (...ids: string[]) =>
  `id,title,link,price\n${ids.map((one) => `${one},Item ${one},/p/${one}/,5\n`).join("")}`;
const exists = async (itemId: string) => (await api.get(`/v1/items/${itemId}`)).status === 200;
const feed = async (name: string) =>
  (await api.get("/v1/feeds")).body.feeds.find((one: { name: string }) => one.name === name);
const put = async (name: string, body: object) => {
  const reply = await api.put(`/v1/feeds/${name}`, body);
  await pass({ seconds: 1 });
  return reply;
};

describe("a feed by URL", () => {
  it("is fetched at once and then by the clock, and read only when it has changed", async () => {
    const url = "https://shop.example/feed.csv";
    const [a, b] = [id("f"), id("f")];
    let [version, lines] = ['"1"', csv(a, b)];
    const asked = serve({
      [url]: (headers) =>
        headers.get("if-none-match") === version
          ? new Response(null, { status: 304 })
          : new Response(lines, { headers: { etag: version, "content-type": "text/csv" } }),
    });
    expect((await put("daily", { url, every: "2h" })).status).toBe(200);
    const first = await feed("daily");
    expect(first).toMatchObject({ url, every: "2h", items: 2, error: null, failures: 0 });
    expect(await exists(a)).toBe(true);
    expect((await api.get(`/v1/items/${a}`)).body.link).toBe(`https://shop.example/p/${a}/`);

    await pass({ minutes: 121 });
    expect(asked).toHaveLength(2);
    expect((await feed("daily")).import).toBe(first.import);

    [version, lines] = ['"2"', csv(a)];
    await pass({ minutes: 121 });
    expect(await feed("daily")).toMatchObject({ items: 1 });
    expect([await exists(a), await exists(b)]).toEqual([true, false]);

    expect((await api.delete("/v1/feeds/daily")).status).toBe(204);
    await pass({ minutes: 300 });
    expect(asked).toHaveLength(3);
    expect(await exists(a)).toBe(true);
  });

  it("keeps the last good catalogue while it fails, and says why", async () => {
    const url = "https://shop.example/flaky.csv";
    const [a, b] = [id("f"), id("f")];
    const answers = [
      () => new Response(csv(a, b)),
      () => new Response("down", { status: 503 }),
      () => new Response("<html>maintenance</html>"),
      () => new Response("id,title,link\n"),
      () => new Response(csv(a)),
    ];
    serve({ [url]: () => answers.shift()!() });
    await put("flaky", { url, every: "24h" });
    expect(await feed("flaky")).toMatchObject({ error: null, items: 2 });
    await pass({ minutes: 24 * 60 + 1 });
    expect(await feed("flaky")).toMatchObject({ error: "shop.example answered 503", failures: 1 });
    await pass({ minutes: 11 });
    expect((await feed("flaky")).error).toMatch(/neither XML/);
    await pass({ minutes: 24 * 60 + 1 });
    const report = await api.get(`/v1/imports/${(await feed("flaky")).import}`);
    expect(report.body.notes[0]).toMatch(/nothing was removed/);
    expect([await exists(a), await exists(b)]).toEqual([true, true]);
    await pass({ minutes: 24 * 60 + 1 });
    expect(await feed("flaky")).toMatchObject({ error: null, items: 1 });
  });

  it("follows redirects, each only to where it may go", async () => {
    const to =
      (location: string, status = 302) =>
      () =>
        new Response(null, { status, headers: { location } });
    const a = id("f");
    const asked = serve({
      "https://a.example/": to("/next", 301),
      "https://a.example/next": to("https://b.example/feed"),
      "https://b.example/feed": () => new Response(csv(a)),
      "https://evil.example/": to("http://169.254.169.254/latest/meta-data/"),
      "https://mapped.example/": to("http://[::ffff:127.0.0.1]/"),
      "https://file.example/": to("file:///etc/passwd"),
      "https://loop.example/": to("https://loop.example/"),
    });
    await put("moved", { url: "https://a.example/" });
    expect(await feed("moved")).toMatchObject({ error: null, items: 1 });
    for (const [host, why] of [
      ["evil", /redirected to http:\/\/169.254.169.254.* no public host/],
      ["mapped", /no public host/],
      ["file", /only http/],
      ["loop", /more than 5 redirects/],
    ] as const) {
      await put(host, { url: `https://${host}.example/` });
      expect((await feed(host)).error).toMatch(why);
    }
    expect(asked.map(({ url }) => new URL(url).hostname)).not.toContain("169.254.169.254");
  });

  it("reads Shopify's products page by page", async () => {
    const page = (sku: string) => {
      const variants = [{ id: 1, title: "Default Title", sku, price: "2.00" }];
      return Response.json({ products: [{ id: 1, title: "Cup", handle: sku, variants }] });
    };
    const [a, b] = [id("sku"), id("sku")];
    const at = (n: number) => `https://shop.example/products.json?limit=250&page=${n}`;
    const asked = serve({
      [at(1)]: () => page(a),
      [at(2)]: () => page(b),
      [at(3)]: () => Response.json({ products: [] }),
    });
    await put("shopify", { url: "https://shop.example/products.json" });
    expect(asked).toHaveLength(3);
    expect(await feed("shopify")).toMatchObject({ error: null, items: 2 });
    const { body } = await api.get(`/v1/items/${b}`);
    expect(body).toMatchObject({ link: `https://shop.example/products/${b}`, price: "2.00 GBP" });
  });

  it("keeps no file waiting while its server takes its time", async () => {
    const url = "https://shop.example/slow.csv";
    const [a, b] = [id("f"), id("f")];
    let isSlow = true;
    const slow = () => {
      const pull = async (file: ReadableStreamDefaultController<Uint8Array>) => {
        await scheduler.wait(5);
        file.enqueue(new TextEncoder().encode(isSlow ? "\n" : csv(a)));
        if (!isSlow) file.close();
      };
      return new Response(new ReadableStream({ pull }));
    };
    const asked = serve({ [url]: slow });
    await api.put("/v1/feeds/slow", { url });
    const passing = pass({ seconds: 1 });
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    await api.upload("/v1/imports?type=items", csv(b));
    await vi.waitFor(async () => expect(await exists(b)).toBe(true), { timeout: 4_000 });
    expect(await exists(a)).toBe(false);
    isSlow = false;
    await passing;
    expect(await exists(a)).toBe(true);
  });

  it("fills no catalogue any more that is emptied while its server takes its time", async () => {
    const url = "https://shop.example/late.csv";
    const late = id("f");
    let answer: (file: Response) => void = () => {};
    const answered = new Promise<Response>((resolve) => (answer = resolve));
    const fetched = vi.spyOn(globalThis, "fetch").mockReturnValue(answered);
    await api.put("/v1/feeds/late", { url });
    const passing = pass({ seconds: 1 });
    await vi.waitFor(() => expect(fetched).toHaveBeenCalledTimes(1));
    const emptied = IMPORT.getByName("demo/import").empty();
    answer(new Response(csv(late)));
    await emptied;
    await passing;
    await pass({ seconds: 5 });
    expect(await exists(late)).toBe(false);
    expect((await api.get("/v1/feeds")).body.feeds).toEqual([]);
    expect((await api.get("/v1/imports")).body.imports).toEqual([]);
  });

  it("is refused when its address leads to no public host", async () => {
    const { status, body } = await api.put("/v1/feeds/x", { url: "http://localhost:8787/" });
    expect(status).toBe(422);
    expect(body.errors[0]).toMatchObject({ pointer: "/url" });
    expect((await api.put("/v1/feeds/x", { url: "https://a.example/", every: "5m" })).status).toBe(
      422,
    );
    expect((await api.put("/v1/feeds/NO", { url: "https://a.example/" })).status).toBe(422);
    expect((await api.delete("/v1/feeds/x")).status).toBe(404);
  });
});

describe("an address that a shop gives", () => {
  it("may lead to any public host", () => {
    for (const url of [
      "https://shop.example/feed.xml?a=b",
      "http://shop.example:8080/",
      "https://93.184.216.34/",
      "https://[2606:4700::1111]/",
      "https://[::ffff:93.184.216.34]/",
      "https://bücher.example/",
    ])
      expect(refusalOf(url), url).toBeNull();
  });

  it("leads nowhere else, however it is written", () => {
    for (const url of [
      "feed.xml",
      "ftp://shop.example/",
      "file:///etc/passwd",
      "data:text/csv,id",
      "https://user:secret@shop.example/",
      "http://localhost/",
      "http://shop.localhost/",
      "http://LOCALHOST./",
      "http://intranet/",
      "http://metadata.google.internal/",
      "http://printer.local/",
      "http://127.0.0.1/",
      "http://127.1/",
      "http://2130706433/",
      "http://0x7f000001/",
      "http://0177.0.0.1/",
      "http://0/",
      "http://10.1.2.3/",
      "http://100.64.0.1/",
      "http://169.254.169.254/",
      "http://172.16.0.1/",
      "http://192.168.1.1/",
      "http://224.0.0.1/",
      "http://255.255.255.255/",
      "http://[::]/",
      "http://[::1]/",
      "http://[::ffff:127.0.0.1]/",
      "http://[::ffff:7f00:1]/",
      "http://[::127.0.0.1]/",
      "http://[64:ff9b::7f00:1]/",
      "http://[2002:7f00:1::]/",
      "http://[fc00::1]/",
      "http://[fd12:3456::1]/",
      "http://[fe80::1]/",
      "http://[ff02::1]/",
      "http://[2001:db8::1]/",
      "http://①②⑦.⓪.⓪.①/",
    ])
      expect(refusalOf(url), url).not.toBeNull();
  });
});
