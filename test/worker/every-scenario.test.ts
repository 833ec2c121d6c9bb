import { beforeAll, describe, expect, it } from "vitest";
import { SCENARIOS } from "../../worker/wire/batch.ts";
import type { Decision, RecommendedItem } from "../../worker/wire/decision.ts";
import { api, event, id, item, pageView, pass, purchase, settle, viewItem } from "./api.ts";

/** Thirty mugs of three brands from 1 to 30 pounds, the first six of them sold, and lamps. */
const mugs = Array.from({ length: 30 }, (_, n) =>
  item(`mug-${n}`, { price: `${n + 1}.00 GBP`, brand: `Brand ${n % 3}` }),
);
const lamps = Array.from({ length: 10 }, (_, n) =>
  item(`lamp-${n}`, { price: "50.00 GBP", brand: "Luxo", product_type: "Lighting > Lamps" }),
);
interface Stocked extends ReturnType<typeof item> {
  brand?: string;
}
const catalogue = new Map([...mugs, ...lamps].map((each: Stocked) => [each.id, each]));
const priceOf = ({ id: shown }: RecommendedItem) => Number.parseFloat(catalogue.get(shown)!.price);

/** Items without the shop's pages, which are no items of the catalogue. */
const itemsOf = (decision: Decision) => decision.items.filter(({ type }) => type !== "page");
const idsOf = (decision: Decision) => decision.items.map((shown) => shown.id);

/** Somebody who has come before: looked at four mugs and a lamp, and ordered one mug. */
async function regular(): Promise<string> {
  const visitor = id("regular");
  const views = ["mug-1", "mug-2", "lamp-1", "mug-3"].map((each) => viewItem(each));
  await api.post({ visitor, session: "s1", events: [pageView("/"), ...views] });
  await api.post({
    visitor,
    session: "s1",
    events: [viewItem("mug-9"), purchase(id("t"), ["mug-9"])],
  });
  return visitor;
}

/** What a page of its own gets for these slots. */
async function ask(visitor: string | null, want: object[]): Promise<Record<string, Decision>> {
  const { body } = await api.post({ visitor, session: id("s"), events: [pageView("/")], want });
  return body.decisions;
}
const one = async (visitor: string, scenario: string, more: object = {}): Promise<Decision> =>
  (await ask(visitor, [{ slot: "slot", scenario, ...more }]))["slot"]!;

let known: string;

beforeAll(async () => {
  await api.put("/v1/items", { items: [...catalogue.values()] });
  for (const [n, buys] of ["mug-0", "mug-1", "mug-2", "mug-3", "mug-4", "mug-5"].entries())
    for (let buyer = 0; buyer <= n; buyer++) {
      const events = [viewItem(buys), viewItem("lamp-2"), purchase(id("t"), [buys, "lamp-3"])];
      await api.post({ visitor: id("buyer"), session: id("s"), events });
    }
  known = await regular();
  await pass({ minutes: 31 });
  await settle();
}, 60_000);

describe.each(SCENARIOS)("the scenario %s", (scenario) => {
  it("shows something to whom nothing is known of, and says what it fell back to", async () => {
    const { items, fallback, receipt_id, arm } = await one(id("new"), scenario);
    expect(items.length).toBeGreaterThan(0);
    expect({ receipt_id, arm }).toEqual({ receipt_id: expect.any(String), arm: "on" });
    if (fallback !== null) expect(fallback).toMatch(/[a-z]{3,} /);
  });

  it("shows each item with a score and a reason in words, best first or as promised", async () => {
    for (const visitor of [known, id("new")])
      for (const { score, reason, title, link } of (await one(visitor, scenario)).items) {
        expect(score).toBeTypeOf("number");
        expect(reason).toMatch(/\w{3,}/);
        expect({ title, link }).toEqual({ title: expect.any(String), link: expect.any(String) });
      }
  });

  it("shows only what lies within the filters", async () => {
    const filters = { min_price: 3, "max-price": "20", brand: "Brand 1", count: 5 };
    for (const visitor of [known, id("new")]) {
      const shown = itemsOf(await one(visitor, scenario, filters));
      for (const each of shown) {
        expect(priceOf(each)).toBeGreaterThanOrEqual(3);
        expect(priceOf(each)).toBeLessThanOrEqual(20);
        expect(catalogue.get(each.id)!.brand).toBe("Brand 1");
      }
    }
  });

  it("shows nothing that was excluded, and no more than was asked for", async () => {
    const open = idsOf(await one(known, scenario, { count: 4 }));
    expect(open.length).toBeLessThanOrEqual(4);
    const closed = idsOf(await one(known, scenario, { count: 4, exclude: open.join(",") }));
    for (const shown of closed) expect(open).not.toContain(shown);
    expect(closed.length).toBeGreaterThan(0);
  });

  it("shows at most so many of one brand as is asked for", async () => {
    const shown = itemsOf(await one(known, scenario, { count: 8, per_brand: 1 }));
    const brands = shown.map((each) => catalogue.get(each.id)!.brand);
    expect(new Set(brands).size).toBe(brands.length);
  });

  it("does not show a buyer what they have", async () => {
    expect(idsOf(await one(known, scenario, { count: 48 }))).not.toContain("mug-9");
  });

  it("tells what a score is made of, when it is asked to", async () => {
    const { items } = await one(known, scenario, { explain: true });
    for (const { contributions } of items) expect(contributions!.length).toBeGreaterThan(0);
    for (const { contributions } of (await one(known, scenario)).items)
      expect(contributions).toBeUndefined();
  });

  it("answers alike by itself, for the shop's server and for any page", async () => {
    for (const query of [`visitor=${known}`, "count=3&max_price=9"]) {
      const { status, body } = await api.get(`/v1/recommendations/${scenario}?${query}`);
      expect(status).toBe(200);
      expect(body).toMatchObject({ scenario, arm: "on" });
      expect(body.items.length).toBeGreaterThan(0);
    }
  });
});

describe("a page with a slot of every scenario", () => {
  const wants = (more: object = {}) =>
    SCENARIOS.map((scenario) => ({ slot: `slot-${scenario}`, scenario, count: 2, ...more }));

  it("never repeats an item, for anybody", async () => {
    for (const visitor of [known, id("new"), null]) {
      const decisions = await ask(visitor, wants());
      expect(Object.keys(decisions).sort()).toEqual(
        wants()
          .map(({ slot }) => slot)
          .sort(),
      );
      const shown = Object.values(decisions).flatMap(idsOf);
      expect(shown.length).toBeGreaterThan(SCENARIOS.length);
      expect(new Set(shown).size).toBe(shown.length);
    }
  });

  it("gives the others theirs when one slot is not understood, and says which it was", async () => {
    const want = [{ slot: "odd", scenario: "telepathy" }, "bestsellers", { scenario: "top_rated" }];
    const { status, body } = await api.post({
      visitor: id("v"),
      session: "s1",
      events: [pageView("/")],
      want,
    });
    expect(status).toBe(200);
    expect(Object.keys(body.decisions).sort()).toEqual(["bestsellers", "top_rated"]);
    expect(body.problems).toMatchObject([
      { slot: "odd", pointer: expect.stringMatching(/^\/want\/0/) },
    ]);
  });

  it("leaves out what the page itself shows", async () => {
    const events = [pageView("/p/mug-5/"), viewItem("mug-5")];
    const batch = { visitor: id("v"), session: "s1", events, want: wants() };
    const { body } = await api.post(batch);
    for (const decision of Object.values(body.decisions as Record<string, Decision>))
      expect(idsOf(decision)).not.toContain("mug-5");
  });
});

describe("a shop that has one thing left to sell", () => {
  it.each(SCENARIOS)("shows it in a slot of %s, whoever asks", async (scenario) => {
    const soldOut = Array.from(catalogue.keys(), (each) =>
      item(each, { availability: "out_of_stock" }),
    );
    const left = item("the-last", { title: "The last one" });
    await api.put("/v1/items", { items: [...soldOut, left] });
    await settle();
    for (const visitor of [known, id("new")])
      expect(idsOf(await one(visitor, scenario))).toEqual(["the-last"]);
  });
});

describe("a dismissed item", () => {
  it("comes back in no scenario", async () => {
    const visitor = id("v");
    const dismissal = event("recommendation_dismissed", { items: [{ item_id: "the-last" }] });
    await api.post({ visitor, session: "s1", events: [pageView("/"), dismissal] });
    for (const decision of Object.values(
      await ask(
        visitor,
        SCENARIOS.map((scenario) => ({ scenario })),
      ),
    ))
      expect(idsOf(decision)).not.toContain("the-last");
  });
});
