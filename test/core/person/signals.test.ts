import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CAPS } from "../../../worker/core/person/caps.ts";
import { segmentsOf, settle, tell } from "../../../worker/core/person/index.ts";
import { SignalRules } from "../../../worker/wire/signals.ts";
import { DAY, HOUR, MINUTE, NOON } from "../event.ts";
import { announced, cart, look, names, page, signalsOf } from "./signals-support.ts";
import { receive, somebody, type Somebody } from "./support.ts";

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
