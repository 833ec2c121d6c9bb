import { expect, it } from "vitest";
import { addTastes, settle, tell, upgrade } from "../../../worker/core/person/index.ts";
import type { ViewTally } from "../../../worker/core/visit/index.ts";
import { event, HOUR, item, NOON, pageView } from "../event.ts";
import { factsOf, receive, type Somebody, somebody } from "./support.ts";

/** A person as form 4 was stored: with a field for what today is an entry of a list. */
function fourthForm({ state }: Somebody) {
  const stored = JSON.parse(JSON.stringify(state));
  const older = (visit: Record<string, any>) => {
    visit["paths"] = Object.fromEntries(visit["paths"]);
    visit["views"] = Object.fromEntries(
      visit["views"].map(({ view, ...tally }: ViewTally) => [view, tally]),
    );
  };
  for (const { visit } of stored.open) older(visit);
  for (const visit of stored.closed) older(visit);
  for (const telling of stored.tellings)
    telling.told = Object.fromEntries(
      telling.told.map(([action, ...counts]: [string, number, number]) => [action, counts]),
    );
  const { affinity = {} } = stored.profile;
  for (const [facet, { names, weights }] of Object.entries<any>(affinity))
    if (names !== undefined)
      affinity[facet] = Object.fromEntries(
        names.map((name: string, at: number) => [name, weights[at]]),
      );
  return { ...stored, form: 4 };
}

/** A person as form 1 was stored: without what came later, and with what has another name today. */
function firstForm() {
  const person = somebody();
  receive(person, [pageView("/", NOON), event("view_item", NOON + 1, { items: [item("a")] })]);
  settle(person.state, NOON + HOUR);
  receive(person, [pageView("/b", NOON + 2 * HOUR)], { session: "s2" });
  const stored = fourthForm(person);
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
  const stored = fourthForm(somebody());
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

it("what was kept by fields before it became lists is still known", () => {
  const add = (id: string, source?: "data_layer") =>
    event("add_to_cart", NOON + 2, {
      id,
      view: "p1",
      items: [{ ...item("a"), brand: "B", category: "Kitchen > Mugs" }],
      ...(source && { source }),
    });
  const person = somebody();
  const folded = receive(person, [pageView("/a", NOON, { view: "p1" }), add("e1"), add("e2")]);
  addTastes(person.state, folded, new Map(), "UTC");
  const engagement = { visible: 9, focused: 9, active: 1, scroll: 40 };
  receive(person, [event("page_leave", NOON + 3, { view: "p1", engagement })]);
  const state = upgrade(fourthForm(person));
  expect(state).toEqual(person.state);
  const again = receive({ ...person, state }, [add("e3", "data_layer")]);
  expect(again.results).toMatchObject([{ status: "duplicate" }]);
  expect(upgrade(JSON.parse(JSON.stringify(state)))).toEqual(state);
});
