import { describe, expect, it } from "vitest";
import type { MarkupElement } from "../../worker/wire/event.ts";
import { FOREIGN, segment } from "../fixtures/dialects.ts";
import { api, event, id, purchase } from "./api.ts";
import { document, pageData, look } from "./markup.ts";

describe("a page that only its markup describes", () => {
  it("is a view of its item with price and category, exactly once", async () => {
    const sku = id("sku");
    const { visitor, data, results } = await look(sku);
    expect(results).toMatchObject([{ status: "accepted" }, { status: "accepted" }]);
    const again = await api.post({ visitor, session: "s", events: [data] });
    expect(again.body.results[0].status).toBe("duplicate");
    const { body } = await api.person(visitor);
    expect(body.items_viewed).toMatchObject([{ id: sku, views: 1, price_seen: "12.50 GBP" }]);
    const seen = body.timeline.find((told: { name: string }) => told.name === "view_item");
    expect(seen).toMatchObject({ id: data.id, items: [sku], value: "12.50 GBP", source: "markup" });
    expect(JSON.stringify(body.timeline)).not.toMatch(/page_data|schema|captured/);
  });

  it("is read from microdata and Open Graph too", async () => {
    const [visitor, sku] = [id("v"), id("sku")];
    const elements: MarkupElement[] = [
      [-1, "https://schema.org/Product", null, null],
      [0, null, "sku", sku],
      [0, null, "name", "Pan"],
      [0, "https://schema.org/Offer", "offers", null],
      [3, null, "price", "1.045,90 €"],
      [-1, null, "product:price:currency", "EUR"],
      [-1, null, "product:category", "Kitchen > Pans"],
    ];
    await api.post({ visitor, session: "s", events: [pageData(id("p"), "/pan", { elements })] });
    const { body } = await api.person(visitor);
    expect(body.items_viewed).toMatchObject([{ id: sku, price_seen: "1045.90 EUR" }]);
  });

  it("is a view of its list when it has several", async () => {
    const visitor = id("v");
    const json_ld = [document("l1"), document("l2")];
    const data = pageData(id("p"), "/mugs", { json_ld });
    await api.post({ visitor, session: "s", events: [data] });
    const { timeline, items_viewed } = (await api.person(visitor)).body;
    expect(timeline).toMatchObject([
      { name: "view_item_list", items: ["l1", "l2"], source: "markup" },
    ]);
    expect(items_viewed).toEqual([]);
  });

  it("is nothing when it describes none, and then nobody is made of it", async () => {
    const visitor = id("v");
    const view = id("p");
    const nothing = [
      pageData(view, "/", { json_ld: [document("promoted")] }),
      pageData(view, "/about", { elements: [[-1, null, "og:type", "website"]] }),
      event("page_data", { view, markup: "{not json" }),
      event("page_data", { view }),
    ];
    const { body } = await api.post({ visitor, session: "s", events: nothing });
    for (const result of body.results)
      expect(result).toMatchObject({ status: "accepted", detail: expect.any(String) });
    expect(body.results).toHaveLength(4);
    expect((await api.person(visitor)).status).toBe(404);
  });

  it("refuses markup beyond its length by name", async () => {
    const long = event("page_data", { markup: "x".repeat(300_001) });
    const { body } = await api.post({ visitor: id("v"), session: "s", events: [long] });
    expect(body.results[0]).toMatchObject({ status: "invalid", pointer: "/events/0/markup" });
  });
});

describe("what several sources tell of one page", () => {
  const viewed = (more: object) => event("view_item", { currency: "GBP", ...more });

  it("counts once in one batch, and the shop's own word stands", async () => {
    const sku = id("sku");
    const own = viewed({ items: [{ item_id: sku, price: 11 }] });
    const layer = viewed({ captured: "data_layer", items: [{ id: sku, price: "£12.00" }] });
    const { visitor, results } = await look(sku, { events: [layer, own] });
    expect(results).toMatchObject([
      { status: "accepted" },
      { status: "duplicate", detail: "the shop's own call told this first" },
      { status: "duplicate", detail: "the shop's own call told this first" },
      { status: "accepted" },
    ]);
    expect((await api.person(visitor)).body.items_viewed).toMatchObject([
      { id: sku, views: 1, price_seen: "11.00 GBP" },
    ]);
  });

  it("puts a dataLayer's later word in the markup's place, also in the timeline's older rows", async () => {
    const sku = id("sku");
    const { visitor, view, data } = await look(sku);
    // So much that the visit's events move to the journal.
    const filler = Array.from({ length: 80 }, () =>
      event("scrolled", { params: { why: "x".repeat(300) } }),
    );
    await api.post({ visitor, session: "s", events: filler });
    const later = viewed({ view, captured: "data_layer", items: [{ item_id: 77, price: 12 }] });
    await api.post({ visitor, session: "s", events: [later] });
    const { body } = await api.person(visitor);
    expect(body.items_viewed).toMatchObject([{ id: "77", views: 1, price_seen: "12.00 GBP" }]);
    const ids = body.timeline.map((told: { id: string }) => told.id);
    expect(ids).toContain(later.id);
    expect(ids).not.toContain(data.id);
    expect(body.timeline.find((told: { id: string }) => told.id === later.id)).toMatchObject({
      source: "data_layer",
    });
  });

  it("counts a purchase once that the dataLayer and a call tell", async () => {
    const sold = purchase(id("t"), ["a"]);
    const { visitor } = await look(id("sku"), { events: [sold] });
    const copy = {
      ...sold,
      id: id("e"),
      captured: "data_layer",
    };
    const { body } = await api.post({ visitor, session: "s", events: [copy] });
    expect(body.results[0].status).toBe("duplicate");
    expect((await api.person(visitor)).body.orders).toHaveLength(1);
  });
});

describe("a source that the shop has switched off", () => {
  it("ends at the door, and the others go on", async () => {
    const before = (await api.get("/v1/settings")).body;
    const set = (capture: string[]) => api.put("/v1/settings", { ...before, capture });
    try {
      await set(["microdata"]);
      const layer = event("add_to_cart", { captured: "data_layer", items: [{ item_id: "a" }] });
      const { visitor, results } = await look(id("sku"), { events: [layer] });
      expect(results.slice(1)).toMatchObject([
        { status: "accepted", detail: expect.stringContaining("nothing") },
        { status: "accepted", detail: expect.stringContaining("dataLayer") },
      ]);
      const { body } = await api.person(visitor);
      expect(body.timeline).toHaveLength(1);
      expect(body.cart).toEqual([]);
    } finally {
      await api.put("/v1/settings", before);
    }
  });
});

describe("events of other systems", () => {
  it("each arrive as the canonical event, with its item", async () => {
    for (const [system, events] of Object.entries(FOREIGN)) {
      const visitor = id("v");
      const batch = { visitor, session: "s", events: Object.values(events) };
      const { body } = await api.post(batch);
      const refused = body.results.filter((r: { status: string }) => r.status !== "accepted");
      expect([system, refused]).toEqual([system, []]);
      const person = (await api.person(visitor)).body;
      expect(person.timeline).toHaveLength(batch.events.length);
      const names = new Set(person.timeline.map(({ name }: { name: string }) => name));
      for (const name of [
        "view_item",
        "view_item_list",
        "add_to_cart",
        "begin_checkout",
        "purchase",
      ])
        expect([system, names.has(name)]).toEqual([system, true]);
      expect(person.items_viewed.length).toBeGreaterThan(0);
      expect(person.orders.length).toBeGreaterThan(0);
    }
  });

  it("may come as their own requests, and by a server as its customer", async () => {
    const call = { ...segment("Product Viewed", { sku: "seg-1" }), userId: id("c") };
    expect((await api.postSecret(call)).body.results[0].status).toBe("accepted");
    const { body } = await api.get(`/v1/people/c/${call.userId}`);
    expect(body.items_viewed.map((seen: { id: string }) => seen.id)).toEqual(["seg-1"]);
  });
});
