import { describe, expect, it } from "vitest";
import { settle } from "../../../worker/core/person/index.ts";
import { DAY, HOUR, MINUTE, NOON, pageView } from "../event.ts";
import { announced, at, buy, look, names, page, signal, signalsOf } from "./signals-support.ts";
import { receive, somebody } from "./support.ts";

describe("browsing", () => {
  const five = ["a", "b", "c", "d", "e"];

  it("is five items of one category, and says which", () => {
    const person = somebody();
    receive(
      person,
      five.slice(0, 4).map((id, n) => look(id, NOON + n)),
    );
    expect(names(person, NOON)).toEqual([]);
    receive(person, [look("e", NOON + MINUTE)]);
    expect(signal(person, "browsing", NOON + MINUTE)).toEqual({
      name: "browsing",
      about: "Mugs",
      since: at(NOON + MINUTE),
      until: at(NOON + DAY),
      reason: "viewed 5 items of Mugs within a day: e, d, c, b, a",
      evidence: { items: ["e", "d", "c", "b", "a"] },
    });
  });

  it("is neither one item five times, nor five items of several categories or of none", () => {
    for (const events of [
      five.map((_, n) => look("a", NOON + n)),
      five.map((id, n) => look(id, NOON + n, n === 0 ? "Cups" : "Mugs")),
      five.map((id, n) => look(id, NOON + n, "")),
    ]) {
      const person = somebody();
      receive(person, events);
      expect(names(person, NOON)).not.toContain("browsing");
    }
  });

  it("lapses by itself when a day has passed", () => {
    const person = somebody();
    receive(
      person,
      five.map((id, n) => look(id, NOON + n)),
    );
    expect(names(person, NOON + DAY - 1)).toEqual(["browsing"]);
    expect(names(person, NOON + DAY)).toEqual([]);
  });
});

describe("the same again", () => {
  const days = [0, 1, 2];

  it("is an item in three sessions", () => {
    const person = somebody();
    for (const n of days) receive(person, [look("x", NOON + n * DAY)], { session: `s${n}` });
    const now = NOON + 2 * DAY;
    expect(signal(person, "same_item", now)).toMatchObject({
      about: "x",
      reason: "viewed x in 3 sessions",
      evidence: { items: ["x"] },
    });
    expect(signal(person, "same_item", now)!.evidence.sessions!.toSorted()).toEqual([
      "s0",
      "s1",
      "s2",
    ]);
    expect(announced(person, "same_item")).toHaveLength(1);
  });

  it("is no page that is loaded again and again, nor one seen by turns on two devices", () => {
    const person = somebody();
    const reload = (n: number) => {
      const view = `reload-${n}`;
      const time = NOON + n * MINUTE;
      return [pageView("/p/x/", time, { view }), { ...look("x", time), view }];
    };
    for (const n of [0, 1, 2, 3]) receive(person, reload(n), { session: n % 2 ? "s1" : "s2" });
    expect(names(person, NOON)).toEqual(["multi_visit"]);
  });

  it("is a page in three sessions, but neither the home page, the cart nor an item's page", () => {
    const person = somebody();
    for (const n of days) {
      const time = NOON + n * DAY;
      const shown = page("/p/x/", time + 9);
      receive(
        person,
        [
          page("/", time),
          page("/cart/", time + 1),
          page("/guide/mugs/", time + 2),
          shown,
          { ...look("x", time + 10), view: shown.view },
        ],
        { session: `s${n}` },
      );
    }
    const now = NOON + 2 * DAY + HOUR;
    expect(signalsOf(person, now).filter(({ name }) => name === "same_page")).toMatchObject([
      { about: "/guide/mugs/", reason: "saw /guide/mugs/ in 3 sessions" },
    ]);
  });

  it("begins anew when the item is bought", () => {
    const person = somebody();
    for (const n of days) receive(person, [look("x", NOON + n * DAY)], { session: `s${n}` });
    receive(person, [buy("x", NOON + 2 * DAY + 1)], { session: "s2" });
    expect(names(person, NOON + 2 * DAY + 1)).toEqual([]);
    for (const n of [3, 4]) receive(person, [look("x", NOON + n * DAY)], { session: `s${n}` });
    expect(names(person, NOON + 4 * DAY)).not.toContain("same_item");
    receive(person, [look("x", NOON + 5 * DAY)], { session: "s5" });
    expect(names(person, NOON + 5 * DAY)).toContain("same_item");
  });
});

describe("comparison", () => {
  const walk = (...ids: string[]) => ids.map((id, n) => look(id, NOON + n * 1000));

  it("is going back twice between items of a category", () => {
    const person = somebody();
    receive(person, walk("a", "b", "a"));
    expect(names(person, NOON)).toEqual([]);
    receive(person, [look("b", NOON + MINUTE)]);
    expect(signal(person, "comparison", NOON)).toMatchObject({
      about: "Mugs",
      reason: "went back 2 times between items of Mugs: a, b",
      evidence: { items: ["a", "b"], sessions: ["s1"] },
    });
  });

  it("is neither a reload nor a way back from another category", () => {
    const person = somebody();
    receive(person, walk("a", "a", "a", "b", "b"));
    receive(person, [look("z", NOON + MINUTE, "Lamps"), look("b", NOON + 2 * MINUTE)]);
    expect(names(person, NOON)).toEqual([]);
  });

  it("stays up for a day after the visit, unless they order", () => {
    const person = somebody();
    receive(person, walk("a", "b", "a", "b"));
    settle(person.state, NOON + HOUR);
    expect(names(person, NOON + HOUR)).toEqual(["comparison"]);
    settle(person.state, NOON + 2 * DAY);
    expect(names(person, NOON + 2 * DAY)).toEqual([]);
    const buyer = somebody();
    receive(buyer, walk("a", "b", "a", "b"));
    receive(buyer, [buy("a", NOON + MINUTE)]);
    expect(names(buyer, NOON + MINUTE)).toEqual([]);
  });
});
