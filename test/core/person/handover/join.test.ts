import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  fromLine,
  join,
  newPerson,
  partWith,
  type PersonState,
  takeParcel,
  toLine,
} from "../../../../worker/core/person/index.ts";
import type { VisitEvent } from "../../../../worker/core/visit/index.ts";
import { event, item, MINUTE, NOON, pageView } from "../../event.ts";
import { receive, type Somebody, somebody, touch } from "../support.ts";

const HOUR = 60 * MINUTE;

/** Events of visits in the order in which they happened, a visit an hour. */
const visits = fc
  .array(
    fc.array(
      fc.constantFrom("page_view", "view_item", "add_to_cart", "remove_from_cart", "ticket"),
      { minLength: 1, maxLength: 5 },
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((all) =>
    all.map((names, visit) =>
      names.map((name, n) => {
        const time = NOON + visit * HOUR + n * MINUTE;
        if (name === "page_view") return pageView(`/p/${n}`, time);
        return event(name, time, { items: [item(`i${n % 3}`, 100 * (n + 1), "Mugs")] });
      }),
    ),
  );

/** Lives through visits; answers the journal's lines. */
function live(person: Somebody, all: readonly VisitEvent[][], source?: string) {
  const lines: string[] = [];
  for (const [n, events] of all.entries()) {
    const touches = new Map([[events[0]!.id, touch("https://shop.example/?utm_source=line")]]);
    const { accepted } = receive(person, events, { session: `s${n}`, touches });
    for (const { session, entry, event: one } of accepted)
      lines.push(toLine({ session, source, entry, event: one }));
  }
  return lines.map(fromLine);
}

/** Of a profile all that follows from events alone, in the same order. */
const comparable = ({ profile }: PersonState) => {
  const { viewed, sessions, firstTouch, lastTouch, visits: count, pages, cart, tickets } = profile;
  const ids = sessions.map(({ id, touch: came }) => [id, came.channel]);
  const seen = viewed.map(({ id, views, last, price }) => ({ id, views, last, price }));
  return { count, pages, seen, ids, firstTouch, lastTouch, tickets, cart };
};

describe("a visitor's profile", () => {
  it("follows from the journal, so that who was joined and parted is as if they never had been", () => {
    fc.assert(
      fc.property(visits, visits, (mine, theirs) => {
        const [me, them] = [somebody(), somebody()];
        them.state.visitor = "v2";
        const stay = live(me, mine);
        const go = live(them, theirs);
        const later = NOON + 100 * HOUR;
        for (const person of [me, them]) receive(person, [event("seen", later)], { session: "z" });
        const before = [comparable(me.state), comparable(them.state)];
        const last = { time: later, name: "seen", id: "z" };
        stay.push({ session: "z", source: undefined, entry: undefined, event: last });
        go.push({ session: "z", source: undefined, entry: undefined, event: last });
        const sealed = structuredClone(them.state);
        takeParcel(me.state, { root: "v2", parts: { v2: { life: 1 } } }, later);
        join(me.state, sealed, "v2", later);
        expect(me.state.profile.pages).toBe(before[0]!.pages + before[1]!.pages);
        const none = { go: [], stay: [] };
        const parted = partWith(me.state, "v2", new Set(["v2"]), { go, stay }, none, later);
        expect([comparable(me.state), comparable(parted)]).toEqual(before);
        expect(me.state.open.map(({ visit }) => visit.source)).toEqual([undefined]);
        expect(parted.open.map(({ visit }) => visit.source)).toEqual(["v2"]);
      }),
      { numRuns: 60 },
    );
  });

  it("adds up and keeps the newest when two are joined, in whichever order", () => {
    const [a, b] = [somebody(), somebody()];
    b.state.visitor = "v2";
    live(a, [[event("view_item", NOON, { items: [item("x", 100)] })]]);
    live(b, [[event("view_item", NOON + HOUR, { items: [item("x", 90)] })]]);
    const one = structuredClone(a.state);
    join(one, structuredClone(b.state), "v2", NOON + HOUR);
    const other = structuredClone(b.state);
    join(other, structuredClone(a.state), "v1", NOON + HOUR);
    for (const { profile } of [one, other])
      expect(profile).toMatchObject({
        visits: 2,
        viewed: [{ id: "x", views: 2, sessions: 2, price: 90 }],
      });
  });

  it("brings its cart, of which the greater quantity stands", () => {
    const lines = (quantity: number) => [{ ...item("cup"), quantity }];
    const [a, b] = [somebody(), newPerson("demo", "v2", NOON)];
    live(a, [[event("add_to_cart", NOON, { items: lines(2) })]]);
    b.profile.cart = [
      { id: "cup", category: "", quantity: 3 },
      { id: "mug", category: "", quantity: 1 },
    ];
    join(a.state, b, "v2", NOON);
    expect(a.state.profile.cart).toMatchObject([
      { id: "cup", quantity: 3 },
      { id: "mug", quantity: 1 },
    ]);
  });
});
