import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CAPS } from "../../../worker/core/person/caps.ts";
import {
  consider,
  joinConsiderations,
  weightOf,
} from "../../../worker/core/person/considerations.ts";
import { joinRevisited } from "../../../worker/core/person/revisits.ts";
import type { Profile } from "../../../worker/core/person/state.ts";
import { tell } from "../../../worker/core/person/index.ts";
import { topicNamer, type VisitEvent } from "../../../worker/core/visit/index.ts";
import { DAY, event, MINUTE, NOON, pageView } from "../event.ts";
import { receive, somebody, type Somebody } from "./support.ts";

const topicsOf = topicNamer({});
/** A page as the door lets it in. */
function page(path: string, time: number, view: string): VisitEvent {
  const viewed = pageView(path, time, { view });
  return { ...viewed, about: topicsOf(viewed) };
}
const leave = (time: number, view: string, sections: string[]) =>
  event("page_leave", time, { view, sections });
const considered = ({ state }: Somebody, now = NOON) => tell(state, now).considerations;
const factors = (person: Somebody, now?: number) =>
  considered(person, now).map(({ factor }) => factor);

describe("what a person weighs", () => {
  it("is size and fit after two looks at the size guide and one at returns, with their events", () => {
    const person = somebody();
    const events = [
      page("/size-guide/", NOON, "p1"),
      pageView("/p/mug/", NOON + MINUTE, { view: "p2" }),
      page("/size-guide/", NOON + 2 * MINUTE, "p3"),
      page("/returns/", NOON + 3 * MINUTE, "p4"),
    ];
    receive(person, events);
    expect(considered(person, NOON + 3 * MINUTE)).toEqual([
      {
        factor: "size_fit",
        weight: 0.75,
        count: 2,
        evidence: [events[2]!.id, events[0]!.id],
        last_seen: new Date(NOON + 2 * MINUTE).toISOString(),
      },
      {
        factor: "returns",
        weight: 0.5,
        count: 1,
        evidence: [events[3]!.id],
        last_seen: new Date(NOON + 3 * MINUTE).toISOString(),
      },
    ]);
  });

  it("is shown by sections that were read, once in a page view", () => {
    const person = somebody();
    receive(person, [
      pageView("/p/mug/", NOON, { view: "p1" }),
      leave(NOON + 1, "p1", ["reviews"]),
      leave(NOON + 2, "p1", ["reviews", "shipping"]),
    ]);
    expect(considered(person).map(({ factor, count }) => [factor, count])).toEqual([
      ["shipping", 1],
      ["reviews", 1],
    ]);
  });

  it("is shown once by a page on it whose section of that name is read", () => {
    const person = somebody();
    receive(person, [page("/returns/", NOON, "p1"), leave(NOON + 9, "p1", ["returns"])]);
    expect(considered(person)[0]).toMatchObject({ factor: "returns", count: 1 });
  });

  it("is nothing for whoever has shown nothing", () => {
    const person = somebody();
    receive(person, [pageView("/", NOON)]);
    expect(considered(person)).toEqual([]);
    expect(person.state.profile.considerations).toBeUndefined();
  });

  it("counts half after a week, and what is fresh overtakes what is old", () => {
    const person = somebody();
    receive(person, [page("/size-guide/", NOON, "p1"), page("/size-guide/", NOON, "p2")]);
    const sizes = () => person.state.profile.considerations![0]!;
    expect(weightOf(sizes(), NOON)).toBeCloseTo(1 - 2 ** -2);
    expect(weightOf(sizes(), NOON + 7 * DAY)).toBeCloseTo(1 - 2 ** -1);
    expect(weightOf(sizes(), NOON + 14 * DAY)).toBeCloseTo(1 - 2 ** -0.5);
    const later = NOON + 21 * DAY;
    receive(person, [page("/returns/", later, "p3")]);
    expect(factors(person, later)).toEqual(["returns", "size_fit"]);
  });
});

describe("the weights of factors", () => {
  const shown = fc.record({
    factor: fc.constantFrom("price", "shipping", "reviews"),
    days: fc.integer({ min: 0, max: 60 }),
  });
  const eventOf = ({ factor, days }: { factor: string; days: number }, place: number) =>
    event("page_view", NOON + days * DAY + place, { view: `v${place}`, about: [factor] });
  const weights = (events: readonly VisitEvent[], now: number) => {
    const { profile } = somebody().state;
    for (const one of events) consider(profile, one);
    return new Map(profile.considerations?.map((one) => [one.factor, weightOf(one, now)]));
  };

  it("are within 0 … 1, fall as time passes, and do not depend on the order of events", () => {
    fc.assert(
      fc.property(fc.array(shown, { minLength: 1, maxLength: 30 }), fc.nat(90), (all, wait) => {
        const events = all.map(eventOf);
        const now = NOON + 61 * DAY;
        const forth = weights(events, now);
        const back = weights(events.toReversed(), now);
        const later = weights(events, now + wait * DAY);
        for (const [factor, weight] of forth) {
          expect(weight).toBeGreaterThan(0);
          expect(weight).toBeLessThanOrEqual(1);
          expect(back.get(factor)).toBeCloseTo(weight, 9);
          expect(later.get(factor)).toBeLessThanOrEqual(weight);
        }
      }),
    );
  });

  it("only rise by evidence, and one factor's evidence leaves the others alone", () => {
    fc.assert(
      fc.property(fc.array(shown, { maxLength: 20 }), shown, (all, one) => {
        const events = all.map(eventOf);
        const now = NOON + 61 * DAY;
        const before = weights(events, now);
        const after = weights([...events, eventOf(one, 99)], now);
        for (const [factor, weight] of after)
          if (factor === one.factor) expect(weight).toBeGreaterThan(before.get(factor) ?? 0);
          else expect(weight).toBe(before.get(factor));
      }),
    );
  });

  it("are kept of as many factors as there is room for, the weightiest", () => {
    const { profile } = somebody().state;
    for (let n = 0; n < 3 * CAPS.factors; n++)
      for (let times = 0; times <= n % 7; times++)
        consider(profile, event("page_view", NOON + n, { about: [`own_${n}`] }));
    const known = profile.considerations!;
    expect(known).toHaveLength(CAPS.factors);
    expect(Math.max(...known.map(({ evidence }) => evidence.length))).toBe(CAPS.factorEvidence);
  });
});

describe("two records of one person", () => {
  it("say together what one record would say of all their events", () => {
    const shown = fc.tuple(fc.constantFrom("price", "shipping"), fc.nat(30), fc.boolean());
    fc.assert(
      fc.property(fc.array(shown, { maxLength: 20 }), (all) => {
        const [whole, one, other] = [somebody(), somebody(), somebody()].map(
          ({ state }) => state.profile,
        ) as [Profile, Profile, Profile];
        for (const [place, [factor, days, isOther]] of all.entries()) {
          const each = event("page_view", NOON + days * DAY + place, { about: [factor] });
          consider(whole, each);
          consider(isOther ? other : one, each);
        }
        const joined = joinConsiderations(one.considerations ?? [], other.considerations ?? []);
        const byFactor = new Map(joined.map((each) => [each.factor, each]));
        expect(byFactor.size).toBe(whole.considerations?.length ?? 0);
        for (const { factor, sum, ...rest } of whole.considerations ?? []) {
          const { sum: joint, ...known } = byFactor.get(factor)!;
          expect(joint).toBeCloseTo(sum, 9);
          expect(known).toEqual({ factor, ...rest });
        }
      }),
    );
  });

  it("have seen a page in the visits of both", () => {
    const visited = (path: string, last: number, ...visits: number[]) => ({
      path,
      last,
      visits,
      view: null,
    });
    expect(
      joinRevisited(
        [visited("/a", NOON, 1, 2)],
        [visited("/a", NOON + 1, 2, 3), visited("/b", NOON, 4)],
      ),
    ).toEqual([visited("/a", NOON + 1, 1, 2, 3), visited("/b", NOON, 4)]);
  });
});
