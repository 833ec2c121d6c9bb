import { describe, expect, it } from "vitest";
import { api, event, id, idsOf, item, ORIGIN, pageView, purchase, settle } from "./api.ts";
import { document, teach, storedItem } from "./markup.ts";
import { personOf, rows } from "./objects.ts";

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
