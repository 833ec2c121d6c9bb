import { describe, expect, it } from "vitest";
import { api, event, id, idsOf, pageView, pass, purchase, settle, viewItem } from "./api.ts";
import { sell, slotOf, stock } from "./shop.ts";

const get = async (path: string) => (await api.get(`/v1/recommendations/${path}`)).body;

describe("bestsellers on other axes", () => {
  it("are those of a brand and of a price band", async () => {
    const [a, b] = (await stock("Pens", 2, { brand: "Nib", price: "70.00 GBP" })) as [
      string,
      string,
    ];
    const [other] = (await stock("Inks", 1, { brand: "Blot", price: "7.00 GBP" })) as [string];
    await sell({ [a]: 1, [b]: 4, [other]: 9 });
    const brand = await get("bestsellers?axis=brand:Nib");
    expect(idsOf(brand)).toEqual([b, a]);
    expect(brand.items[0].reason).toBe("4 sold lately in Nib");
    // The band is that of what was paid.
    const paid = { currency: "GBP", transaction_id: id("t"), items: [{ item_id: a, price: 70 }] };
    await api.post({ visitor: id("v"), session: id("s"), events: [event("purchase", paid)] });
    await settle();
    const band = await get("bestsellers?axis=price:50-100 GBP");
    expect(idsOf(band)).toEqual([a]);
    expect(band.items[0].reason).toBe("1 sold lately in the price range 50 to 100 GBP");
  });

  it("are what was bought after a search for the same words", async () => {
    const [a, b] = (await stock("Hooks", 2)) as [string, string];
    await sell({ [b]: 9 });
    for (let n = 0; n < 3; n++)
      await api.post({
        visitor: id("v"),
        session: id("s"),
        events: [
          pageView("/search/"),
          event("search", { search_term: "Coat  hook" }),
          viewItem(a),
          purchase(id("t"), [a]),
        ],
      });
    await settle();
    const found = await get("bestsellers?axis=search:coat hook&count=1");
    expect(idsOf(found)).toEqual([a]);
    expect(found.items[0].reason).toMatch(/searches for “coat hook”/);
  });

  it("differ by segment where a segment has bought enough, and are the shop's where it has not", async () => {
    const [x, y, z] = (await stock("Traits", 3)) as [string, string, string];
    const buy = (source: string, sold: string, quantity = 1) =>
      api.post({
        visitor: id("v"),
        session: id("s"),
        events: [
          pageView("/", {
            page: {
              url: `https://shop.example/?utm_source=${source}&utm_medium=${source}`,
              referrer: "",
            },
          }),
          event("purchase", { transaction_id: id("t"), items: [{ item_id: sold, quantity }] }),
        ],
      });
    for (let n = 0; n < 30; n++) {
      await buy("email", x);
      await buy("affiliate", y);
    }
    for (let n = 0; n < 3; n++) await buy("sms", z);
    await settle();
    const top = async (segment: string) =>
      idsOf(await get(`bestsellers?segment=${segment}&count=1`))[0];
    expect(await top("channel:Email")).toBe(x);
    expect(await top("channel:Affiliates")).toBe(y);
    // Who comes by mail is shown what others who did have bought, without naming the segment.
    const page = { url: "https://shop.example/?utm_source=email&utm_medium=email", referrer: "" };
    const { body } = await api.post({
      visitor: id("v"),
      session: "s1",
      events: [pageView("/", { page })],
      want: [{ slot: "own", scenario: "bestsellers", axis: "segment", exclude: [y, z], count: 1 }],
    });
    expect(body.decisions.own.items[0]).toMatchObject({
      id: x,
      reason: expect.stringMatching(/in the segment /),
    });
    const shop = idsOf(await get("bestsellers?count=2"));
    expect(shop.toSorted()).toEqual([x, y]);
    const three = await get("bestsellers?segment=channel:SMS");
    const shares = Object.fromEntries(
      three.items.map((each: { id: string; score: number }) => [each.id, each.score]),
    );
    expect(shares[z]).toBeLessThan(0.5);
  }, 60_000);
});

describe("top rated", () => {
  it("ranks one perfect rating below two hundred good ones, and tells how many there are", async () => {
    const [lucky] = (await stock("Lucky", 1, {
      rating: { value: 5, count: 1 },
      product_type: "Test > Rated",
    })) as [string];
    const [loved] = (await stock("Loved", 1, {
      rating: { value: 4.7, count: 200 },
      product_type: "Test > Rated",
    })) as [string];
    const decision = await get("top_rated?axis=category:Test > Rated");
    expect(idsOf(decision)).toEqual([loved, lucky]);
    expect(decision.items.map(({ reason }: { reason: string }) => reason)).toEqual([
      "4.7 of 5 from 200 ratings",
      "5 of 5 from 1 rating",
    ]);
  });
});

describe("value hits", () => {
  it("cost no more than the middle price of their axis and are in its top fifth by sales", async () => {
    const ids: string[] = [];
    for (let n = 0; n < 10; n++)
      ids.push(
        ...(await stock(`Deal${n}`, 1, { price: `${n + 1}.00 GBP`, product_type: "Test > Deals" })),
      );
    // The dearest and the third cheapest sell best.
    await sell(
      Object.fromEntries(ids.map((each, n) => [each, n === 9 ? 30 : n === 2 ? 25 : 1 + n])),
    );
    const decision = await get("value_hits?axis=category:Test > Deals");
    expect(idsOf(decision)).toEqual([ids[2]]);
    expect(decision.items[0].reason).toBe(
      "25 sold lately in Test > Deals, at £3.00 where half cost £5.50 or more",
    );
    expect(decision.fallback).toBeNull();
  });
});

describe("a page without consent", () => {
  it("is completed by what goes with the cart that it shows, and no strategy is tried on it", async () => {
    const [pot, lid] = (await stock("Anon", 2)) as [string, string];
    await api.post({ visitor: id("v"), session: id("s"), events: [purchase(id("t"), [pot, lid])] });
    await pass({ minutes: 1 });
    const want = [{ slot: "slot", scenario: "cart" }, "home"];
    const events = [event("view_cart", { items: [{ item_id: pot, price: 2.55, quantity: 1 }] })];
    const { body } = await api.post({ visitor: null, events, want });
    expect(body.decisions.slot.items[0]).toMatchObject({
      id: lid,
      reason: `Often bought with Item ${pot}`,
    });
    expect(body.decisions.home).not.toHaveProperty("strategy");
    expect((await slotOf(id("v"), "home")).strategy).toEqual(expect.any(String));
  });
});
