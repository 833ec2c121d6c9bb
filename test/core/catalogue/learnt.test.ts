import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Card, learn, type Learnt, toCard } from "../../../worker/core/catalogue/index.ts";
import { CatalogueItem } from "../../../worker/wire/catalogue-item.ts";

const card = (price: number | null, more: object = {}): Card => ({
  ...toCard(CatalogueItem.parse({ id: "a", title: "A mug", link: "/p/a/" })),
  price,
  currency: price === null ? null : "GBP",
  ...more,
});
const told = (price: number | null, teller: number, more: object = {}) => ({
  kind: "item_learnt" as const,
  card: card(price, more),
  teller,
});
/** What stands after each telling. */
const after = (...tellings: ReturnType<typeof told>[]): Learnt[] => {
  const steps: Learnt[] = [];
  for (const telling of tellings) steps.push(learn(steps.at(-1) ?? null, telling));
  return steps;
};
const prices = (steps: Learnt[]) => steps.map(({ card: { price } }) => price);
const news = (steps: Learnt[]) => steps.map(({ isNews }) => isNews);

describe("an item that pages teach", () => {
  it("is what its first page said, and its price is news when a second person says the same", () => {
    const steps = after(told(100, 1), told(100, 1), told(100, 2), told(100, 3));
    expect(prices(steps)).toEqual([100, 100, 100, 100]);
    expect(news(steps)).toEqual([false, false, true, false]);
  });

  it("has the newest price while only one person has told any", () => {
    const steps = after(told(100, 1), told(90, 2), told(90, 2));
    expect(prices(steps)).toEqual([100, 90, 90]);
    expect(news(steps)).toEqual([false, false, false]);
  });

  it("keeps a price that two have told until two others' words agree on another", () => {
    const steps = after(
      told(100, 1),
      told(100, 2),
      told(1, 3),
      told(1, 3),
      told(2, 4),
      told(90, 5),
      told(90, 6),
    );
    expect(prices(steps)).toEqual([100, 100, 100, 100, 100, 100, 90]);
    expect(news(steps)).toEqual([false, true, false, false, false, false, true]);
  });

  it("takes the newest word for all but the price", () => {
    const steps = after(
      told(100, 1),
      told(100, 2),
      told(50, 3, { title: "A blue mug", availability: "out_of_stock" }),
    );
    expect(steps.at(-1)!.card).toMatchObject({
      title: "A blue mug",
      availability: "out_of_stock",
      price: 100,
    });
  });

  it("is never in the news by one person's word alone", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 })), (amounts) => {
        expect(news(after(...amounts.map((price) => told(price, 7))))).not.toContain(true);
      }),
    );
  });
});
