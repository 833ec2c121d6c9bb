import { describe, expect, it } from "vitest";
import type { Card, Place } from "../../../worker/core/catalogue/index.ts";
import { notices, placesToAsk, waitFor } from "../../../worker/core/person/index.ts";
import { DAY, event, item, MINUTE, NOON } from "../event.ts";
import { sentTo, somebody, type Somebody } from "./support.ts";

const card = (more: Partial<Card> & { served?: number } = {}): Card => ({
  id: "mug",
  title: "A mug",
  link: "/p/mug/",
  image_link: null,
  price: 5000,
  currency: "GBP",
  availability: "out_of_stock",
  product_type: "",
  brand: null,
  group: null,
  offer: { since: NOON, reference: null, served: more.served ?? 0 },
  ...more,
});
const catalogue = (...cards: Card[]) => new Map(cards.map((one) => [one.id, one]));
const does = (person: Somebody, name: string, cards = catalogue(card()), time = NOON) =>
  waitFor(person.state, [event(name, time, { items: [item("mug")] })], cards, NOON);
const told = (person: Somebody, now: Card, places: [string, Place][] = []) =>
  notices(person.state, catalogue(now), { median: 0, places: new Map(places) }, NOON + DAY);
const sent = (person: Somebody) => sentTo<{ kind: string }>(person, "catalogue");

const joins = { kind: "waits", item: "mug", person: "v1", at: NOON };
const leaves = { kind: "waits_no_more", item: "mug", person: "v1", bought: false };

describe("a person", () => {
  it.each(["view_item", "add_to_wishlist", "waitlist"])(
    "waits for what is sold out after %s",
    (name) => {
      const person = somebody();
      does(person, name);
      expect(sent(person)).toEqual([joins]);
    },
  );

  it.each([
    ["it is in stock", "view_item", catalogue(card({ availability: "in_stock" }))],
    ["it can be ordered ahead", "view_item", catalogue(card({ availability: "backorder" }))],
    ["the catalogue does not know it", "waitlist", catalogue()],
    ["it only stood in a list", "view_item_list", catalogue(card())],
  ])("waits for nothing when %s", (_, name, cards) => {
    const person = somebody();
    does(person, name, cards);
    expect(sent(person)).toEqual([]);
  });

  it("waits for what is in stock by name but counted down to nothing", () => {
    const person = somebody();
    does(person, "view_item", catalogue(card({ availability: "in_stock", quantity: 0 })));
    expect(sent(person)).toEqual([joins]);
  });

  it("waits once, however often they look, and not for what they looked at long ago", () => {
    const person = somebody();
    does(person, "view_item");
    does(person, "waitlist");
    expect(sent(person)).toEqual([joins]);
    const late = somebody();
    does(late, "view_item", catalogue(card()), NOON - DAY);
    expect(sent(late)).toEqual([]);
  });

  it("waits no more once they have bought it", () => {
    const person = somebody();
    does(person, "view_item");
    does(person, "purchase");
    expect(sent(person)).toEqual([joins, { ...leaves, bought: true }]);
    expect(person.state.profile.waiting).toEqual([]);
  });

  it("waits for 20 items at most: the longest wait ends", () => {
    const person = somebody();
    for (let n = 0; n <= 20; n++) {
      const id = `i${n}`;
      const view = event("view_item", NOON, { items: [item(id)] });
      waitFor(person.state, [view], catalogue(card({ id })), NOON + n * MINUTE);
    }
    expect(person.state.profile.waiting).toHaveLength(20);
    expect(sent(person).at(-2)).toEqual({ ...leaves, item: "i0" });
  });
});

describe("an item that is back in stock", () => {
  const waiting = () => {
    const person = somebody();
    does(person, "view_item");
    return person;
  };

  it("is told at once where nobody counts the pieces, and once", () => {
    const person = waiting();
    const back = card({ availability: "in_stock" });
    expect(placesToAsk(person.state, catalogue(back))).toEqual([]);
    expect(told(person, back)).toMatchObject([
      {
        type: "back_in_stock",
        item: { id: "mug", link: "/p/mug/", price: "50.00 GBP" },
        old_price: null,
        new_price: "50.00 GBP",
        reference_price: null,
        text: "A mug is back in stock",
      },
    ]);
    expect(told(person, back)).toEqual([]);
    expect(sent(person)).toEqual([joins, leaves]);
  });

  it("is asked for each time its list is served, and only then", () => {
    const person = waiting();
    const back = card({ availability: "in_stock", quantity: 1, served: 1 });
    expect(placesToAsk(person.state, catalogue(back))).toEqual(["mug"]);
    expect(told(person, back, [["mug", "waiting"]])).toEqual([]);
    expect(placesToAsk(person.state, catalogue(back))).toEqual([]);
    const further = card({ availability: "in_stock", quantity: 1, served: 2 });
    expect(placesToAsk(person.state, catalogue(further))).toEqual(["mug"]);
    expect(told(person, further, [["mug", NOON]])).toHaveLength(1);
    expect(told(person, further)).toEqual([]);
    const others = card({ availability: "in_stock", quantity: 1, served: 3 });
    expect(told(person, others, [["mug", NOON]])).toEqual([]);
    expect(told(person, others, [["mug", NOON + 1]])).toHaveLength(1);
  });

  it("is not told to whoever let their place pass, and they may wait again", () => {
    const person = waiting();
    const back = card({ availability: "in_stock", quantity: 1, served: 2 });
    expect(told(person, back, [["mug", "gone"]])).toEqual([]);
    does(person, "view_item");
    expect(sent(person)).toEqual([joins, leaves, joins]);
  });

  it("is not told while it is still away, nor to those who do not wait for it", () => {
    const person = waiting();
    expect(told(person, card())).toEqual([]);
    expect(told(person, card({ availability: "preorder" }))).toEqual([]);
    expect(told(somebody(), card({ availability: "in_stock" }))).toEqual([]);
  });
});
