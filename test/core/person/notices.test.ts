import { describe, expect, it } from "vitest";
import type { Card, Offer } from "../../../worker/core/catalogue/index.ts";
import { notices } from "../../../worker/core/person/index.ts";
import { DAY, event, item, NOON } from "../event.ts";
import { receive, somebody, type Somebody } from "./support.ts";

const LATER = NOON + DAY;
const offer = (more: Partial<Offer> = {}): Offer => ({
  since: LATER,
  reference: null,
  served: 0,
  ...more,
});
/** The item with a price that has changed since all the views. */
const card = (price: number | null, more: Partial<Card> = {}): Card => ({
  id: "mug",
  title: "A mug",
  link: "/p/mug/",
  image_link: null,
  price,
  currency: "GBP",
  availability: "in_stock",
  product_type: "Kitchen > Mugs",
  brand: null,
  group: null,
  offer: offer(),
  ...more,
});
let clock = NOON;
const view = (person: Somebody, price: number | null, currency: string | null = "GBP") =>
  receive(person, [event("view_item", (clock += 1), { items: [item("mug", price)], currency })]);
/** What the next page tells when the item now stands in the catalogue like this. */
const told = (person: Somebody, now: Card, median = 1000) =>
  notices(person.state, new Map([[now.id, now]]), { median, places: new Map() }, (clock += 1));

describe("a price notice", () => {
  it("tells who viewed an item at 50 that it is 40 now", () => {
    const person = somebody();
    view(person, 5000);
    expect(told(person, card(4000))).toEqual([
      {
        id: "mug:4000",
        type: "price_dropped",
        item: expect.objectContaining({ id: "mug", link: "/p/mug/", price: "40.00 GBP" }),
        old_price: "50.00 GBP",
        new_price: "40.00 GBP",
        reference_price: null,
        text: "A mug is now £40.00; you saw it at £50.00",
      },
    ]);
  });

  it("comes once for a drop, and again for a further one", () => {
    const person = somebody();
    view(person, 5000);
    expect(told(person, card(4000))).toHaveLength(1);
    expect(told(person, card(4000))).toEqual([]);
    expect(told(person, card(3900))).toEqual([]);
    expect(told(person, card(3000))).toMatchObject([{ new_price: "30.00 GBP" }]);
  });

  it("compares with the price at the last view, not with an older one", () => {
    const person = somebody();
    view(person, 5000);
    view(person, 4000);
    expect(told(person, card(4000))).toEqual([]);
    expect(told(person, card(3900))).toEqual([]);
    expect(told(person, card(3800))).toHaveLength(1);
  });

  it("comes again for the same low price when a higher one was seen in between", () => {
    const person = somebody();
    view(person, 5000);
    expect(told(person, card(4000))).toHaveLength(1);
    view(person, 4000);
    view(person, 5000);
    expect(told(person, card(4000))).toHaveLength(1);
  });

  it("comes again when the item was back at its old price and was looked at there", () => {
    const person = somebody();
    view(person, 5000);
    expect(told(person, card(4000))).toHaveLength(1);
    expect(told(person, card(5000))).toEqual([]);
    view(person, 5000);
    expect(told(person, card(4000))).toHaveLength(1);
    expect(told(person, card(4000))).toEqual([]);
  });

  it("does not come again when a page still shows the price of before", () => {
    const person = somebody();
    view(person, 5000);
    const cheaper = card(4000, { offer: offer({ since: clock + 1 }) });
    expect(told(person, cheaper)).toHaveLength(1);
    view(person, 5000);
    expect(told(person, cheaper)).toEqual([]);
  });

  it.each([
    ["rises", 5001, 1000],
    ["falls by less than 5 %", 4751, 1000],
    ["falls by less than 1 % of the catalogue's median price", 4000, 100_001],
  ])("does not come when the price %s", (_, price, median) => {
    const person = somebody();
    view(person, 5000);
    expect(told(person, card(price), median)).toEqual([]);
  });

  it("comes at exactly 5 % and exactly 1 % of the median", () => {
    const person = somebody();
    view(person, 5000);
    expect(told(person, card(4750), 25_000)).toHaveLength(1);
  });

  it("compares no prices of different or unknown currencies", () => {
    for (const [seen, now] of [
      ["USD", "GBP"],
      [null, "GBP"],
      ["GBP", null],
    ] as const) {
      const person = somebody();
      view(person, 5000, seen);
      expect(told(person, card(4000, { currency: now }))).toEqual([]);
    }
  });

  it("does not come for what cannot be ordered, has no price or was seen without one", () => {
    const person = somebody();
    view(person, 5000);
    expect(told(person, card(4000, { availability: "out_of_stock" }))).toEqual([]);
    expect(told(person, card(null))).toEqual([]);
    const other = somebody();
    view(other, null);
    expect(told(other, card(4000))).toEqual([]);
  });

  it("is not of a price that the catalogue had at the last view: the page showed another", () => {
    const person = somebody();
    view(person, 5000);
    expect(told(person, card(4000, { offer: offer({ since: clock }) }))).toEqual([]);
    expect(told(person, card(4000, { offer: offer({ since: null }) }))).toEqual([]);
    expect(told(person, card(4000, { offer: offer({ since: clock + 1 }) }))).toHaveLength(1);
  });

  it("names the reference only when the price now is below the lowest of 30 days", () => {
    for (const [reference, struck] of [
      [4500, "45.00 GBP"],
      [4000, null],
      [3900, null],
      [null, null],
    ] as const) {
      const person = somebody();
      view(person, 5000);
      const [notice] = told(person, card(4000, { offer: offer({ reference }) }));
      expect(notice).toMatchObject({ old_price: "50.00 GBP", reference_price: struck });
    }
  });

  it("is not of what the person has bought, unless it is used up, nor of what they sent away", () => {
    const person = somebody();
    view(person, 5000);
    receive(person, [event("purchase", (clock += 1), { items: [item("mug")], transaction: "t" })]);
    expect(told(person, card(4000))).toEqual([]);
    expect(told(person, card(4000, { replenishable: true }))).toHaveLength(1);
    const other = somebody();
    view(other, 5000);
    receive(other, [event("recommendation_dismissed", (clock += 1), { items: [item("mug")] })]);
    expect(told(other, card(4000))).toEqual([]);
  });

  it("does not come to those who never viewed the item", () => {
    const person = somebody();
    receive(person, [event("view_item", NOON, { items: [item("cup", 5000)], currency: "GBP" })]);
    expect(told(person, card(4000))).toEqual([]);
  });
});
