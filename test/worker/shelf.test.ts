import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { toCard } from "../../worker/core/catalogue/index.ts";
import { messageId } from "../../worker/core/messages/index.ts";
import type { Outgoing } from "../../worker/core/person/index.ts";
import { emptyQuestion, type ShelfLesson } from "../../worker/core/recommend/index.ts";
import type { Env } from "../../worker/edge/env.ts";
import { deliver } from "../../worker/edge/outbox.ts";
import { readShelf } from "../../worker/edge/shop-reads.ts";
import { catalogueStub, shelfStub, shopStub } from "../../worker/edge/stubs.ts";
import { SAVE_AFTER_MS } from "../../worker/objects/receiver.ts";
import { migrate } from "../../worker/storage/migrate.ts";
import { SHELF_STEPS, ShelfStore } from "../../worker/storage/shelf-store.ts";
import { CatalogueItem } from "../../worker/wire/catalogue-item.ts";
import { Settings } from "../../worker/wire/settings.ts";
import { api, event, id, item, pageView, pass, purchase, viewItem } from "./api.ts";
import { PERSON, rows, shelf } from "./objects.ts";

const platform = env as unknown as Env;

/** Lessons as persons send them, by a generator that gives the same ones each time. */
function lessons(now: number): ShelfLesson[] {
  let seed = 7;
  const next = (n: number) => (seed = (seed * 48_271) % 2_147_483_647) % n;
  const good = () => {
    const n = next(30);
    return { id: `i${n}`, category: n % 2 === 0 ? "Kitchen > Mugs" : "Gifts", brand: `b${n % 3}` };
  };
  return Array.from({ length: 150 }, (_, n): ShelfLesson => {
    const at = now - next(20) * 86_400_000;
    if (n % 5 > 0)
      return {
        kind: "visit",
        at,
        segments: [],
        items: Array.from({ length: 4 }, good),
        carted: [],
      };
    return {
      kind: "order",
      at,
      segments: [],
      lines: [
        { ...good(), quantity: 1 },
        { ...good(), quantity: 2 },
      ],
      before: [{ at: at - 86_400_000, items: [good().id] }],
      seen: [{ id: good().id }, { id: "page:/guide", title: "A guide", link: "/guide" }, good()],
    };
  });
}

/** A shop with so many shards that was taught `taught`, and what its shelf answers. */
async function shopOf(shards: number, taught: readonly ShelfLesson[], now: number) {
  const shop = id("shop");
  const deed = { who: "a test", action: "settings.changed", subject: "", at: now };
  await shopStub(platform, shop).putSettings(Settings.parse({ shelf_shards: shards }), deed);
  const outbox = taught.map((body, n): Outgoing => ({
    id: messageId(`${shop}/v`, n, now),
    to: "shelf",
    body,
  }));
  const { sent } = await deliver(platform, shop, outbox, now);
  expect(sent.size).toBe(taught.length);
  const stubs = Array.from({ length: shards }, (_, n) => shelfStub(platform, shop, n, shards));
  for (const stub of stubs) await stub.wake(now + 2 * SAVE_AFTER_MS);
  const ids = Array.from({ length: 30 }, (_, n) => `i${n}`);
  const question = {
    axes: ["all", "category:Kitchen > Mugs", "brand:b1"],
    items: ids,
    baskets: ids,
    buyers: [...ids, "page:/guide"],
  };
  return { shop, stubs, read: () => readShelf(platform, shop, question, now) };
}

describe("a shelf of four shards", () => {
  it("answers as one does, also after it was away", async () => {
    const now = Date.now();
    const taught = lessons(now);
    const one = await (await shopOf(1, taught, now)).read();
    const { stubs, read } = await shopOf(4, taught, now);
    for (const stub of stubs) await evictDurableObject(stub);
    const four = await read();
    expect(four.rows).toEqual(one.rows);
    expect(four.baskets).toEqual(one.baskets);
    expect(four.buyers).toEqual(one.buyers);
    expect(four.pages).toEqual(one.pages);
    expect(one.rows.size).toBe(30);
    for (const [axis, top] of one.tops) {
      const other = four.tops.get(axis)!;
      expect(other.items.map((each) => each.id)).toEqual(top.items.map((each) => each.id));
      other.items.forEach(({ score }, n) => expect(score).toBeCloseTo(top.items[n]!.score, 9));
    }
    const counted = "SELECT value ->> 0 AS item FROM counter_groups, json_each(counters)";
    const sizes = await Promise.all(stubs.map((stub) => rows(stub, counted)));
    expect(sizes.flat()).toHaveLength(30);
    for (const own of sizes) expect(own.length).toBeGreaterThan(2);
  });
});

describe("what a shelf writes", () => {
  it("is a row an item for what is viewed, one for what some items count, and few besides", async () => {
    const now = Date.now();
    const items = ["a", "b", "c"].map((name) => ({ id: name, category: "A > B > C", brand: "B" }));
    const segments = ["buyers:none", "channel:Direct", "device:phone"];
    const { stubs } = await shopOf(
      1,
      [{ kind: "visit", at: now, segments, items, carted: [] }],
      now,
    );
    const { rowsWritten, counters, items: known } = await stubs[0]!.size(now);
    expect(known).toBe(3);
    expect(counters).toBe(3 * (1 + 3 + 1 + 3));
    // Three items, and a row for what they count; the message comes in and goes, and its id is remembered;
    // and what the visit says of the table's parameters.
    expect(rowsWritten).toBe(3 + 1 + 3 + 1);
  });

  it("keeps what visits say of the table's parameters, which one of a single item says nothing of", async () => {
    const now = Date.now();
    const visit = (...ids: string[]): ShelfLesson => ({
      kind: "visit",
      at: now,
      items: ids.map((each) => ({ id: each, category: "" })),
      carted: [],
    });
    const { stubs } = await shopOf(1, [visit("a", "b"), visit("c"), visit("b", "c")], now);
    const [row] = await rows(stubs[0]!, "SELECT body FROM tuning");
    expect(JSON.parse(row!.body as string)).toMatchObject({ cases: 2 });
    await evictDurableObject(stubs[0]!);
    const { weights } = await stubs[0]!.read(emptyQuestion(), now);
    expect(weights).toEqual({ ageWeight: expect.any(Number), reminder: expect.any(Number) });
  });

  it("survives the step from a table of counters, one row an axis, to groups of items", async () => {
    const now = Date.now();
    const stub = PERSON.getByName(`demo/v/${id("v")}`);
    const kept = await runInDurableObject(stub, (_, { storage }) => {
      storage.sql.exec("DROP TABLE IF EXISTS schema");
      migrate(storage, SHELF_STEPS.slice(0, 1));
      for (const axis of ["all", "category:Kitchen"])
        storage.sql.exec(
          "INSERT INTO counters (axis, item, score, units, landmark) VALUES (?, 'mug', 1.5, 1, ?)",
          axis,
          now,
        );
      migrate(storage, SHELF_STEPS);
      return [...new ShelfStore(storage.sql).counters()];
    });
    expect(kept).toEqual([
      {
        item: "mug",
        sums: [
          ["all", 1.5, 1, now],
          ["category:Kitchen", 1.5, 1, now],
        ],
      },
    ]);
  });
});

describe("what a shelf learns through the API", () => {
  const top = async (axis: string) => {
    const now = Date.now() + (await shopStub(platform, "demo").clockOffset());
    const { tops } = await shelf().read({ ...emptyQuestion(), axes: [axis] }, now);
    return tops.get(axis)!.items;
  };

  it("is seen within 10 seconds of a purchase, on every axis of what was bought", async () => {
    const [mug, visitor] = [id("mug"), id("v")];
    await api.put("/v1/items", { items: [item(mug, { brand: "Acme", product_type: "Kitchen" })] });
    await pass({ seconds: 6 });
    await api.post({
      visitor,
      session: "s1",
      events: [
        event("search", { search_term: "Blue Mug" }),
        viewItem(mug, 12.5),
        purchase(id("t"), [mug]),
      ],
    });
    await pass({ seconds: 9 });
    const axes = ["all", "category:Kitchen", "brand:Acme", "price:2-5 GBP", "search:blue mug"];
    for (const axis of [...axes, "segment:buyers:none", "segment:device:desktop"])
      expect(await top(axis), axis).toContainEqual(
        expect.objectContaining({ id: mug, units: expect.closeTo(1, 2) }),
      );
    await pass({ minutes: 41 });
    expect((await top("price:10-20 GBP")).map((each) => each.id)).toContain(mug);
  });

  it("is what was viewed around an item, ten minutes after the session has ended", async () => {
    const [a, b] = [id("i"), id("i")];
    await api.post({ visitor: id("v"), session: "s1", events: [viewItem(a), viewItem(b)] });
    await pass({ minutes: 41 });
    const { rows: found } = await shelf().read({ ...emptyQuestion(), items: [a] }, Date.now());
    expect(found.get(a)?.ids).toEqual([b]);
  });

  it("is what buyers read and bought together, and what they bought after", async () => {
    const [razor, blades] = [id("razor"), id("blades")];
    const buyers = [id("v"), id("v"), id("v")];
    for (const visitor of buyers) {
      const guide = pageView("/guides/shaving", {
        page: pageAt("/guides/shaving", "How to shave"),
      });
      const hello = pageView("/hello", { page: pageAt("/hello", `Hello ${visitor}`) });
      await api.post({
        visitor,
        session: "s1",
        events: [viewItem(razor), guide, hello, purchase(id("t"), [razor])],
      });
    }
    await pass({ days: 2 });
    for (const visitor of buyers)
      await api.post({ visitor, session: "s2", events: [purchase(id("t"), [blades])] });
    await pass({ seconds: 9 });
    const answer = await readShelf(
      platform,
      "demo",
      { ...emptyQuestion(), baskets: [razor], buyers: [razor] },
      Date.now() + (await shopStub(platform, "demo").clockOffset()),
    );
    expect(answer.baskets.get(razor)?.ids).toEqual([blades]);
    const guide = "page:/guides/shaving";
    expect(answer.buyers.get(razor)?.ids).toContain(guide);
    // The page that greets each by name is nobody else's to see.
    expect([...answer.pages.values()]).toEqual([
      { id: guide, title: "How to shave", link: "/guides/shaving" },
    ]);
  });

  it("is nothing of the shop's own people", async () => {
    const [mug, visitor] = [id("mug"), id("v")];
    const { body } = await api.get("/v1/settings");
    await api.put("/v1/settings", { ...body, staff: { visitors: [visitor] } });
    await api.post({ visitor, session: "s1", events: [purchase(id("t"), [mug])] });
    await api.post({
      visitor: id("v"),
      session: "s1",
      events: [{ ...purchase(id("t"), [mug]), traffic_type: "internal" }],
    });
    await pass({ minutes: 31 });
    expect((await top("all")).map((each) => each.id)).not.toContain(mug);
  });
});

describe("GET /v1/shelf", () => {
  it("tells the shop how large each shard is, and nobody else", async () => {
    const { body } = await api.get("/v1/shelf");
    const count = expect.any(Number);
    expect(body).toEqual({
      shards: [{ items: count, counters: count, rows_written: count, bytes: count }],
    });
    expect((await api.send("GET", "/v1/shelf?key=pk_demo")).status).toBe(403);
  });
});

describe("what the catalogue tells of an axis", () => {
  const card = (name: string, more: object) =>
    toCard(CatalogueItem.parse(item(name, { product_type: "Tea", ...more })));

  it("is its median price, what is best rated and what is newest, as items come and go", async () => {
    const stub = catalogueStub(platform, id("shop"));
    const facts = async () => (await stub.axisFacts(["category:Tea"])).get("category:Tea")!;
    await stub.put([card("a", { price: "1.00 GBP" }), card("b", { price: "3.00 GBP" })], 1_000);
    expect(await facts()).toMatchObject({ median: 200, currency: "GBP" });
    await stub.put([card("c", { price: "9.00 GBP" })], 2_000);
    expect((await facts()).newest.map((each) => each.id)).toEqual(["c", "a", "b"]);
    expect((await facts()).median).toBe(300);
    await stub.put([card("c", { price: "9.00 GBP", availability: "out_of_stock" })], 3_000);
    await stub.remove(["a"], 3_000);
    expect((await facts()).newest.map((each) => each.id)).toEqual(["b"]);
    const before = await facts();
    await evictDurableObject(stub);
    expect(await facts()).toEqual(before);
  });
});

const pageAt = (path: string, title: string) => ({ url: `http://localhost${path}`, title });
