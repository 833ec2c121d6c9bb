import { describe, expect, it } from "vitest";
import type { MarkupElement, PageMarkup } from "../../worker/wire/event.ts";
import { FOREIGN, segment } from "../fixtures/dialects.ts";
import { api, event, id, idsOf, item, ORIGIN, pageView, purchase, settle } from "./api.ts";
import { personOf, rows } from "./objects.ts";

const document = (sku: string, more: object = {}) => ({
  "@context": "https://schema.org",
  "@type": "Product",
  sku,
  name: `Mug ${sku}`,
  url: `${ORIGIN}/p/${sku}`,
  image: `https://cdn.example/${sku}.jpg`,
  category: "Kitchen > Mugs",
  offers: {
    "@type": "Offer",
    price: "12.50",
    priceCurrency: "GBP",
    availability: "https://schema.org/InStock",
  },
  ...more,
});
const pageData = (view: string, path: string, markup: PageMarkup) =>
  event("page_data", { view, page: { url: ORIGIN + path }, markup: JSON.stringify(markup) });

/** One visitor's look at the page of an item, told as the tag tells it. */
async function look(
  sku: string,
  more: { document?: object; events?: object[]; visitor?: string } = {},
) {
  const { visitor = id("v"), events = [] } = more;
  const view = id("p");
  const path = `/p/${sku}`;
  const data = pageData(view, path, { json_ld: [document(sku, more.document)] });
  const batch = [
    pageView(path, { view }),
    data,
    ...events.map((one) => Object.assign(one, { view })),
  ];
  const { body } = await api.post({ visitor, session: id("s"), events: batch });
  const results = new Map(body.results.map((result: { id: string }) => [result.id, result]));
  return {
    visitor,
    view,
    results: batch.map((one) => results.get((one as { id: string }).id)),
    data,
  };
}
/** The same, until the catalogue has heard of it. */
async function teach(sku: string, more: { document?: object; visitor?: string } = {}) {
  const looked = await look(sku, more);
  const leave = event("page_leave", { view: looked.view });
  await api.post({ visitor: looked.visitor, session: "s", events: [leave] });
  await settle();
  return looked;
}
const storedItem = async (sku: string) => (await api.get(`/v1/items/${sku}`)).body;

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

describe("an item that pages teach", () => {
  it("enters the catalogue as learnt, until the shop's own list has it", async () => {
    const sku = id("sku");
    expect((await api.get(`/v1/items/${sku}`)).status).toBe(404);
    const stars = { aggregateRating: { ratingValue: 4.5, reviewCount: 8 }, brand: "Acme" };
    await teach(sku, { document: stars });
    expect(await storedItem(sku)).toEqual({
      id: sku,
      title: `Mug ${sku}`,
      link: `${ORIGIN}/p/${sku}`,
      image_link: `https://cdn.example/${sku}.jpg`,
      price: "12.50 GBP",
      availability: "in_stock",
      product_type: "Kitchen > Mugs",
      brand: "Acme",
      rating: { value: 4.5, count: 8 },
      first_seen: expect.stringMatching(/^20.*Z$/),
      learnt: true,
    });
    const put = await api.put("/v1/items", { items: [item(sku, { title: "The shop's own" })] });
    expect(put.body.results[0].status).toBe("accepted");
    await teach(sku, { document: { name: "A page's word" } });
    expect(await storedItem(sku)).toMatchObject({
      title: "The shop's own",
      price: "2.55 GBP",
      learnt: false,
    });
  });

  it("is shown where it sells", async () => {
    const sku = id("sku");
    const category = `Own ${sku}`;
    await teach(sku, { document: { category } });
    await api.post({ visitor: id("v"), session: "s", events: [purchase(id("t"), [sku])] });
    await settle();
    const want = { slot: "side", scenario: "bestsellers", axis: `category:${category}` };
    const { body } = await api.post({
      visitor: id("v"),
      session: "s",
      events: [pageView("/")],
      want: [want],
    });
    expect(idsOf(body.decisions.side)).toContain(sku);
    expect(body.decisions.side.items[0]).toMatchObject({ title: `Mug ${sku}`, price: "12.50 GBP" });
  });

  it("must lie in the shop, however its page calls itself", async () => {
    const sku = id("sku");
    await teach(sku, { document: { url: `https://evil.example/p/${sku}` } });
    expect((await api.get(`/v1/items/${sku}`)).status).toBe(404);
    const [visitor, view] = [id("v"), id("p")];
    const page = { url: `https://evil.example/p/${sku}` };
    const markup = JSON.stringify({ json_ld: [document(sku, { url: page.url })] });
    const forged = [event("page_data", { view, page, markup }), event("page_leave", { view })];
    await api.post({ visitor, session: "s", events: forged });
    await settle();
    expect((await api.get(`/v1/items/${sku}`)).status).toBe(404);
  });

  it("makes no price news by one visitor's word, and does by two's", async () => {
    const sku = id("sku");
    const cheap = { offers: { price: "5.00", priceCurrency: "GBP" } };
    const { visitor } = await teach(sku);
    await teach(sku);
    const notices = async () => {
      const { body } = await api.post({ visitor, session: "s2", events: [pageView("/")] });
      return body.notices;
    };
    const liar = id("v");
    await teach(sku, { document: cheap, visitor: liar });
    await teach(sku, { document: cheap, visitor: liar });
    expect(await notices()).toEqual([]);
    expect((await storedItem(sku)).price).toBe("12.50 GBP");
    await teach(sku, { document: cheap });
    expect(await notices()).toMatchObject([{ old_price: "12.50 GBP", new_price: "5.00 GBP" }]);
  });

  it("is told by a visitor only when it has changed", async () => {
    const sku = id("sku");
    const { visitor } = await teach(sku);
    await teach(sku, { visitor });
    const [row] = await rows(personOf(visitor), "SELECT state FROM person");
    const state = JSON.parse(row!.state as string);
    expect(state.taught).toHaveLength(1);
    expect(state.outbox.filter((message: { to: string }) => message.to === "catalogue")).toEqual(
      [],
    );
  });

  it("is none where the shop does not want it", async () => {
    const before = (await api.get("/v1/settings")).body;
    const sku = id("sku");
    try {
      await api.put("/v1/settings", { ...before, learn_items: false });
      await teach(sku);
      expect((await api.get(`/v1/items/${sku}`)).status).toBe(404);
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
