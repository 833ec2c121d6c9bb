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
