import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { IntentSnapshot } from "../../../worker/core/intent/index.ts";
import type { PersonFact, VisitFact } from "../../../worker/core/measure/index.ts";
import type { Announcement } from "../../../worker/core/messages/index.ts";
import { scoreVisit, segmentsOf, settle } from "../../../worker/core/person/index.ts";
import { DAY, event, HOUR, item, MINUTE, NOON, pageView } from "../event.ts";
import { model } from "./said-model.ts";
import { receive, sentTo, somebody, type Somebody } from "./support.ts";

let views = 0;
/** One more page of a visit, and what the model makes of it. */
function look(person: Somebody, said: IntentSnapshot, time: number, session = "s1") {
  views += 1;
  const events = [pageView(`/p/${views}`, time, { view: `p${views}` })];
  const { current } = receive(person, events, { session, now: time });
  return scoreVisit(person.state, current!, said, "UTC", time);
}

/** A visitor who has looked at a page, which is a bounce so far. */
function visitor() {
  const person = somebody();
  look(person, model(1), NOON);
  return person;
}

const announced = (person: Somebody) =>
  sentTo<Announcement>(person, "courier")
    .filter(({ type }) => type === "score.band_changed")
    .map(({ data }) => `${data["target"]}: ${data["from"]} → ${data["to"]}`);

const BANDS_BY_ODDS = fc.constantFrom(0.5, 1, 1.3, 1.6, 2, 4, 5.5, 8);

describe("score.band_changed", () => {
  test("is sent for each target that rises, with all that it rests on", () => {
    const person = visitor();
    const said = look(person, model(2, 7), NOON + MINUTE);
    expect(said).toMatchObject({ session: { band: "considering" }, week: { band: "ready" } });
    expect(announced(person)).toEqual(["session: null → considering", "week: null → ready"]);
    const [first] = sentTo<Announcement>(person, "courier");
    expect(first).toEqual({
      type: "score.band_changed",
      at: NOON + MINUTE,
      person: "v1",
      data: {
        target: "session",
        from: null,
        to: "considering",
        probability: said.session.probability,
        interval: said.session.interval,
        evidence: said.evidence,
        reasons: [],
        model: "ftrl-0",
        session: "s1",
      },
    });
  });

  test("is not sent for a first band that is low, but for a fall to it", () => {
    const person = visitor();
    look(person, model(1), NOON + MINUTE);
    expect(announced(person)).toEqual([]);
    look(person, model(1, 2), NOON + 2 * MINUTE);
    look(person, model(1, 1), NOON + 3 * MINUTE);
    expect(announced(person)).toEqual(["week: low → considering", "week: considering → low"]);
  });

  test("is not sent twice for a probability that wobbles around a cut within the margin", () => {
    const wobble = fc.array(fc.double({ min: -0.95, max: 0.95, noNaN: true }), {
      minLength: 2,
      maxLength: 12,
    });
    fc.assert(
      fc.property(fc.constantFrom(1.5, 5), wobble, (cut, steps) => {
        const person = visitor();
        steps.forEach((step, n) =>
          look(person, model(1, cut * 1.25 ** step), NOON + (n + 1) * MINUTE),
        );
        expect(announced(person).length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 30 },
    );
  });

  test("tells a chain without gaps: each starts from the band that the one before it came to", () => {
    fc.assert(
      fc.property(fc.array(BANDS_BY_ODDS, { maxLength: 15 }), (odds) => {
        const person = visitor();
        odds.forEach((times, n) => look(person, model(1, times), NOON + (n + 1) * MINUTE));
        const told = sentTo<Announcement>(person, "courier").map(({ data }) => data);
        for (const [n, { from, to }] of told.entries()) {
          expect(from ?? "low").not.toBe(to);
          if (n > 0) expect(from).toBe(told[n - 1]!["to"]);
        }
      }),
      { numRuns: 50 },
    );
  });

  test("is not sent by what is not scored: it lowers nobody", () => {
    const person = visitor();
    look(person, model(7), NOON + MINUTE);
    const unsure = look(person, model(0.5, 0.5, false), NOON + 2 * MINUTE);
    expect(unsure.week).toMatchObject({ status: "insufficient_evidence", band: null });
    expect(announced(person)).toEqual(["session: null → ready", "week: null → ready"]);
    expect(segmentsOf(person.state, null, NOON + 2 * MINUTE)).toContain("ready");
  });

  test("of a new visit begins anew, without a word that the old one is over", () => {
    const person = visitor();
    look(person, model(7, 1), NOON + MINUTE);
    look(person, model(1), NOON + 3 * HOUR, "s2");
    look(person, model(1), NOON + 3 * HOUR + MINUTE, "s2");
    look(person, model(2, 1), NOON + 3 * HOUR + 2 * MINUTE, "s2");
    expect(announced(person)).toEqual(["session: null → ready", "session: low → considering"]);
  });

  test("of the week goes on from the visit before, for 7 days", () => {
    const person = visitor();
    look(person, model(1, 7), NOON + MINUTE);
    for (const [after, session] of [
      [DAY, "s2"],
      [9 * DAY, "s3"],
    ] as const)
      for (const minute of [0, 1]) look(person, model(1), NOON + after + minute * MINUTE, session);
    // Nine days later nothing is left to be lowered from.
    expect(announced(person)).toEqual(["week: null → ready", "week: ready → low"]);
  });

  test("is not sent of visits that are told when they are over", () => {
    const person = somebody();
    const events = [pageView("/a", NOON, { view: "a" }), pageView("/b", NOON + 1, { view: "b" })];
    const { current } = receive(person, events, { now: NOON + DAY });
    scoreVisit(person.state, current!, model(7), "UTC", NOON + DAY);
    expect(announced(person)).toEqual([]);
  });
});

const people = (person: Somebody) =>
  sentTo<VisitFact | PersonFact>(person, "ledger").filter(
    (fact): fact is PersonFact => "kind" in fact && fact.kind === "person",
  );
const ofScore = (segments: string[]) => segments.filter((each) => !each.includes(":"));

describe("what the ledger hears of a person", () => {
  test("after a bounce is that the evidence is insufficient, and no segment of low interest", () => {
    const person = visitor();
    settle(person.state, NOON + HOUR);
    expect(people(person)).toHaveLength(1);
    const [fact] = people(person);
    expect(fact).toMatchObject({ band: null, person: "v1", orders: 0, lastSeen: NOON });
    expect(ofScore(fact!.segments)).toEqual(["insufficient_evidence"]);
    expect(fact!.because["insufficient_evidence"]!.why.join()).toMatch(/likely/);
  });

  test("whatever is scored, nobody is in a segment of the uninterested", () => {
    const person = visitor();
    look(person, model(0.1), NOON + MINUTE);
    settle(person.state, NOON + HOUR);
    expect(people(person).at(-1)!.band).toBe("low");
    expect(ofScore(people(person).at(-1)!.segments)).toEqual([]);
  });

  test("comes at once when somebody begins to consider, and at the visit's end, in higher versions", () => {
    const person = visitor();
    look(person, model(2), NOON + MINUTE);
    look(person, model(2), NOON + 2 * MINUTE);
    expect(people(person).map(({ segments }) => ofScore(segments))).toEqual([["considering"]]);
    settle(person.state, NOON + HOUR);
    const [first, last] = people(person);
    expect(last!.version).toBeGreaterThan(first!.version);
    expect(last!.because["considering"]!.until).toBe(NOON + 2 * MINUTE + 7 * DAY);
  });

  test("leaves out the shop's own people", () => {
    const person = somebody();
    receive(person, [pageView("/", NOON)], { staff: true });
    settle(person.state, NOON + HOUR);
    expect(people(person)).toEqual([]);
  });
});

describe("the scores that a visit's fact keeps", () => {
  const facts = (person: Somebody) =>
    sentTo<VisitFact | PersonFact>(person, "ledger").filter(
      (fact): fact is VisitFact => !("kind" in fact),
    );

  test("are the first and the last before an order, and stand when it is told again", () => {
    const person = visitor();
    look(person, model(1, 3), NOON + MINUTE);
    const bought = event("purchase", NOON + 2 * MINUTE, { transaction: "t1", items: [item("a")] });
    const { current } = receive(person, [bought], { now: NOON + 2 * MINUTE });
    scoreVisit(person.state, current!, model(9), "UTC", NOON + 2 * MINUTE);
    settle(person.state, NOON + HOUR);
    receive(person, [event("page_leave", NOON + 3 * MINUTE)], { now: NOON + HOUR + 1 });
    settle(person.state, NOON + 2 * HOUR);
    expect(facts(person)).toHaveLength(2);
    for (const { scores } of facts(person)) {
      expect(scores).toMatchObject({ band: "considering", orders: 0 });
      expect(scores!.entry).toBeCloseTo(0.02, 3);
      expect(scores!.exit).toBeCloseTo((3 * 0.02) / (0.98 + 0.06), 3);
    }
  });

  test("are none of an order that comes with the visit's first words", () => {
    const person = somebody();
    const bought = event("purchase", NOON, { transaction: "t1", items: [item("a")] });
    const { current } = receive(person, [pageView("/", NOON), bought]);
    scoreVisit(person.state, current!, model(9), "UTC", NOON);
    settle(person.state, NOON + HOUR);
    expect(facts(person)[0]!.scores).toBeNull();
  });
});
