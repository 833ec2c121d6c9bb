import { beforeAll, describe, expect, it } from "vitest";
import { Settings } from "../../worker/wire/settings.ts";
import { api, event, id, idsOf, item, pageView, pass, purchase, settle, viewItem } from "./api.ts";
import { sell, slotOf, stock, view } from "./shop.ts";

const order = (visitor: string, items: string[], more: object[] = []) =>
  api.post({ visitor, session: "s1", events: [pageView("/"), ...more, purchase(id("t"), items)] });

describe("what buyers looked at before they bought", () => {
  it("brings a guide that 100 of them read to whoever views the same item", async () => {
    const [a, goods, other] = (await stock("Beans", 3)) as [string, string, string];
    for (let n = 0; n < 100; n++)
      await order(
        id("buyer"),
        [goods],
        [
          viewItem(a),
          pageView("/guides/roasting", {
            page: { url: "https://shop.example/guides/roasting", title: "How to roast" },
          }),
        ],
      );
    await view(id("v"), "s1", a, other);
    await pass({ minutes: 31 });
    await settle();
    const visitor = id("v");
    const { body } = await api.post({
      visitor,
      session: "s1",
      events: [pageView("/p/"), viewItem(a)],
      want: [{ slot: "slot", scenario: "buyers_like_you", count: 3 }],
    });
    const guide = body.decisions.slot.items.find(({ type }: { type?: string }) => type === "page");
    expect(guide).toMatchObject({
      id: "page:/guides/roasting",
      title: "How to roast",
      link: "/guides/roasting",
      price: null,
      reason: `Buyers read this after Item ${a}`,
    });
  }, 60_000);
});

describe("the visitor's history", () => {
  it("is C and A after A, B and C were viewed and B was bought, and hides A for good", async () => {
    const [a, b, c] = (await stock("Abc", 3)) as [string, string, string];
    const visitor = id("v");
    await view(visitor, "s1", a, b, c);
    await api.post({ visitor, session: "s1", events: [purchase(id("t"), [b])] });
    expect(idsOf(await slotOf(visitor, "recently_viewed"))).toEqual([c, a]);
    const dismissal = event("recommendation_dismissed", { items: [{ item_id: a }] });
    await api.post({ visitor, session: "s1", events: [dismissal] });
    await pass({ days: 3 });
    await view(visitor, "s2", a);
    expect(idsOf(await slotOf(visitor, "recently_viewed"))).toEqual([c]);
  });
});

describe("after a first purchase", () => {
  it("of a razor, blades come before another razor", async () => {
    const [razor, other] = (await stock("Razors", 2)) as [string, string];
    const [blades] = (await stock("Blades", 1)) as [string];
    for (let n = 0; n < 4; n++) await order(id("buyer"), [razor, blades]);
    await sell({ [other]: 20 });
    const visitor = id("v");
    await order(visitor, [razor]);
    await settle();
    const ids = idsOf(await slotOf(visitor, "after_purchase"));
    expect(ids[0]).toBe(blades);
    expect(ids).not.toContain(razor);
  });

  it("what is used up may be shown again", async () => {
    const [soap] = (await stock("Soaps", 1, { replenishable: true })) as [string];
    const visitor = id("v");
    await order(visitor, [soap]);
    const decision = await slotOf(visitor, "after_purchase");
    expect(decision.items[0]).toMatchObject({ id: soap, reason: expect.stringMatching(/used up/) });
  });
});

describe("the cart", () => {
  it("is never suggested what lies in it, and is led by what brings it to free delivery", async () => {
    const settings = { ...Settings.parse({}), free_shipping: { amount: 12, currency: "GBP" } };
    expect((await api.put("/v1/settings", settings)).status).toBe(200);
    const [pot] = (await stock("Pots", 1, { price: "10.00 GBP" })) as [string];
    const [lid] = (await stock("Lids", 1, { price: "1.00 GBP" })) as [string];
    const [spoon] = (await stock("Spoons", 1, { price: "3.00 GBP" })) as [string];
    for (let n = 0; n < 3; n++) await order(id("buyer"), [pot, lid]);
    await order(id("buyer"), [pot, spoon]);
    await settle();
    const visitor = id("v");
    const add = event("add_to_cart", { items: [{ item_id: pot, quantity: 1, price: 10 }] });
    const { body } = await api.post({
      visitor,
      session: "s1",
      events: [pageView("/cart/"), add],
      want: [{ slot: "slot", scenario: "cart", count: 4 }],
    });
    const { items } = body.decisions.slot;
    expect(idsOf(body.decisions.slot).slice(0, 2)).toEqual([spoon, lid]);
    expect(items[0].reason).toBe("Brings your basket of £10.00 to free delivery from £12.00");
    expect(idsOf(body.decisions.slot)).not.toContain(pot);
    await api.put("/v1/settings", Settings.parse({}));
  });
});

describe("a page that the shop approved for one-time buyers", () => {
  beforeAll(async () => {
    const page = { title: "How to season a pan", link: "/guides/season" };
    await api.put("/v1/settings", Settings.parse({ repeat_buyer_pages: [page] }));
  });

  it("is shown after exactly one order, to nobody else", async () => {
    const [a] = (await stock("Woks", 1)) as [string];
    const visitor = id("v");
    const isShown = async () =>
      idsOf(await slotOf(visitor, "repeat_buyer_pages")).includes("page:/guides/season");
    expect(await isShown()).toBe(false);
    await order(visitor, [a]);
    expect(await isShown()).toBe(true);
    expect((await slotOf(visitor, "repeat_buyer_pages")).items[0].reason).toMatch(/season a pan/);
    await pass({ days: 2 });
    await order(visitor, [a]);
    expect(await isShown()).toBe(false);
  });
});

describe("home", () => {
  it("is the same when it is asked for twice, and another after one more event", async () => {
    const ids = (await stock("Home", 6)) as [string, string, ...string[]];
    await sell(Object.fromEntries(ids.map((each, n) => [each, n + 1])));
    const visitor = id("v");
    await view(visitor, "s1", ids[0], ids[1]);
    const ask = async () =>
      (await api.get(`/v1/recommendations/home?visitor=${visitor}&count=4`)).body;
    const first = await ask();
    expect(first.fallback ?? "").not.toMatch(/nothing known/);
    const again = await ask();
    expect({ ...again, receipt_id: "" }).toEqual({ ...first, receipt_id: "" });
    await view(visitor, "s1", ids[3]!);
    expect(idsOf(await ask())).not.toEqual(idsOf(first));
  });
});

describe("what a person turns to", () => {
  it("is told of them, recovers what was planted, and fades", async () => {
    const ids = (await stock("Teas", 4, { brand: "Planted", price: "15.00 GBP" })) as [
      string,
      ...string[],
    ];
    const [other] = (await stock("Odds", 1, { brand: "Chance" })) as [string];
    const visitor = id("v");
    await view(visitor, "s1", ...ids, other);
    const add = event("add_to_cart", { items: [{ item_id: ids[0], quantity: 1 }] });
    await api.post({ visitor, session: "s1", events: [add] });
    const { affinity } = (await api.person(visitor)).body;
    expect(Object.keys(affinity.category).slice(0, 2)).toEqual(["Test", "Test > Teas"]);
    expect(Object.keys(affinity.brand)).toEqual(["Planted", "Chance"]);
    expect(Object.keys(affinity.price_band)[0]).toBe("10-20 GBP");
    expect(affinity).toMatchObject({
      device: { desktop: expect.any(Number) },
      discount_sensitivity: 0,
    });
    expect(affinity.evidence).toBeCloseTo(8, 1);
    await pass({ days: 30 });
    expect((await api.person(visitor)).body.affinity.evidence).toBeCloseTo(4, 1);
  });

  it("orders a list of the shop's own, for its server and for the visitor's page", async () => {
    const [liked] = (await stock("Liked", 1)) as [string];
    const [plain] = (await stock("Plain", 1)) as [string];
    const visitor = id("v");
    await view(visitor, "s1", liked);
    const body = { visitor, items: [plain, "ghost", liked] };
    for (const key of ["pk_demo", "sk_demo"]) {
      const reply = await rerank(body, key);
      expect(reply.status).toBe(200);
      expect(reply.body.items.map((each: { id: string }) => each.id)).toEqual([
        liked,
        plain,
        "ghost",
      ]);
      expect(reply.body.items[0].reason).toBe("To your taste: Liked");
    }
    for (const bad of [
      { visitor },
      { visitor: "undefined", items: [plain] },
      { visitor, items: [] },
    ])
      expect((await rerank(bad)).status).toBe(422);
    expect((await api.send("POST", "/v1/rerank", body)).status).toBe(401);
    const stranger = await rerank({ ...body, visitor: id("v") });
    expect(stranger.body.items.map((each: { id: string }) => each.id)).toEqual(body.items);
  });
});

const rerank = (body: object, key = "sk_demo") =>
  api.send("POST", "/v1/rerank", body, { authorization: `Bearer ${key}` });

describe("what is new", () => {
  it("in a category is shown there first, and said to be new where its feed says since when", async () => {
    const fresh = id("fresh");
    const first_seen = new Date(Date.now() - 60_000).toISOString();
    const told = item(fresh, { product_type: "Test > Fresh", first_seen });
    await api.put("/v1/items", { items: [told] });
    await settle();
    const { items } = await slotOf(id("v"), "new_for_you", {
      axis: "category:Test > Fresh",
      count: 1,
    });
    expect(items[0]).toMatchObject({ id: fresh, reason: expect.stringMatching(/^New/) });
  });
});
