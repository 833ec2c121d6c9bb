import { describe, expect, it } from "vitest";
import { api, id, idsOf, item, pass, settle, type Reply } from "./api.ts";

/** What an upload came to. */
async function run(file: BodyInit, query = "", headers: HeadersInit = {}): Promise<Reply["body"]> {
  const sent = await api.upload(`/v1/imports?type=items${query}`, file, headers);
  expect(sent.status, JSON.stringify(sent.body)).toBe(202);
  await pass({ seconds: 1 });
  const { body } = await api.get(`/v1/imports/${sent.body.id}`);
  expect(["done", "failed"]).toContain(body.status);
  return body;
}

const stored = async (itemId: string) => (await api.get(`/v1/items/${itemId}`)).body;
const exists = async (itemId: string) => (await api.get(`/v1/items/${itemId}`)).status === 200;

const rss = (items: string, head = "") => `<?xml version="1.0" encoding="UTF-8"?>${head}
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel>
<title>Shop</title><link>https://shop.example/</link>
${items}
</channel></rss>`;
const entry = (itemId: string, more = "") =>
  `<item><g:id>${itemId}</g:id><title>Item ${itemId}</title><link>/p/${itemId}/</link><g:price>5 GBP</g:price>${more}</item>\n`;
const csv = (ids: string[], price = "5.00 GBP") =>
  `id,title,link,price\n${ids.map((one) => `${one},Item ${one},/p/${one}/,${price}\n`).join("")}`;
const gzip = async (text: string) =>
  new Response(new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"))).arrayBuffer();
const ids = (count: number) => Array.from({ length: count }, () => id("f"));

describe("POST /v1/imports", () => {
  it("takes Google's XML, and tells what came of it", async () => {
    const [a, b] = ids(2) as [string, string];
    const report = await run(rss(`${entry(a)}${entry(b, "<g:brand>Ours</g:brand>")}`));
    expect(report).toMatchObject({
      status: "done",
      format: "xml",
      encoding: "utf-8",
      mode: "merge",
      lines: 2,
      accepted: 2,
      unchanged: 0,
      rejected: 0,
    });
    expect(report.bytes_read).toBe(report.bytes);
    expect(await stored(b)).toMatchObject({ link: `https://shop.example/p/${b}/`, brand: "Ours" });
  });

  it("takes tables, lists and lines as well, and unpacks gzip", async () => {
    const [a, b, c, d] = ids(4) as [string, string, string, string];
    expect((await run(csv([a]))).format).toBe("csv");
    expect((await run(csv([b]).replaceAll(",", "\t"))).format).toBe("tsv");
    expect((await run(JSON.stringify({ items: [item(c)] }))).format).toBe("json");
    const packed = await gzip(`${JSON.stringify(item(d))}\n`);
    const report = await run(packed, "", { "content-encoding": "gzip" });
    expect(report).toMatchObject({ format: "ndjson", accepted: 1 });
    for (const one of [a, b, c, d]) expect(await stored(one)).toMatchObject({ id: one });
  });

  it("takes Shopify's products, in the shop's currency", async () => {
    const sku = id("sku");
    const variants = [{ id: 1, title: "Default Title", sku, price: "12.50", available: true }];
    const products = [{ id: 77, title: "Cup", handle: "cup", variants }];
    await run(JSON.stringify({ products }));
    expect(await stored(sku)).toMatchObject({
      title: "Cup",
      link: "/products/cup",
      price: "12.50 GBP",
      item_group_id: "77",
    });
  });

  it("says of the second run that nothing changed", async () => {
    const file = csv(ids(3));
    expect(await run(file)).toMatchObject({ accepted: 3, unchanged: 0 });
    expect(await run(file)).toMatchObject({ accepted: 0, unchanged: 3 });
  });

  it("keeps the right lines and reports the wrong ones by number, to the last", async () => {
    const good = ids(2);
    const wrong = Array.from({ length: 700 }, (_, n) => `w${n},,/p/,1\n`).join("");
    const report = await run(`${csv(good)}${wrong}`);
    expect(report).toMatchObject({ status: "done", lines: 702, accepted: 2, rejected: 700 });
    expect(report.rejected_lines).toHaveLength(100);
    expect(report.rejected_lines[0]).toEqual({ line: 4, id: "w0", detail: "title: is missing" });
    const all: { line: number }[] = [];
    let cursor: number | null = 0;
    while (cursor !== null) {
      const path: string = `/v1/imports/${report.id}/rejected?cursor=${cursor}`;
      const { body } = await api.get(path);
      all.push(...body.rejected);
      cursor = body.next_cursor;
    }
    expect(all.map(({ line }) => line)).toEqual(Array.from({ length: 700 }, (_, n) => n + 4));
    for (const one of good) expect(await exists(one)).toBe(true);
  });

  it("shows wrong lines of all parts of a file", async () => {
    const report = await run(`${csv(ids(1))}w1,,/p/,1\n${csv(ids(300)).slice(20)}w2`);
    expect(report.rejected).toBe(2);
    expect(report.rejected_lines.map(({ line }: { line: number }) => line)).toEqual([3, 304]);
  });

  it("counts the last of items with one id, and says so", async () => {
    const [a] = ids(1) as [string];
    const report = await run(`${csv([a], "5 GBP")}${a},Later,/p/,7 GBP\n`);
    expect(report).toMatchObject({ lines: 2, duplicates: 1 });
    expect(report.notes[0]).toMatch(/line 3, .* line 2 before/);
    expect(await stored(a)).toMatchObject({ title: "Later", price: "7.00 GBP" });
    const { body } = await api.get(`/v1/items/${a}/prices`);
    expect(body.changes).toHaveLength(1);
  });

  it("reads what is in another encoding than it says, and says so", async () => {
    const [a] = ids(1) as [string];
    const file = Uint8Array.from(rss(entry(a, "<g:brand>é</g:brand>")), (c) => c.charCodeAt(0));
    const report = await run(file);
    expect(report).toMatchObject({ encoding: "windows-1252", accepted: 1 });
    expect(report.notes).toEqual([expect.stringContaining("windows-1252")]);
    expect((await stored(a)).brand).toBe("é");
  });

  it("keeps the sale price, the list price and our own attributes", async () => {
    const [a] = ids(1) as [string];
    const told = { price: "10.00 GBP", sale_price: "7.50 GBP", days_per_unit: 30, margin: 0.4 };
    await run(`${JSON.stringify(item(a, told))}\n`);
    expect(await stored(a)).toMatchObject(told);
  });
});

describe("a file that cannot be taken", () => {
  it("is refused at the door when it is no import, is empty, or is packed too well", async () => {
    const send = async (file: BodyInit, query = "type=items") =>
      (await api.upload(`/v1/imports?${query}`, file)).status;
    expect(await send("x", "type=hats")).toBe(422);
    expect(await send("x", "type=items&feed=No%20Name")).toBe(422);
    expect(await send("")).toBe(400);
    expect(await send(await gzip("a".repeat(30_000_000)))).toBe(413);
    const cut = await gzip(csv(ids(200)));
    expect(await send(cut.slice(0, cut.byteLength - 30))).toBe(400);
    const { status } = await api.send("POST", "/v1/imports?type=items&key=pk_demo", "x");
    expect(status).toBe(403);
    expect((await api.get("/v1/imports/none")).status).toBe(404);
  });

  it("fails with the reason, and changes nothing", async () => {
    const laughs = `<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]>`;
    const [a] = ids(1) as [string];
    const report = await run(rss(entry(a, "<g:brand>&lol2;</g:brand>"), laughs));
    expect(report).toMatchObject({ status: "failed", accepted: 0 });
    expect(report.error).toMatch(/document type/);
    expect(await exists(a)).toBe(false);
    expect((await run("<!DOCTYPE html><html></html>")).error).toMatch(/neither XML/);
    expect((await run('{"items": {}}', "&format=json")).error).toMatch(/list/);
  });
});

describe("a named feed", () => {
  it("takes what it lacks now off the shelves, and leaves others' items alone", async () => {
    const [a, b, c, other] = ids(4) as [string, string, string, string];
    await run(csv([other]));
    expect(await run(csv([a, b, c]), "&feed=one")).toMatchObject({ mode: "replace", removed: 0 });
    expect(await run(csv([a, c]), "&feed=one")).toMatchObject({ removed: 1, unchanged: 2 });
    expect([await exists(a), await exists(b), await exists(other)]).toEqual([true, false, true]);
    expect(await run(csv([a, b, c]), "&feed=one")).toMatchObject({ accepted: 1, unchanged: 2 });
    expect(await exists(b)).toBe(true);
    expect(await run(csv([a]), "&feed=one&mode=merge")).toMatchObject({ removed: 0 });
    expect((await run(csv([a]), "&feed=one")).notes[0]).toMatch(/had 3 items, this one 1/);
  });

  it("removes nothing when the file is cut short or brings too few, unless it is told to", async () => {
    const brought = ids(6);
    const whole = rss(brought.map((one) => entry(one)).join(""));
    await run(whole, "&feed=two");
    const cut = await run(whole.slice(0, whole.indexOf(brought[5]!)), "&feed=two");
    expect(cut).toMatchObject({ status: "done", removed: 0, unchanged: 5, rejected: 1 });
    expect(cut.notes[0]).toMatch(/nothing was removed/);
    const few = await run(csv(brought.slice(0, 2)), "&feed=two");
    expect(few.notes[0]).toMatch(/had 6 items, this one 2/);
    expect(few.removed).toBe(0);
    for (const one of brought) expect(await exists(one)).toBe(true);
    const forced = await run(csv(brought.slice(0, 2)), "&feed=two&force=1");
    expect(forced).toMatchObject({ removed: 4, notes: [] });
  });
});

describe("DELETE /v1/items/{id}", () => {
  it("takes an item off every shelf at once, until it is put again", async () => {
    const mug = id("mug");
    const visitor = id("v");
    const want = [{ slot: "own", scenario: "bestsellers", axis: `category:Own ${mug}` }];
    const shown = async () => {
      const batch = { visitor, session: "s1", events: [], want };
      return idsOf((await api.post(batch)).body.decisions.own);
    };
    const whole = item(mug, { product_type: `Own ${mug}` });
    await api.put("/v1/items", { items: [whole] });
    await settle();
    expect(await shown()).toContain(mug);
    expect((await api.delete(`/v1/items/${mug}`)).status).toBe(204);
    await settle();
    expect(await shown()).not.toContain(mug);
    expect((await api.delete(`/v1/items/${mug}`)).status).toBe(404);
    await api.put("/v1/items", { items: [whole] });
    await settle();
    expect(await shown()).toContain(mug);
  });
});
