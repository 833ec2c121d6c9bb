import { describe, expect, test } from "vitest";
import {
  features,
  learnLesson,
  newIntentModel,
  type PersonTraits,
  score,
  takeSnapshot,
} from "../../../worker/core/intent/index.ts";
import { dice } from "../dice.ts";
import {
  behaviourOf,
  DIRECT,
  event,
  item,
  lesson,
  MINUTE,
  NOON,
  productPage,
  REGULAR,
  STRANGER,
} from "./support.ts";

const add = event("add_to_cart", { items: [item("a")], currency: "EUR" });
const checkout = event("begin_checkout");
const pages = productPage("a", "v1");

const seenOf = (person: PersonTraits, ...events: (typeof add)[]) =>
  features(behaviourOf(...events), person, DIRECT, NOON);
const momentOf = (person: PersonTraits, ...events: (typeof add)[]) =>
  seenOf(person, ...events)
    .filter(({ key }) => /:(moment|progress)=/.test(key))
    .map(({ words }) => words);

describe("what goes together", () => {
  test("is told in words that a merchant reads", () => {
    expect(momentOf(STRANGER, event("page_view"))).toEqual([
      "A first visit, looking around",
      "At the first action, looking around",
    ]);
    expect(momentOf(REGULAR, ...pages, add)).toEqual([
      "A customer, with something in the cart",
      "Early on, with something in the cart",
    ]);
    const known = { ...REGULAR, orders: 0 };
    expect(momentOf(known, ...pages)[0]).toBe(
      "Somebody logged in who has not ordered, after viewing products",
    );
    expect(momentOf({ ...known, loggedIn: false }, ...pages, add, checkout)).toEqual([
      "Somebody who came back, in the checkout",
      "After a while, in the checkout",
    ]);
  });

  test("keeps a newcomer's cart apart from a customer's", () => {
    const model = newIntentModel();
    const next = dice(17);
    const people = { new: STRANGER, customer: REGULAR };
    for (let visit = 0; visit < 12_000; visit++) {
      const isNew = next() < 0.6;
      const carts = next() < 0.3;
      const person = isNew ? people.new : people.customer;
      const course = carts ? [[...pages], [...pages, add]] : [[...pages]];
      const slots = course.map((events) => seenOf(person, ...events).map(({ slot }) => slot));
      const ordered = next() < (carts ? (isNew ? 0.05 : 0.5) : 0.01);
      learnLesson(model, lesson(slots, ordered, { at: NOON + visit * MINUTE }), Infinity);
    }
    const said = (person: PersonTraits) =>
      score(takeSnapshot(model), seenOf(person, ...pages, add), { events: 3, bounce: false })
        .session.probability;
    expect(said(people.new)).toBeGreaterThan(0.03);
    expect(said(people.new)).toBeLessThan(0.08);
    expect(said(people.customer)).toBeGreaterThan(0.4);
  });
});
