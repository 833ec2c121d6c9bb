import { afterEach, describe, expect, it } from "vitest";
import { Settings } from "../../worker/wire/settings.ts";
import { api, event, id, idsOf, pageView, settle, viewItem } from "./api.ts";
import { bestsellers, sell, slotOf, stock } from "./shop.ts";

const set = async (settings: object) => {
  const { status } = await api.put("/v1/settings", { ...Settings.parse({}), ...settings });
  expect(status).toBe(200);
};
afterEach(() => set({}));

describe("merchandising", () => {
  it("keeps a pinned item first, and its receipt says why", async () => {
    const [a, b, c, d] = (await stock("Pins", 4)) as [string, string, string, string];
    await sell({ [a]: 9, [b]: 5, [c]: 3, [d]: 1 });
    await set({ merchandising: [{ slot: "slot", pin: [c], bury: [a], exclude: [b] }] });
    const visitor = id("v");
    const decision = await slotOf(visitor, "bestsellers", { axis: "category:Test > Pins" });
    expect(idsOf(decision)).toEqual([c, d]);
    expect(decision.items[0].reason).toBe("Chosen by the shop");
    const { receipts } = (await api.person(visitor)).body;
    expect(receipts[0].items[0]).toEqual({
      id: c,
      score: 1,
      reason: "Chosen by the shop",
      contributions: [{ source: "pinned by the shop", value: 1 }],
    });
    expect(receipts[0].passed_over).toEqual([
      { id: a, why: "buried by the shop" },
      { id: b, why: "excluded by the shop" },
    ]);
    // Another slot, though of the same scenario.
    expect(idsOf(await bestsellers("Test > Pins"))).toEqual([a, b, c, d]);
  });

  it("keeps to the page's currency, and to the shop's where the page shows none", async () => {
    const [pound] = (await stock("Pounds", 1)) as [string];
    const [euro] = (await stock("Euros", 1, { price: "3.00 EUR" })) as [string];
    await sell({ [pound]: 3, [euro]: 9 });
    const ids = async (events: object[]) => {
      const want = [{ slot: "slot", scenario: "bestsellers", count: 48 }];
      const { body } = await api.post({ visitor: id("v"), session: "s1", events, want });
      return idsOf(body.decisions.slot);
    };
    const atHome = await ids([pageView("/")]);
    expect(atHome).toContain(pound);
    expect(atHome).not.toContain(euro);
    const abroad = await ids([
      event("view_item_list", { currency: "EUR", items: [{ item_id: euro, price: 3 }] }),
    ]);
    expect(abroad).toEqual([euro]);
  });

  it("holds for a slot that is asked for by name without a page", async () => {
    const [a, b] = (await stock("Headless", 2)) as [string, string];
    await sell({ [a]: 9, [b]: 1 });
    await set({ merchandising: [{ slot: "side", pin: [b] }] });
    const query = "axis=category:test%20%3E%20HEADLESS";
    const ids = async (more: string) =>
      idsOf((await api.get(`/v1/recommendations/bestsellers?${query}${more}`)).body);
    expect(await ids("&slot=side")).toEqual([b, a]);
    expect(await ids("")).toEqual([a, b]);
  });

  it("is refused where it makes no sense", async () => {
    for (const wrong of [
      { merchandising: [{ pin: ["a"] }] },
      { merchandising: [{ slot: "a b" }] },
      { free_shipping: { amount: -1, currency: "GBP" } },
      { repeat_buyer_pages: [{ title: "Run", link: "javascript:alert(1)" }] },
    ])
      expect((await api.put("/v1/settings", { ...Settings.parse({}), ...wrong })).status).toBe(422);
  });
});

describe("a receipt", () => {
  it("holds what the answer follows from", async () => {
    const [a, b] = (await stock("Receipts", 2)) as [string, string];
    await sell({ [a]: 2, [b]: 1 });
    const visitor = id("v");
    await api.post({ visitor, session: "s9", events: [pageView("/"), viewItem(a), viewItem(b)] });
    const decision = await slotOf(visitor, "home", { explain: true, count: 4 });
    const [receipt] = (await api.person(visitor)).body.receipts;
    expect(receipt).toMatchObject({
      receipt_id: decision.receipt_id,
      arm: "on",
      model: decision.model,
      strategy: decision.strategy,
      propensity: decision.propensity,
      seed: expect.any(Number),
      fallback: decision.fallback,
    });
    const answered = decision.items.map(({ id: each, score, reason, contributions }: never) => ({
      id: each,
      score,
      reason,
      contributions,
    }));
    expect(receipt.items).toEqual(answered);
  });
});

describe("slots on one page", () => {
  it("that are not understood are told of in words, and leave the others theirs", async () => {
    await stock("Odd", 2);
    const want = [
      "telepathy",
      { slot: "mine", scenario: "bestsellers", "min-price": "cheap" },
      { slot: "good", scenario: "bestsellers" },
      { slot: "__proto__", scenario: "bestsellers" },
      7,
    ];
    for (const visitor of [id("v"), null]) {
      const { status, body } = await api.post({
        visitor,
        session: "s1",
        events: [pageView("/")],
        want,
      });
      expect(status).toBe(200);
      expect(Object.keys(body.decisions)).toEqual(["good"]);
      expect(body.problems.map(({ slot, pointer }: never) => [slot, pointer])).toEqual([
        ["telepathy", "/want/0/scenario"],
        ["mine", "/want/1/min-price"],
        ["__proto__", "/want/3/slot"],
        [null, "/want/4"],
      ]);
      for (const { detail } of body.problems) expect(detail).toMatch(/\w+ /);
    }
    const fine = await api.post({ visitor: null, events: [], want: ["bestsellers"] });
    expect(fine.body).not.toHaveProperty("problems");
    await settle();
  });
});

describe("GET /v1/recommendations with filters", () => {
  it("takes every filter as a parameter", async () => {
    const cheap = await stock("Queries", 2, { price: "1.00 GBP", brand: "Acme" });
    const dear = await stock("Queries dear", 2, { price: "9.00 GBP", brand: "Bolt" });
    await sell(
      Object.fromEntries([...cheap, ...dear].map((each) => [each.replaceAll(" ", "-"), 1])),
    );
    const ask = async (query: string) =>
      idsOf((await api.get(`/v1/recommendations/bestsellers?${query}`)).body).toSorted();
    expect(await ask("category=Test > Queries&max_price=2")).toEqual(cheap);
    expect(await ask("category=Test > Queries dear&min-price=2")).toEqual(dear);
    expect(await ask(`category=Test > Queries&exclude=${cheap[0]}`)).toEqual([cheap[1]]);
    expect(await ask("category=Test > Queries&per_brand=1")).toHaveLength(1);
    const explained = await api.get(
      "/v1/recommendations/bestsellers?category=Test > Queries&explain=1",
    );
    expect(explained.body.items[0].contributions.length).toBeGreaterThan(0);
  });
});
