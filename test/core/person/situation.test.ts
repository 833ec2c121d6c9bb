import { expect, it } from "vitest";
import { situationOf } from "../../../worker/core/person/situation.ts";
import { event, item, NOON } from "../event.ts";

const look = (id: string, view: string, time: number) =>
  event("view_item", time, { view, items: [item(id)] });

it("takes for on screen what the newest page shows, not what an earlier page left behind", () => {
  const left = [look("a", "p1", NOON), look("b", "p2", NOON + 1), look("a", "p3", NOON + 2)];
  const { viewed, onScreen } = situationOf(null, [...left, look("c", "p4", NOON + 3)], null);
  expect(viewed.map(({ id }) => id)).toEqual(["c", "a", "b"]);
  expect([...onScreen]).toEqual(["c"]);
});

const seen = (...events: Parameters<typeof situationOf>[1]) => [
  ...situationOf(null, events, null).onScreen,
];
const told = (id: string, time: number) => event("view_item", time, { items: [item(id)] });

it("has nothing on screen when the newest page shows no item", () => {
  const home = event("page_view", NOON + 1, { view: "p2" });
  expect(seen(look("a", "p1", NOON), home)).toEqual([]);
  expect(seen(event("page_view", NOON, { view: "p1" }), look("a", "p1", NOON))).toEqual(["a"]);
  expect(seen(look("a", "p1", NOON), event("page_view", NOON, { view: "p1" }))).toEqual(["a"]);
});

it("takes the last look for what is on screen where no page is named, until something is ordered", () => {
  const views = [told("a", NOON), told("b", NOON + 1), told("c", NOON + 2)];
  expect(seen(...views)).toEqual(["c"]);
  expect(seen(...views, event("purchase", NOON + 3, { items: [item("b")] }))).toEqual([]);
});
