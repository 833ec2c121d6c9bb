import { describe, expect, it } from "vitest";
import {
  type Lesson,
  newPrefixLog,
  weekOf,
  type WeekOrdered,
} from "../../../worker/core/intent/index.ts";
import { nextDuty, settle, upgrade } from "../../../worker/core/person/index.ts";
import type { ShelfLesson } from "../../../worker/core/recommend/index.ts";
import { DAY, event, HOUR, item, MINUTE, NOON, pageView } from "../event.ts";
import type { Stored } from "../../../worker/core/person/upgrade.ts";
import { receive, sentTo, somebody, type Somebody } from "./support.ts";

const viewItem = (id: string, time: number, category = "Mugs") =>
  event("view_item", time, { items: [item(id, 100, category)] });
const purchase = (transaction: string, time: number, ids = ["a"]) =>
  event("purchase", time, { transaction, items: ids.map((id) => item(id, 100, "Mugs")) });

const learnt = (person: Somebody) =>
  sentTo<Lesson>(person, "learner").map(({ target, ordered, at }) => [target, ordered, at]);
const shelved = (person: Somebody) => sentTo<ShelfLesson>(person, "shelf");
/** A person with one visit that has ended without an order; it began at `start`. */
const afterVisit = (start = NOON) => {
  const person = somebody(start);
  receive(person, [pageView("/", start), viewItem("a", start + MINUTE)]);
  settle(person.state, start + HOUR);
  return person;
};

describe("a visit that ends", () => {
  it("teaches the shelves what was viewed, in order, and what went into the cart", () => {
    const person = somebody();
    receive(person, [
      viewItem("a", NOON),
      viewItem("b", NOON + 1),
      event("add_to_cart", NOON + 2, { items: [item("b", 100, "Mugs")] }),
    ]);
    expect(shelved(person)).toEqual([]);
    settle(person.state, NOON + HOUR);
    expect(shelved(person)).toEqual([
      {
        kind: "visit",
        at: NOON,
        segments: ["buyers:none", "channel:Direct", "device:desktop"],
        items: ["a", "b"].map((id) => ({ id, category: "Mugs" })),
        carted: [{ id: "b", category: "Mugs", quantity: 1 }],
      },
    ]);
  });

  it("teaches the shelves nothing when no item came up", () => {
    const person = somebody();
    receive(person, [pageView("/", NOON)]);
    settle(person.state, NOON + HOUR);
    expect(shelved(person)).toEqual([]);
  });

  it("tells the session's model that there was no order, and remembers whose week it is", () => {
    const person = afterVisit();
    expect(learnt(person)).toEqual([["session", false, NOON + MINUTE]]);
    expect(person.state.week).toHaveLength(1);
  });

  it("teaches no moment that the page tells of while it is left", () => {
    const person = somebody();
    receive(person, [pageView("/", NOON), event("page_leave", NOON + MINUTE)]);
    receive(person, [viewItem("a", NOON + 2 * MINUTE), event("page_leave", NOON + 3 * MINUTE)]);
    settle(person.state, NOON + HOUR);
    expect(sentTo<Lesson>(person, "learner")[0]!.prefixes.rows).toHaveLength(2);
  });

  it("tells how long after the visit before it came", () => {
    const person = afterVisit();
    receive(person, [pageView("/", NOON + DAY)], { session: "s2" });
    settle(person.state, NOON + DAY + HOUR);
    const gaps = sentTo<Lesson>(person, "learner").map(({ gap }) => gap);
    expect(gaps).toEqual([null, DAY - MINUTE]);
  });

  it("leaves no message behind that has the id of another", () => {
    const person = afterVisit();
    receive(person, [purchase("t1", NOON + DAY)], { session: "s2" });
    const ids = person.state.outbox.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(person.state.outboxDue).not.toBeNull();
  });
});

describe("an order", () => {
  it("teaches the shelves and the session's model at once", () => {
    const person = somebody();
    receive(person, [viewItem("a", NOON), purchase("t1", NOON + MINUTE)]);
    expect(shelved(person)).toMatchObject([{ kind: "order", at: NOON + MINUTE }]);
    expect(learnt(person)).toEqual([["session", true, NOON + MINUTE]]);
    expect(nextDuty(person.state)).toBeLessThan(NOON + 2 * MINUTE);
  });

  it("teaches the session once, though two orders were made in it", () => {
    const person = somebody();
    receive(person, [viewItem("a", NOON), purchase("t1", NOON + 1), purchase("t2", NOON + 2)]);
    settle(person.state, NOON + HOUR);
    expect(learnt(person)).toEqual([["session", true, NOON + 1]]);
    expect(shelved(person).filter(({ kind }) => kind === "order")).toHaveLength(2);
  });

  it("is in no prefix that its own lesson is made of", () => {
    const person = somebody();
    receive(person, [viewItem("a", NOON), purchase("t1", NOON + 1), viewItem("b", NOON + 2)]);
    const [lesson] = sentTo<Lesson>(person, "learner");
    expect(lesson?.prefixes.rows).toHaveLength(1);
  });
});

describe("the week after a visit", () => {
  /** The visits, by the start of their week, of which the learner is told that there was an order. */
  const ordered = (person: Somebody) =>
    sentTo<WeekOrdered>(person, "learner").flatMap((body) =>
      body.target === "ordered" ? body.visits : [],
    );
  const held = (person: Somebody) =>
    sentTo<Lesson>(person, "learner").flatMap((lesson) => lesson.week ?? []);

  it("is taught by the session's own lesson, and wakes nobody", () => {
    const person = afterVisit();
    expect(held(person)).toEqual([{ visit: expect.any(String), due: NOON + MINUTE + 7 * DAY }]);
    expect(nextDuty({ ...person.state, outboxDue: null })).toBeNull();
    settle(person.state, NOON + 8 * DAY);
    expect(learnt(person)).toHaveLength(1);
  });

  it("has an order on its sixth day", () => {
    const person = afterVisit();
    const [week] = held(person);
    receive(person, [purchase("t1", NOON + 6 * DAY)], { session: "s2" });
    expect(ordered(person)).toEqual([week!.visit]);
  });

  it("is told of one order, not of each", () => {
    const person = afterVisit();
    receive(person, [purchase("t1", NOON + DAY)], { session: "s2" });
    receive(person, [purchase("t2", NOON + 2 * DAY)], { session: "s3" });
    expect(ordered(person)).toHaveLength(1);
  });

  it("is not credited with an order of the eighth day", () => {
    const person = afterVisit();
    receive(person, [purchase("t1", NOON + 7 * DAY + HOUR)], {
      session: "s2",
      now: NOON + 7 * DAY,
    });
    expect(ordered(person)).toEqual([]);
  });

  it("is not credited with an order that was made before the visit and told later", () => {
    const person = afterVisit();
    receive(person, [purchase("t1", NOON - 2 * DAY)], { session: null, now: NOON + HOUR });
    expect(ordered(person)).toEqual([]);
  });

  it("of an imported visit waits for the orders that are imported after it", () => {
    const start = NOON - 300 * DAY;
    const person = somebody(NOON);
    receive(person, [viewItem("a", start)], { session: null, now: NOON });
    receive(person, [purchase("t1", start + 2 * DAY)], { session: null, now: NOON + 1000 });
    const [week] = held(person);
    expect(week!.due).toBeGreaterThan(NOON + 1000);
    expect(ordered(person)).toEqual([week!.visit]);
  });

  it("says for which orders it came later than the visit", () => {
    const lesson = {
      target: "session",
      ordered: false,
      at: NOON,
      prefixes: newPrefixLog(),
    } as const;
    expect(weekOf(lesson)).toMatchObject({ target: "week", later: true });
    expect(weekOf({ ...lesson, ordered: true })).not.toHaveProperty("later");
  });

  it("that form 3 kept with the person is handed over when it is over", () => {
    const person = afterVisit();
    const lesson: Lesson = {
      target: "week",
      ordered: true,
      later: true,
      at: NOON,
      prefixes: newPrefixLog(),
    };
    const [from, until] = [NOON, NOON + 7 * DAY];
    const kept = [{ from, until, due: until, lesson }];
    const stored = { ...person.state, form: 3, outbox: [], outboxDue: null, week: kept };
    person.state = upgrade(stored as unknown as Stored);
    expect(nextDuty(person.state)).toBe(until);
    settle(person.state, until);
    settle(person.state, until + DAY);
    expect(sentTo<Lesson>(person, "learner")).toMatchObject([{ ...lesson, week: { due: until } }]);
  });
});

describe("a refund", () => {
  it("takes its goods off the shelves as of the day of the sale", () => {
    const person = somebody();
    receive(person, [purchase("t1", NOON, ["a", "b"])]);
    const refund = event("refund", NOON + DAY, {
      transaction: "t1",
      items: [item("a", 1, "Mugs")],
    });
    receive(person, [refund], { session: "s2" });
    expect(shelved(person).at(-1)).toMatchObject({
      kind: "refund",
      at: NOON,
      lines: [{ id: "a" }],
    });
  });

  it("that names no goods takes back the whole order", () => {
    const person = somebody();
    receive(person, [purchase("t1", NOON, ["a", "b"])]);
    receive(person, [event("refund", NOON + DAY, { transaction: "t1" })], { session: "s2" });
    expect(shelved(person).at(-1)).toMatchObject({
      kind: "refund",
      at: NOON,
      lines: [
        { id: "a", category: "Mugs" },
        { id: "b", category: "Mugs" },
      ],
    });
  });

  it("of an order that nobody knows, without goods, takes nothing", () => {
    const person = somebody();
    receive(person, [event("refund", NOON, { transaction: "never" })]);
    expect(shelved(person)).toEqual([]);
  });
});
