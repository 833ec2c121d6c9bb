import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { settle } from "../../../worker/core/person/index.ts";
import type { VisitFact } from "../../../worker/core/measure/index.ts";
import { DAY, event, HOUR, item, MINUTE, NOON, pageView } from "../event.ts";
import { factsOf, receive, somebody, touch } from "./support.ts";

const product = (id: string, time: number) => [
  pageView(`/p/${id}`, time, { view: `v${time}` }),
  event("view_item", time + 1, { view: `v${time}`, items: [item(id)] }),
];
/** The latest version of each fact, in the order in which their visits began. */
const latest = (person: ReturnType<typeof somebody>): VisitFact[] =>
  [...new Map(factsOf(person).map((fact) => [fact.id, fact])).values()].sort(
    (a, b) => a.started - b.started,
  );

/** Somebody who came on three days, and the time when all of that is over. */
function regular() {
  const person = somebody();
  for (const [n, id] of ["a", "b", "c"].entries()) {
    receive(person, product(id, NOON + n * DAY), { session: `s${n}` });
    settle(person.state, NOON + n * DAY + HOUR);
  }
  return { person, after: NOON + 3 * DAY };
}

describe("the bridges of a person", () => {
  it("lead from each visit to the next; the first has none", () => {
    const { person } = regular();
    expect(
      latest(person).map(({ bridge }) => bridge && [bridge.items.map(({ id }) => id), bridge.item]),
    ).toEqual([null, [["a"], "b"], [["b"], "c"]]);
    expect(person.state.profile.sessions.map(({ bridge }) => bridge?.item ?? null)).toEqual([
      "c",
      "b",
      null,
    ]);
  });

  it("are told again as a higher version when the visit before turns out to have been longer", () => {
    const { person, after } = regular();
    receive(person, product("late", NOON + DAY + MINUTE), { session: "s1", now: after });
    const [, second, third] = latest(person);
    expect(second).toMatchObject({ version: 2, bridge: { items: [{ id: "a" }] } });
    expect(third).toMatchObject({
      version: 2,
      bridge: { items: [{ id: "b" }, { id: "late" }], paths: ["/p/b", "/p/late"] },
    });
    expect(person.state.profile.sessions[0]?.bridge?.items.map(({ id }) => id)).toEqual([
      "b",
      "late",
    ]);
  });

  it("lead over a visit that is told only afterwards", () => {
    const { person, after } = regular();
    receive(person, product("between", NOON + DAY + 5 * HOUR), { session: "s9", now: after });
    const told = latest(person).map(({ bridge }) => bridge?.items.at(-1)?.id ?? null);
    expect(told).toEqual([null, "a", "b", "between"]);
  });

  it("are the same in whatever order the events of their visits arrive", () => {
    const first = [pageView("/", NOON, { view: "h" }), ...product("a", NOON + MINUTE)];
    const second = [...product("b", NOON + DAY), ...product("a", NOON + DAY + MINUTE)];
    const all = [
      ...first.map((one) => ({ one, session: "s1" })),
      ...second.map((one) => ({ one, session: "s2" })),
    ];
    const touches = new Map(
      all.filter(({ one }) => one.url !== null).map(({ one }) => [one.id, touch(one.url!)]),
    );
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        const person = somebody();
        for (const { one, session } of shuffled)
          receive(person, [one], { session, touches, now: NOON + 3 * DAY });
        expect(
          latest(person).map(({ landing, exit, bridge }) => ({ landing, exit, bridge })),
        ).toEqual([
          { landing: "/", exit: "/p/a", bridge: null },
          {
            landing: "/p/b",
            exit: "/p/a",
            bridge: {
              left: "item",
              items: [{ id: "a", carted: false }],
              paths: ["/", "/p/a"],
              gap: DAY - MINUTE - 1,
              landed: "item",
              item: "b",
              to: "elsewhere",
            },
          },
        ]);
      }),
    );
  });

  it("are not told again when nothing about them has changed", () => {
    const { person, after } = regular();
    const before = factsOf(person).length;
    const engagement = { visible: 9, focused: 9, active: 9, scroll: 9 };
    const leave = event("page_leave", NOON + DAY + 3, { engagement });
    receive(person, [leave], { session: "s1", now: after });
    expect(factsOf(person)).toHaveLength(before + 1);
  });

  it("are not made up when the visit before is too long ago to be known in full", () => {
    const { person } = regular();
    person.state.closed = person.state.closed.filter(({ id }) => id !== "s2");
    receive(person, product("d", NOON + 9 * DAY), { session: "s3" });
    settle(person.state, NOON + 10 * DAY);
    expect(latest(person).at(-1)).toMatchObject({ bridge: null });
  });
});
