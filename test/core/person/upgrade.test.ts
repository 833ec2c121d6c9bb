import { expect, it } from "vitest";
import { settle, tell, upgrade } from "../../../worker/core/person/index.ts";
import { event, HOUR, item, NOON, pageView } from "../event.ts";
import { factsOf, receive, somebody } from "./support.ts";

/** A person as form 1 was stored: without what came later, and with what has another name today. */
function firstForm() {
  const person = somebody();
  receive(person, [pageView("/", NOON), event("view_item", NOON + 1, { items: [item("a")] })]);
  settle(person.state, NOON + HOUR);
  receive(person, [pageView("/b", NOON + 2 * HOUR)], { session: "s2" });
  const stored = JSON.parse(JSON.stringify(person.state));
  const older = (visit: Record<string, unknown>) => {
    for (const later of ["views", "trail", "touched", "landed", "bridge"]) delete visit[later];
    const lastPage = { path: "/b", time: NOON, seq: 0 };
    const engagement = { v1: { visible: 5, focused: 5, active: 1, scroll: 0, seq: 2 } };
    Object.assign(visit, { lastPage, engagement });
  };
  for (const { visit } of stored.open) older(visit);
  for (const visit of stored.closed) older(visit);
  for (const past of stored.profile.sessions)
    for (const later of ["fact", "landingKind", "sections", "bridge"]) delete past[later];
  for (const viewed of stored.profile.viewed)
    for (const later of ["dwell", "sections"]) delete viewed[later];
  delete stored.tellings;
  delete stored.taught;
  return { ...stored, form: 1 };
}

it("a person who was stored in the first form lives on", () => {
  const state = upgrade(firstForm());
  expect(tell(state, NOON)).toMatchObject({
    visits: 2,
    items_viewed: [{ id: "a", dwell_ms: 0, sections: {} }],
    sessions: [{ id: "s2" }, { id: "s1", bridge: null }],
  });
  const person = { ...somebody(), state };
  receive(person, [event("view_item", NOON + 2 * HOUR + 1, { items: [item("a")] })], {
    session: "s2",
  });
  settle(state, NOON + 3 * HOUR);
  expect(factsOf(person).at(-1)).toMatchObject({ exit: "/b", visible: 5, itemsViewed: 1 });
  expect(upgrade(JSON.parse(JSON.stringify(state)))).toEqual(state);
});

it("receipts that were kept with sums alone still tell their scores", () => {
  const { state } = somebody();
  const stored = JSON.parse(JSON.stringify(state));
  const summed = { id: "a", score: 0.5, reason: "Viewed just now" };
  stored.profile.receipts = [
    {
      id: "r1",
      time: NOON,
      slot: "side",
      scenario: "recently_viewed",
      model: "table-1",
      items: [summed],
      fallback: null,
      shown: ["a"],
      clicked: [],
    },
  ];
  const [receipt] = tell(upgrade({ ...stored, form: 2 }), NOON).receipts;
  expect(receipt).toMatchObject({
    receipt_id: "r1",
    items: [summed],
    shown: ["a"],
    passed_over: [],
  });
});
