import { describe, expect, it } from "vitest";
import type { Card, ItemLearnt } from "../../../worker/core/catalogue/index.ts";
import { event, HOUR, item, NOON, pageView } from "../event.ts";
import { receive, sentTo, somebody, type Somebody } from "./support.ts";

const card = (id: string, price = 100): Card => ({
  id,
  title: `Item ${id}`,
  link: `https://shop.example/p/${id}`,
  image_link: null,
  price,
  currency: "GBP",
  availability: "in_stock",
  product_type: "",
  brand: null,
  group: null,
});
const look = (person: Somebody, view: string, told: Card, time: number, session = "s1") => {
  const marked = event("view_item", time, { view, source: "markup", items: [item(told.id)] });
  receive(person, [pageView(`/${view}`, time, { view }), marked], {
    session,
    learnt: new Map([[marked.id, told]]),
  });
};
const leave = (person: Somebody, view: string, time: number, session = "s1") =>
  receive(person, [event("page_leave", time, { view })], { session });
const taught = (person: Somebody) =>
  sentTo<ItemLearnt>(person, "catalogue").map((told) => told.card);

describe("what a page teaches of its item", () => {
  it("goes to the catalogue when the page is left, another is opened or the visit ends", () => {
    const person = somebody();
    look(person, "p1", card("a"), NOON);
    expect(taught(person)).toEqual([]);
    leave(person, "p1", NOON + 1);
    expect(taught(person)).toEqual([card("a")]);
    look(person, "p2", card("b"), NOON + 2);
    look(person, "p3", card("c"), NOON + 3);
    expect(taught(person).map(({ id }) => id)).toEqual(["a", "b"]);
    receive(person, [pageView("/", NOON + HOUR, { view: "p4" })], { session: "s2" });
    expect(taught(person).map(({ id }) => id)).toEqual(["a", "b", "c"]);
  });

  it("goes under the id that the shop's own events give the item, told before or after", () => {
    const person = somebody();
    look(person, "p1", card("SKU-1"), NOON);
    receive(person, [
      event("view_item", NOON + 1, { view: "p1", source: "data_layer", items: [item("1")] }),
    ]);
    leave(person, "p1", NOON + 2);
    const own = event("view_item", NOON + 3, { view: "p2", items: [item("2")] });
    const marked = event("view_item", NOON + 3, {
      view: "p2",
      source: "markup",
      items: [item("SKU-2")],
    });
    receive(person, [marked, own], { learnt: new Map([[marked.id, card("SKU-2")]]) });
    leave(person, "p2", NOON + 4);
    expect(taught(person).map(({ id }) => id)).toEqual(["1", "2"]);
  });

  it("goes once a visit at most, and again only when it has changed", () => {
    const person = somebody();
    const visit = (told: Card, time: number, session: string, view: string) => {
      look(person, view, told, time, session);
      leave(person, view, time + 1, session);
    };
    visit(card("a", 100), NOON, "s1", "p1");
    visit(card("a", 90), NOON + 10, "s1", "p2");
    visit(card("a", 100), NOON + HOUR, "s2", "p3");
    visit(card("a", 80), NOON + 2 * HOUR, "s3", "p4");
    expect(taught(person).map(({ price }) => price)).toEqual([100, 80]);
  });

  it("goes again in a later visit though visits end without a leave", () => {
    const person = somebody();
    for (const [visit, price] of [100, 90, 80].entries())
      look(person, `p${visit}`, card("a", price), NOON + visit * HOUR, `s${visit}`);
    receive(person, [pageView("/", NOON + 9 * HOUR)], { session: "s9" });
    expect(taught(person).map(({ price }) => price)).toEqual([100, 90, 80]);
  });

  it("tells persons apart without naming them", () => {
    const tellers = ["v1", "v2"].map((visitor) => {
      const person = somebody();
      person.state.visitor = visitor;
      look(person, "p1", card("a"), NOON);
      leave(person, "p1", NOON + 1);
      return sentTo<ItemLearnt>(person, "catalogue")[0]!.teller;
    });
    expect(new Set(tellers).size).toBe(2);
  });
});
