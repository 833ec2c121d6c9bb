import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Announcement } from "../../../worker/core/messages/index.ts";
import { CAPS } from "../../../worker/core/person/caps.ts";
import { nextDuty, segmentsOf, settle, tell } from "../../../worker/core/person/index.ts";
import type { VisitEvent } from "../../../worker/core/visit/index.ts";
import { SignalRules } from "../../../worker/wire/signals.ts";
import { DAY, event, HOUR, item, MINUTE, NOON, pageView } from "../event.ts";
import { receive, sentTo, somebody, type Somebody } from "./support.ts";

let views = 0;
const look = (id: string, time: number, category = "Mugs") =>
  event("view_item", time, { view: `view-${(views += 1)}`, items: [item(id, 100, category)] });
const cart = (id: string, time: number) => event("add_to_cart", time, { items: [item(id)] });
const buy = (id: string, time: number) =>
  event("purchase", time, {
    transaction: `t${time}`,
    value: 100,
    currency: "GBP",
    items: [item(id)],
  });
const page = (path: string, time: number, about?: string[]) =>
  pageView(path, time, { view: `view-${(views += 1)}`, ...(about && { about }) });

const signalsOf = ({ state }: Somebody, now: number) => tell(state, now).signals;
const names = (person: Somebody, now: number) => signalsOf(person, now).map(({ name }) => name);
const signal = (person: Somebody, name: string, now: number) =>
  signalsOf(person, now).find((one) => one.name === name);
const announced = (person: Somebody, name?: string) =>
  sentTo<Announcement>(person, "courier").filter(
    ({ type, data }) => type === "signal.raised" && (name === undefined || data["signal"] === name),
  );
const at = (time: number) => new Date(time).toISOString();

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

describe("several visits", () => {
  it("are two sessions in seven days", () => {
    const person = somebody();
    receive(person, [page("/", NOON)], { session: "s1" });
    expect(names(person, NOON)).toEqual([]);
    const second = NOON + 6 * DAY;
    receive(person, [page("/", second)], { session: "s2" });
    expect(signal(person, "multi_visit", second)).toMatchObject({
      reason: "came 2 times in 7 days",
      evidence: { sessions: ["s2", "s1"] },
      until: at(NOON + 7 * DAY),
    });
    expect(names(person, NOON + 7 * DAY)).toEqual([]);
  });

  it("are none when a week lies between them, or an order", () => {
    const rare = somebody();
    receive(rare, [page("/", NOON)], { session: "s1" });
    receive(rare, [page("/", NOON + 8 * DAY)], { session: "s2" });
    expect(names(rare, NOON + 8 * DAY)).toEqual([]);
    const buyer = somebody();
    receive(buyer, [page("/", NOON), buy("a", NOON + 1)], { session: "s1" });
    receive(buyer, [page("/", NOON + DAY)], { session: "s2" });
    expect(names(buyer, NOON + DAY)).toEqual([]);
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

describe("hesitation", () => {
  const end = NOON + HOUR;
  const leaveAfter = (...events: VisitEvent[]) => {
    const person = somebody();
    receive(person, events);
    settle(person.state, end);
    return person;
  };
  const returns = (time = NOON + MINUTE) => page("/returns/", time, ["returns"]);

  it("is leaving after an item and a page on returns, once the visit is over", () => {
    const person = somebody();
    receive(person, [look("x", NOON), returns()]);
    expect(names(person, NOON + MINUTE)).toEqual([]);
    settle(person.state, end);
    expect(signal(person, "hesitation_returns", end)).toMatchObject({
      reason: "read about returns at /returns/ after looking at x and left without ordering",
      evidence: { items: ["x"], pages: ["/returns/"], sessions: ["s1"] },
    });
    expect(announced(person)).toMatchObject([
      { person: "v1", at: end, data: { signal: "hesitation_returns" } },
    ]);
  });

  it("is also leaving after the part of a page on shipping, with something in the cart", () => {
    const view = "basket";
    const read = event("page_leave", NOON + 9, { view, sections: ["shipping"] });
    const basket = pageView("/cart/", NOON + 5, { view });
    expect(names(leaveAfter(cart("x", NOON), basket, read), end)).toEqual(["hesitation_shipping"]);
    expect(names(leaveAfter(look("x", NOON), basket, read), end)).toEqual([]);
  });

  it("is not to be seen in whoever orders, saw no item, or went on to other pages", () => {
    expect(names(leaveAfter(look("x", NOON), returns(), buy("x", NOON + HOUR / 3)), end)).toEqual(
      [],
    );
    expect(names(leaveAfter(returns(), page("/", NOON + 2 * MINUTE)), end)).toEqual([]);
    expect(names(leaveAfter(returns(NOON), look("x", NOON + MINUTE)), end)).toEqual([]);
    const on = [2, 3, 4].map((n) => page(`/mugs/${n}`, NOON + n * MINUTE));
    expect(names(leaveAfter(look("x", NOON), returns(), ...on), end)).toEqual([]);
  });

  it("is announced once, though a late event opens the visit again", () => {
    const person = leaveAfter(look("x", NOON), returns());
    receive(person, [look("y", NOON + 30_000)], { now: end + MINUTE });
    settle(person.state, end + HOUR);
    expect(names(person, end + HOUR)).toEqual(["hesitation_returns"]);
    expect(announced(person)).toHaveLength(1);
  });
});

describe("a cart that is kept", () => {
  it("raises its signal by alarm after two days, once", () => {
    const person = somebody();
    receive(person, [cart("x", NOON)]);
    settle(person.state, NOON + HOUR);
    expect(names(person, NOON + HOUR)).toEqual([]);
    const due = NOON + 2 * DAY;
    person.state.outboxDue = null;
    expect(nextDuty(person.state)).toBe(due);
    settle(person.state, due);
    expect(signal(person, "cart_kept", due)).toMatchObject({
      since: at(due),
      reason: "has had x in the cart for 2 days or longer",
      evidence: { items: ["x"] },
    });
    person.state.outboxDue = null;
    expect(nextDuty(person.state)).toBe(NOON + 7 * DAY);
    settle(person.state, due + DAY);
    expect(announced(person, "cart_kept")).toHaveLength(1);
  });

  it("waits from the last change, and ends with an order or an empty cart", () => {
    const person = somebody();
    receive(person, [cart("x", NOON)]);
    receive(person, [cart("y", NOON + DAY)], { session: "s2" });
    settle(person.state, NOON + 2 * DAY);
    expect(names(person, NOON + 2 * DAY)).not.toContain("cart_kept");
    const later = NOON + 4 * DAY;
    settle(person.state, later);
    expect(names(person, later)).toContain("cart_kept");
    receive(person, [buy("x", later + 1)], { session: "s3" });
    expect(names(person, later + 1)).toEqual([]);
    expect(person.state.profile.signalDue).toBeUndefined();
  });
});

describe("signals", () => {
  const twice = (person: Somebody, start: number) => {
    receive(person, [page("/", start)], { session: `a${start}` });
    receive(person, [page("/", start + HOUR)], { session: `b${start}` });
  };

  it("are announced when they are raised, not again while they are up, and again after a lapse", () => {
    const person = somebody();
    twice(person, NOON);
    twice(person, NOON + DAY);
    expect(announced(person, "multi_visit")).toHaveLength(1);
    twice(person, NOON + 30 * DAY);
    expect(announced(person, "multi_visit")).toHaveLength(2);
  });

  it("are segments", () => {
    const person = somebody();
    twice(person, NOON);
    expect(segmentsOf(person.state, null, NOON + HOUR)).toContain("signal:multi_visit");
    expect(segmentsOf(person.state, null, NOON + 8 * DAY)).not.toContain("signal:multi_visit");
  });

  it("of the past, as an import tells it, are raised without a word", () => {
    const person = somebody();
    const now = NOON + 3 * DAY;
    for (const n of [0, 1]) receive(person, [page("/", NOON + n * DAY)], { session: `s${n}`, now });
    expect(names(person, now)).toEqual(["multi_visit"]);
    expect(announced(person)).toEqual([]);
  });

  it("are not raised by the shop's own people", () => {
    const person = somebody();
    for (const n of [0, 1])
      receive(person, [page("/", NOON + n)], { session: `s${n}`, staff: true });
    expect(names(person, NOON + 1)).toEqual([]);
    expect(announced(person)).toEqual([]);
  });

  it("follow the shop's thresholds, and one that is switched off goes down", () => {
    const person = somebody();
    const signals = SignalRules.parse({ multi_visit: { sessions: 3 } });
    for (const n of [0, 1])
      receive(person, [page("/", NOON + n * HOUR)], { session: `s${n}`, signals });
    expect(names(person, NOON + HOUR)).toEqual([]);
    receive(person, [page("/", NOON + 2 * HOUR)], { session: "s2", signals });
    expect(names(person, NOON + 2 * HOUR)).toEqual(["multi_visit"]);
    settle(person.state, NOON + 3 * HOUR, { signals: SignalRules.parse({ multi_visit: null }) });
    expect(names(person, NOON + 3 * HOUR)).toEqual([]);
  });

  it("are few, however much somebody does", () => {
    const person = somebody();
    for (let n = 0; n < 12; n++)
      receive(
        person,
        Array.from({ length: 60 }, (_, k) => look(`i${k}`, NOON + n * HOUR + k, `C${k % 9}`)),
        { session: `s${n}` },
      );
    for (let n = 0; n < 40; n++)
      receive(person, [page(`/guide/${n}`, NOON + 13 * HOUR + n)], { session: "s13" });
    const { signals = [], revisited } = person.state.profile;
    expect(revisited).toHaveLength(CAPS.revisited);
    const byName = Map.groupBy(signals, ({ name }) => name);
    expect(Math.max(...Array.from(byName.values(), (same) => same.length))).toBe(CAPS.signals);
    expect(JSON.stringify(signals).length).toBeLessThan(8_000);
  });

  it("are the same in whatever order a batch has its events", () => {
    const deed = fc.constantFrom(
      (time: number) => look("a", time),
      (time: number) => look("b", time),
      (time: number) => look("c", time),
      (time: number) => cart("a", time),
      (time: number) => page("/returns/", time, ["returns"]),
      (time: number) => page("/guide/", time),
    );
    fc.assert(
      fc.property(fc.array(deed, { minLength: 1, maxLength: 30 }), fc.nat(), (deeds, seed) => {
        const events = deeds.map((make, n) => make(NOON + n * MINUTE));
        const shuffled = events.toSorted((a, b) => hash(a.id, seed) - hash(b.id, seed));
        const [one, other] = [events, shuffled].map((batch) => {
          const person = somebody();
          receive(person, batch);
          settle(person.state, NOON + 2 * HOUR);
          return tell(person.state, NOON + 2 * HOUR);
        });
        expect(other!.signals).toEqual(one!.signals);
        expect(other!.considerations).toEqual(one!.considerations);
      }),
    );
  });

  it("are raised by no number of reloads of one page", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (reloads) => {
        const person = somebody();
        for (let n = 0; n < reloads; n++) {
          const shown = page("/p/x/", NOON + n * 1000);
          receive(person, [shown, { ...look("x", NOON + n * 1000 + 1), view: shown.view }]);
        }
        settle(person.state, NOON + 3 * HOUR);
        expect(signalsOf(person, NOON + 3 * HOUR)).toEqual([]);
      }),
    );
  });
});

const hash = (id: string, seed: number) => {
  let mixed = seed;
  for (const letter of id) mixed = Math.imul(mixed ^ letter.charCodeAt(0), 0x01000193);
  return mixed >>> 0;
};
