import { describe, expect, test } from "vitest";
import { scoreVisit, segmentsOf } from "../../../worker/core/person/index.ts";
import { DAY, event, HOUR, item, MINUTE, NOON, pageView } from "../event.ts";
import { model } from "./said-model.ts";
import { factsOf, receive, sentTo, somebody } from "./support.ts";

const TOMORROW = NOON + DAY;
const page = (path: string, time: number) => pageView(path, time, { view: path });
const three = [page("/a", NOON), page("/b", NOON + MINUTE), page("/c", NOON + 2 * MINUTE)];

describe("a visit that is told when it is over", () => {
  test("is scored as it would have been while it lasted", () => {
    const told = somebody();
    receive(told, three, { now: TOMORROW, model: model(1, 3) });

    const live = somebody();
    for (const view of three) {
      const { current } = receive(live, [view], { now: view.time });
      scoreVisit(live.state, current!, model(1, 3), "UTC", view.time);
    }
    receive(live, [page("/d", TOMORROW)], { session: "s2", now: TOMORROW });

    expect(factsOf(told)[0]!.scores).not.toBeNull();
    expect(factsOf(told)[0]!.scores).toEqual(factsOf(live)[0]!.scores);
  });

  test("knows nothing of its own order", () => {
    const bought = event("purchase", NOON + 3 * MINUTE, { transaction: "t1", items: [item("a")] });
    const person = somebody();
    receive(person, [...three, bought], { now: TOMORROW, model: model(1, 3) });
    const other = somebody();
    receive(other, three, { now: TOMORROW, model: model(1, 3) });
    const [fact] = factsOf(person);
    expect(fact!.orders).toBe(1);
    expect(fact!.scores).toEqual({ ...factsOf(other)[0]!.scores, orders: 0 });
  });

  test("leaves the person's band for the week that its score spoke of, and announces none", () => {
    const person = somebody();
    receive(person, three, { now: TOMORROW, model: model(1, 3) });
    const lastScore = NOON + 2 * MINUTE;
    expect(segmentsOf(person.state, null, lastScore + 7 * DAY - 1)).toContain("considering");
    expect(segmentsOf(person.state, null, lastScore + 7 * DAY)).not.toContain("considering");
    expect(sentTo(person, "courier")).toEqual([]);
  });

  test("is not scored once the person has come again, after three weeks, or without a model", () => {
    const returned = somebody();
    const later = [page("/d", NOON + 5 * HOUR)];
    receive(returned, later, { session: "s2", now: TOMORROW });
    receive(returned, three, { now: TOMORROW, model: model(1, 3) });
    expect(factsOf(returned).map(({ scores }) => scores)).toEqual([null, null, null]);
    const old = somebody();
    receive(old, three, { now: NOON + 22 * DAY, model: model(1, 3) });
    expect(factsOf(old)[0]!.scores).toBeNull();
    const unread = somebody();
    receive(unread, three, { now: TOMORROW, model: null });
    expect(factsOf(unread)[0]!.scores).toBeNull();
  });
});
