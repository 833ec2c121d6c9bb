import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDeed,
  type Deed,
  DEED_WEIGHT,
  evidenceOf,
  favouriteAxes,
  likingBy,
  newAffinity,
  rerank,
  shareOf,
  shareReduced,
} from "../../../worker/core/recommend/index.ts";
import { card, MUGS, NOW, tasteFor } from "./shop.ts";

const DAY = 86_400_000;
const deed = (of: Partial<Deed["card"]>, more: Partial<Deed> = {}): Deed => ({
  card: { product_type: "", brand: null, price: null, currency: null, ...of },
  weight: DEED_WEIGHT.view,
  time: NOW,
  hour: 9,
  device: "mobile",
  ...more,
});

describe("affinity", () => {
  it("recovers a planted preference", () => {
    const affinity = newAffinity(NOW);
    const planted = {
      product_type: MUGS,
      brand: "Acme",
      price: 1500,
      currency: "GBP",
      list_price: 2000,
    };
    for (let n = 0; n < 40; n++) {
      const other = {
        product_type: `Other ${n % 8}`,
        brand: `B${n % 8}`,
        price: 90_000,
        currency: "GBP",
      };
      addDeed(affinity, deed(n % 5 < 3 ? planted : other, { time: NOW + n * 1_000 }));
    }
    expect(favouriteAxes(affinity, 1)).toEqual([`category:${MUGS}`]);
    expect(shareOf(affinity, "brand", "Acme", NOW)).toBeCloseTo(24 / 43, 2);
    expect(shareOf(affinity, "band", "10-20 GBP", NOW)).toBeCloseTo(24 / 43, 2);
    expect(shareOf(affinity, "hour", "9", NOW)).toBeGreaterThan(0.9);
    expect(shareReduced(affinity, NOW)).toBeCloseTo(24 / 43, 2);
    const liked = likingBy(affinity, NOW)(card("x", MUGS, { brand: "Acme", price: 1200 }));
    expect(liked.score).toBeGreaterThan(4 * likingBy(affinity, NOW)(card("y", "Other 1")).score);
    expect(liked.because).toEqual({ facet: "category", value: `category:${MUGS}` });
  });

  it("counts a cart three looks and a purchase five", () => {
    const affinity = newAffinity(NOW);
    addDeed(affinity, deed({ brand: "Acme" }, { weight: DEED_WEIGHT.cart }));
    addDeed(affinity, deed({ brand: "Bolt" }, { weight: DEED_WEIGHT.purchase }));
    expect(evidenceOf(affinity, NOW)).toBe(8);
    expect(shareOf(affinity, "brand", "Acme", NOW)).toBeCloseTo(3 / 11);
  });

  it("decays by half in 30 days, so that the last weeks outweigh what is long past", () => {
    const affinity = newAffinity(NOW);
    for (let n = 0; n < 8; n++) addDeed(affinity, deed({ brand: "Old" }));
    expect(evidenceOf(affinity, NOW + 30 * DAY)).toBeCloseTo(4);
    const later = NOW + 180 * DAY;
    addDeed(affinity, deed({ brand: "New" }, { time: later }));
    expect(shareOf(affinity, "brand", "New", later)).toBeGreaterThan(
      shareOf(affinity, "brand", "Old", later),
    );
  });

  const deeds = fc.array(
    fc.record({
      days: fc.integer({ min: 0, max: 4_000 }),
      brand: fc.constantFrom("a", "b", "__proto__", "constructor"),
      weight: fc.integer({ min: 1, max: 5 }),
    }),
    { minLength: 1, maxLength: 30 },
  );

  it("is the same in whatever order deeds arrive, and its shares stay within 0 and 1", () => {
    fc.assert(
      fc.property(deeds, (list) => {
        const made = (order: typeof list) => {
          const affinity = newAffinity(NOW);
          for (const { days, brand, weight } of order)
            addDeed(affinity, deed({ brand }, { time: NOW + days * DAY, weight }));
          return affinity;
        };
        const now = NOW + 4_000 * DAY;
        const [one, other] = [made(list), made(list.toReversed())];
        for (const { brand } of list) {
          const share = shareOf(one, "brand", brand, now);
          expect(share).toBeCloseTo(shareOf(other, "brand", brand, now), 9);
          expect(share >= 0 && share <= 1).toBe(true);
        }
      }),
    );
  });

  it("keeps so many of each kind, and lets the least liked go", () => {
    const affinity = newAffinity(NOW);
    for (let n = 0; n < 100; n++)
      addDeed(
        affinity,
        deed({ brand: `b${n}`, product_type: `c${n}` }, { weight: n === 3 ? 5 : 1 }),
      );
    const { names, weights } = affinity.brand;
    expect(names).toHaveLength(16);
    expect(weights[names.indexOf("b3")]).toBe(5);
    expect(JSON.stringify(affinity).length).toBeLessThan(5_000);
  });

  it("names the narrowest of a path as a favourite", () => {
    const affinity = tasteFor(card("a", "Kitchen > Mugs > Tall"), card("b", "Shoes"));
    expect(favouriteAxes(affinity, 3)).toEqual([
      "category:Kitchen > Mugs > Tall",
      "category:Shoes",
    ]);
  });
});

describe("a list in the order of taste", () => {
  const cards = new Map(
    [card("boot", "Shoes"), card("mug"), card("rug", "Rugs")].map((one) => [one.id, one]),
  );

  it("puts what is liked first, says why, and keeps the rest as it was", () => {
    const affinity = tasteFor(card("cup", MUGS, { price: null, currency: null }));
    const items = rerank(["boot", "ghost", "rug", "mug", "boot"], { affinity }, cards, NOW);
    expect(items.map(({ id }) => id)).toEqual(["mug", "boot", "ghost", "rug"]);
    expect(items[0]!.reason).toBe("To your taste: Mugs");
    expect(items[1]).toMatchObject({ score: 0, reason: "As listed: nothing known for it" });
  });

  it("of somebody unknown stays as it was", () => {
    const items = rerank(["rug", "mug", "boot"], { affinity: newAffinity(NOW) }, cards, NOW);
    expect(items.map(({ id }) => id)).toEqual(["rug", "mug", "boot"]);
  });
});
