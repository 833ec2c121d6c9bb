import { describe, expect, it } from "vitest";
import { api, event, id, idsOf, item, pageView, pass, purchase, settle, viewItem } from "./api.ts";
import { bestsellers, sell, slotOf, stock, view } from "./shop.ts";

describe("bestsellers", () => {
  it("are learnt from orders within seconds, most units first, with a reason in words", async () => {
    const [a, b, c] = (await stock("Pans", 3)) as [string, string, string];
    await sell({ [a]: 1, [b]: 5, [c]: 3 });
    const decision = await bestsellers("Test > Pans");
    expect(idsOf(decision)).toEqual([b, c, a]);
    expect(decision).toMatchObject({ scenario: "bestsellers", fallback: null, arm: "on" });
    expect(decision.receipt_id).toEqual(expect.any(String));
    expect(decision.items[0].reason).toMatch(/Pans/);
    expect(decision.items[0]).toMatchObject({ title: `Item ${b}`, price: "2.55 GBP" });
  });

  it("fall when what was sold comes back", async () => {
    const [a, b] = (await stock("Lamps", 2)) as [string, string];
    const transaction = id("t");
    const visitor = id("v");
    const order = event("purchase", {
      transaction_id: transaction,
      items: [{ item_id: a, quantity: 9 }],
    });
    await api.post({ visitor, session: "s1", events: [order] });
    await sell({ [b]: 2 });
    expect(idsOf(await bestsellers("Test > Lamps"))).toEqual([a, b]);
    // As GA4 tells that a whole order comes back: without its items.
    const refund = event("refund", { transaction_id: transaction });
    await api.post({ visitor, session: "s1", events: [refund] });
    await settle();
    expect(idsOf(await bestsellers("Test > Lamps"))[0]).toBe(b);
  });

  it("of a category in which nothing sold come from its parent, and say so", async () => {
    const [sold] = (await stock("Rugs", 1)) as [string];
    await stock("Mats", 2, { product_type: "Test > Rugs > Mats" });
    await sell({ [sold]: 1 });
    const decision = await bestsellers("Test > Rugs > Mats");
    expect(idsOf(decision)).toEqual([sold]);
    expect(decision.fallback).toMatch(/nothing to show in Test > Rugs > Mats.*Test > Rugs/);
  });

  it("leave out what cannot be ordered and what the catalogue does not know", async () => {
    const [a, b] = (await stock("Bags", 2)) as [string, string];
    const ghost = event("purchase", {
      transaction_id: id("t"),
      items: [{ item_id: "ghost", item_category: "Test", item_category2: "Bags", quantity: 99 }],
    });
    await api.post({ visitor: id("v"), session: "s1", events: [ghost] });
    await sell({ [a]: 9, [b]: 1 });
    expect(idsOf(await bestsellers("Test > Bags"))).toEqual([a, b]);
    const gone = item(a, { product_type: "Test > Bags", availability: "out_of_stock" });
    await api.put("/v1/items", { items: [gone] });
    await settle();
    expect(idsOf(await bestsellers("Test > Bags"))).toEqual([b]);
  });

  it("forget: what sold yesterday beats what sold twice as much a month ago", async () => {
    const [old, fresh] = (await stock("Hats", 2)) as [string, string];
    await sell({ [old]: 6 });
    await pass({ days: 30 });
    await sell({ [fresh]: 3 });
    expect(idsOf(await bestsellers("Test > Hats"))).toEqual([fresh, old]);
  });

  it("are not moved by crawlers that call themselves so", async () => {
    const [a, b] = (await stock("Bots", 2)) as [string, string];
    await sell({ [a]: 1 });
    const googlebot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
    const order = event("purchase", {
      transaction_id: id("t"),
      items: [{ item_id: b, quantity: 50 }],
    });
    const batch = { visitor: id("v"), session: "s1", events: [viewItem(b), order] };
    await api.post(batch, { "user-agent": googlebot });
    await settle();
    expect(idsOf(await bestsellers("Test > Bots"))).toEqual([a]);
  });
});

describe("recently viewed", () => {
  it("is newest first across sessions, without what is on screen", async () => {
    const [a, b, c] = (await stock("Cups", 3)) as [string, string, string];
    const visitor = id("v");
    await view(visitor, "s1", a, b);
    await pass({ minutes: 40 });
    await view(visitor, "s2", c);
    expect(idsOf(await slotOf(visitor, "recently_viewed"))).toEqual([c, b, a]);
    const onPage = await api.post({
      visitor,
      session: "s2",
      events: [pageView("/p/"), viewItem(b)],
      want: ["recently_viewed"],
    });
    expect(idsOf(onPage.body.decisions.recently_viewed)).toEqual([c, a]);
  });

  it("leaves out what was bought, what was dismissed and what cannot be ordered", async () => {
    const [a, b, c, d] = (await stock("Toys", 4)) as [string, string, string, string];
    const visitor = id("v");
    await view(visitor, "s1", a, b, c, d);
    expect(idsOf(await slotOf(visitor, "recently_viewed"))).toHaveLength(4);
    const dismissal = event("recommendation_dismissed", { items: [{ item_id: c }] });
    await api.post({ visitor, session: "s1", events: [purchase(id("t"), [b]), dismissal] });
    const gone = item(d, { product_type: "Test > Toys", availability: "out_of_stock" });
    await api.put("/v1/items", { items: [gone] });
    await settle();
    expect(idsOf(await slotOf(visitor, "recently_viewed"))).toEqual([a]);
  });

  it("says what it shows instead to somebody who has viewed nothing", async () => {
    const [a] = (await stock("Jars", 1)) as [string];
    await sell({ [a]: 1 });
    const decision = await slotOf(id("v"), "recently_viewed");
    expect(decision.items.length).toBeGreaterThan(0);
    expect(decision.fallback).toMatch(/nothing viewed yet/);
  });
});

describe("next items", () => {
  it("are learnt from visits that have ended, and name what they go with", async () => {
    const [a, b, c] = (await stock("Sets", 3)) as [string, string, string];
    for (let n = 0; n < 5; n++) await view(id("v"), id("s"), a, b);
    await view(id("v"), id("s"), a, c);
    const visitor = id("v");
    const ask = async () => {
      const events = [pageView("/p/"), viewItem(a)];
      const want = [{ slot: "next", scenario: "next_item", count: 2 }];
      return (await api.post({ visitor, session: "s1", events, want })).body.decisions.next;
    };
    expect((await ask()).fallback).toMatch(/nothing known to go with what was viewed/);
    await pass({ minutes: 41 });
    await settle();
    const decision = await ask();
    expect(idsOf(decision)).toEqual([b, c]);
    expect(decision.items[0].reason).toContain(`Item ${a}`);
    expect(decision.items[0].score).toBeGreaterThan(decision.items[1].score);
  });
});

describe("the slots of a page", () => {
  it("never show one item twice, nor two variants of one product", async () => {
    const ids = await stock("Many", 6);
    const twins = await stock("Twin", 2, { product_type: "Test > Many", item_group_id: "twins" });
    await sell(Object.fromEntries([...ids, ...twins].map((each, n) => [each, 20 - n])));
    const visitor = id("v");
    await view(visitor, "s1", ...ids.slice(0, 3));
    const want = [
      { slot: "one", scenario: "bestsellers", axis: "category:Test > Many", count: 4 },
      { slot: "two", scenario: "recently_viewed", count: 4 },
      { slot: "three", scenario: "next_item", count: 4 },
    ];
    const { body } = await api.post({ visitor, session: "s1", events: [pageView("/")], want });
    const shown = Object.values(body.decisions as Record<string, { items: { id: string }[] }>);
    const all = shown.flatMap(idsOf);
    expect(shown).toHaveLength(3);
    expect(new Set(all).size).toBe(all.length);
    expect(idsOf(body.decisions.two)).toEqual(ids.slice(0, 3).toReversed());
    expect(all.filter((each) => twins.includes(each)).length).toBeLessThanOrEqual(1);
  });

  it("leave a receipt, which impressions and clicks are marked on", async () => {
    const [a, b] = (await stock("Pens", 2)) as [string, string];
    await sell({ [a]: 2, [b]: 1 });
    const visitor = id("v");
    const decision = await slotOf(visitor, "bestsellers", { axis: "category:Test > Pens" });
    const receipt_id = decision.receipt_id;
    const feedback = (name: string, ...ids: string[]) =>
      event(name, { receipt_id, items: ids.map((item_id) => ({ item_id })) });
    const events = [
      feedback("recommendation_shown", a, b),
      feedback("recommendation_clicked", b),
      feedback("recommendation_clicked", "not in it"),
    ];
    await api.post({ visitor, session: "s9", events });
    const { receipts } = (await api.person(visitor)).body;
    expect(receipts).toHaveLength(1);
    expect(receipts[0]).toMatchObject({
      receipt_id,
      slot: "slot",
      scenario: "bestsellers",
      fallback: null,
      shown: [a, b],
      clicked: [b],
    });
    expect(receipts[0].items.map((each: { id: string }) => each.id)).toEqual([a, b]);
    await pass({ minutes: 31 });
    const { recommendations } = (await api.get("/v1/reports/visits")).body;
    expect(recommendations.clicked).toBeGreaterThan(0);
  });

  it("are filled from the shelf alone where there is no consent", async () => {
    const [a] = (await stock("Inks", 1)) as [string];
    await sell({ [a]: 1 });
    const want = [{ slot: "slot", scenario: "bestsellers", axis: "category:Test > Inks" }];
    const denied = { analytics_storage: "denied" };
    for (const visitor of [null, id("v")]) {
      const batch = { visitor, consent: denied, events: [viewItem(a)], want };
      const { body } = await api.post(batch);
      expect(body.results[0].status).toBe("not_stored");
      expect(body.intent).toBeNull();
      expect(body.decisions.slot).toMatchObject({ scenario: "bestsellers" });
    }
    const shelf = await api.post({ visitor: null, events: [], want });
    expect(idsOf(shelf.body.decisions.slot)).toEqual([a]);
  });
});

describe("GET /v1/recommendations", () => {
  it("answers any page with a publishable key, for a while from a cache", async () => {
    const [a] = (await stock("Open", 1)) as [string];
    await sell({ [a]: 1 });
    const path = "/v1/recommendations/bestsellers?axis=category:Test%20%3E%20Open&key=pk_demo";
    const { status, headers, body } = await api.send("GET", path);
    expect(status).toBe(200);
    expect(idsOf(body)).toEqual([a]);
    expect(headers.get("cache-control")).toMatch(/public/);
    // The key may be in a header, and another shop's must not be given this answer.
    expect(headers.get("vary")).toMatch(/authorization/i);
  });

  it("answers about a visitor with a secret key only, and leaves it in no cache", async () => {
    const [a] = (await stock("Mine", 1)) as [string];
    const visitor = id("v");
    await view(visitor, "s1", a);
    const path = `/v1/recommendations/recently_viewed?visitor=${visitor}`;
    const mine = await api.get(path);
    expect(idsOf(mine.body)).toEqual([a]);
    expect(mine.headers.get("cache-control")).toBe("no-store");
    expect((await api.send("GET", `${path}&key=pk_demo`)).status).toBe(403);
    const { receipts } = (await api.person(visitor)).body;
    expect(receipts[0].receipt_id).toBe(mine.body.receipt_id);
  });

  it("answers 422 for what cannot be asked for", async () => {
    for (const path of [
      "everything",
      "bestsellers?count=0",
      "bestsellers?count=49",
      "bestsellers?count=1.5",
      "bestsellers?count=many",
      "bestsellers?axis=colour:x",
      "bestsellers?min_price=cheap",
      "recently_viewed?visitor=undefined",
      `bestsellers?axis=category:${"x".repeat(400)}`,
    ])
      expect((await api.get(`/v1/recommendations/${path}`)).status, path).toBe(422);
  });
});
