import { runInDurableObject } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { CATALOGUE_STEPS } from "../../worker/storage/catalogue-store.ts";
import { migrate } from "../../worker/storage/migrate.ts";
import { PriceLedger } from "../../worker/storage/price-ledger.ts";
import { api, event, id, item, pageView, pass, settle, viewItem } from "./api.ts";
import { CATALOGUE } from "./objects.ts";

const put = (...items: unknown[]) => api.put("/v1/items", { items });
const prices = async (mug: string, query = "") =>
  (await api.get(`/v1/items/${mug}/prices${query}`)).body;
const notices = async (visitor: string) => {
  const { body } = await api.post({ visitor, session: "s1", events: [pageView("/")] });
  return body.notices;
};
/** Somebody who saw the item at this price. */
const viewer = async (mug: string, price: number) => {
  const visitor = id("v");
  await api.post({ visitor, session: "s1", events: [pageView("/p/"), viewItem(mug, price)] });
  return visitor;
};

describe("GET /v1/items/{id}/prices", () => {
  it("tells every change of price and stock, newest first, with the lowest price of 30 days", async () => {
    const mug = id("mug");
    await put(item(mug, { price: "50.00 GBP" }));
    await pass({ days: 40 });
    await put(item(mug, { price: "45.00 GBP" }));
    await put(item(mug, { price: "45.00 GBP", title: "No news" }));
    await pass({ days: 10 });
    await put(item(mug, { price: "50.00 GBP" }));
    await pass({ days: 10 });
    await put(item(mug, { price: "50.00 GBP", availability: "out_of_stock" }));
    await put(item(mug, { price: "50.00 GBP", sale_price: "40.00 GBP" }));
    const told = await prices(mug);
    expect(told).toMatchObject({
      id: mug,
      price: "40.00 GBP",
      reference_price: "45.00 GBP",
      lowest_30_days: "40.00 GBP",
      next_cursor: null,
    });
    expect(
      told.changes.map(({ price, availability }: Record<string, string>) => [price, availability]),
    ).toEqual([
      ["40.00 GBP", "in_stock"],
      ["50.00 GBP", "out_of_stock"],
      ["50.00 GBP", "in_stock"],
      ["45.00 GBP", "in_stock"],
      ["50.00 GBP", "in_stock"],
    ]);
    expect(told.since).toBe(told.changes[0].time);
  });

  it("goes on below a cursor, and counts pieces where the shop does", async () => {
    const mug = id("mug");
    for (let quantity = 101; quantity >= 0; quantity--) await put(item(mug, { quantity }));
    const first = await prices(mug);
    expect(first.changes).toHaveLength(100);
    expect(first.changes[0].quantity).toBe(0);
    const second = await prices(mug, `?cursor=${first.next_cursor}`);
    expect(second.changes.map((change: { quantity: number }) => change.quantity)).toEqual([
      100, 101,
    ]);
    expect(second.next_cursor).toBeNull();
  });

  it("answers problems for an item that never was, an id that is none, and without a secret key", async () => {
    expect((await api.get(`/v1/items/${id("never")}/prices`)).status).toBe(404);
    expect((await api.get("/v1/items/__proto__/prices")).status).toBe(422);
    expect((await api.get(`/v1/items/${id("i")}/prices?cursor=x`)).status).toBe(422);
    expect((await api.send("GET", "/v1/items/a/prices?key=pk_demo")).status).toBe(403);
  });
});

describe("a price that falls", () => {
  it("is told once to who saw the higher one, at the next page view, and to nobody else", async () => {
    const mug = id("mug");
    await put(item(mug, { price: "50.00 GBP" }));
    const [visitor, stranger] = [await viewer(mug, 50), id("v")];
    expect(await notices(visitor)).toEqual([]);
    await put(item(mug, { price: "50.00 GBP", sale_price: "40.00 GBP" }));
    await settle();
    const click = await api.post({ visitor, session: "s1", events: [event("select_item")] });
    expect(click.body.notices).toEqual([]);
    expect(await notices(visitor)).toMatchObject([
      {
        type: "price_dropped",
        item: { id: mug, title: `Item ${mug}`, link: `/p/${mug}/` },
        old_price: "50.00 GBP",
        new_price: "40.00 GBP",
        reference_price: "50.00 GBP",
      },
    ]);
    expect(await notices(visitor)).toEqual([]);
    expect(await notices(stranger)).toEqual([]);
  });

  it("is not called a reduction when it was as low within the 30 days before", async () => {
    const mug = id("mug");
    await put(item(mug, { price: "40.00 GBP" }));
    await pass({ days: 20 });
    await put(item(mug, { price: "50.00 GBP" }));
    await settle();
    const visitor = await viewer(mug, 50);
    await put(item(mug, { price: "42.00 GBP" }));
    await settle();
    expect(await notices(visitor)).toMatchObject([
      {
        old_price: "50.00 GBP",
        new_price: "42.00 GBP",
        reference_price: null,
        text: `Item ${mug} is now £42.00; you saw it at £50.00`,
      },
    ]);
  });

  it("is not told when it is a few pennies, in another currency or of what is gone", async () => {
    for (const change of [
      { price: "49.95 GBP" },
      { price: "40.00 EUR" },
      { price: "40.00 GBP", availability: "out_of_stock" },
    ]) {
      const mug = id("mug");
      await put(item(mug, { price: "50.00 GBP" }));
      const visitor = await viewer(mug, 50);
      await put(item(mug, change));
      await settle();
      expect(await notices(visitor), JSON.stringify(change)).toEqual([]);
    }
  });

  it("is told of any of a thousand items that a sale changes at once", async () => {
    const mugs = Array.from({ length: 1000 }, () => id("mug"));
    await put(...mugs.map((mug) => item(mug, { price: "50.00 GBP" })));
    const visitor = await viewer(mugs[0]!, 50);
    await put(...mugs.map((mug) => item(mug, { price: "40.00 GBP" })));
    await settle();
    expect(await notices(visitor)).toMatchObject([{ item: { id: mugs[0] } }]);
  });
});

describe("the ledger", () => {
  it("keeps the changes that it had when rows did not lie by item", async () => {
    await runInDurableObject(CATALOGUE.getByName("demo/old"), (_, { storage }) => {
      const { sql } = storage;
      const tables = sql.exec("SELECT name FROM sqlite_schema WHERE type = 'table'").toArray();
      for (const { name } of tables)
        if (!String(name).startsWith("_cf")) sql.exec(`DROP TABLE ${name}`);
      migrate(storage, CATALOGUE_STEPS.slice(0, 2));
      const insert =
        "INSERT INTO prices (item, time, price, currency, availability) VALUES (?, ?, ?, ?, ?)";
      sql.exec(insert, "mug", 1, 5000, "GBP", "in_stock");
      sql.exec(insert, "cup", 2, null, null, "in_stock");
      sql.exec(insert, "mug", 3, 4000, "GBP", "out_of_stock");
      migrate(storage, CATALOGUE_STEPS);
      const ledger = new PriceLedger(sql);
      expect(ledger.version()).toBe(3);
      expect([...ledger.rows("mug")]).toMatchObject([
        { version: 3, time: 3, price: 4000, availability: "out_of_stock", quantity: null },
        { version: 1, time: 1, price: 5000, availability: "in_stock" },
      ]);
    });
  });

  it("is forgotten after 400 days", async () => {
    const mug = id("mug");
    await put(item(mug, { price: "50.00 GBP" }));
    await pass({ days: 401 });
    await put(item(mug, { price: "45.00 GBP" }));
    await put(item(mug, { price: "40.00 GBP" }));
    const told = await prices(mug);
    expect(told.changes.map(({ price }: { price: string }) => price)).toEqual([
      "40.00 GBP",
      "45.00 GBP",
    ]);
  });
});
