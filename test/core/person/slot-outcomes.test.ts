import { beforeEach, describe, expect, it } from "vitest";
import { settle } from "../../../worker/core/person/index.ts";
import type { SlotLesson } from "../../../worker/core/recommend/index.ts";
import { receive, sentTo, type Somebody, somebody } from "./support.ts";
import { event, HOUR, item, NOON, pageView } from "../event.ts";

let person: Somebody;
const feedback = (what: "shown" | "clicked", receipt: string, id: string) =>
  event(`recommendation_${what}`, NOON, { receipt, items: [item(id)] });
const slotLessons = () =>
  sentTo<SlotLesson>(person, "learner").filter(({ target }) => target === "slots");
const end = () => settle(person.state, NOON + HOUR);

/** A receipt that somebody has, drawn with this probability. */
function give(receipt: string, strategy?: string, propensity?: number) {
  person.state.profile.receipts.push({
    id: receipt,
    time: NOON,
    slot: "side",
    scenario: "home",
    model: "m",
    items: ["a", "b"].map((id) => ({ id, reason: "", parts: [] })),
    passed: [],
    fallback: null,
    shown: [],
    clicked: [],
    ...(strategy !== undefined && { strategy }),
    ...(propensity !== undefined && { propensity }),
  });
}

beforeEach(() => {
  person = somebody();
  give("r1", "table", 0.5);
  give("r2", "table", 0.25);
  give("r3", "vectors", 0.5);
  give("r4");
});

describe("what came of receipts", () => {
  it("goes out once a visit, when it ends: a trial a receipt seen, a success if any item was clicked", () => {
    receive(person, [
      feedback("shown", "r1", "a"),
      feedback("shown", "r1", "b"),
      feedback("clicked", "r1", "a"),
      feedback("clicked", "r1", "b"),
      feedback("shown", "r2", "a"),
      feedback("shown", "r3", "a"),
    ]);
    expect(slotLessons()).toEqual([]);
    end();
    expect(slotLessons()).toEqual([
      {
        target: "slots",
        at: NOON,
        context: "new desktop",
        trials: [
          {
            slot: "side",
            scenario: "home",
            strategy: "table",
            sums: { shown: 2, clicked: 1, w: 6, wr: 2, w2: 20, w2r: 4 },
          },
          {
            slot: "side",
            scenario: "home",
            strategy: "vectors",
            sums: { shown: 1, clicked: 0, w: 2, wr: 0, w2: 4, w2r: 0 },
          },
        ],
      },
    ]);
  });

  it("counts a click that is told before its receipt was seen, and the sight not again", () => {
    receive(person, [feedback("clicked", "r1", "a")]);
    receive(person, [feedback("shown", "r1", "a")]);
    end();
    expect(slotLessons()[0]!.trials[0]!.sums).toMatchObject({ shown: 1, clicked: 1 });
  });

  it("counts a click that comes after the visit was taught, and nothing twice", () => {
    receive(person, [feedback("shown", "r1", "a")]);
    end();
    const late = NOON + HOUR + 1;
    receive(person, [feedback("clicked", "r1", "a")], { now: late });
    settle(person.state, late + HOUR);
    const sums = slotLessons().map(({ trials }) => trials[0]!.sums);
    expect(sums).toMatchObject([
      { shown: 1, clicked: 0 },
      { shown: 0, clicked: 1 },
    ]);
  });

  it("is told under the scenario's name where that knows one way only", () => {
    receive(person, [feedback("shown", "r4", "a")]);
    end();
    const [only] = slotLessons()[0]!.trials;
    expect(only).toMatchObject({ strategy: "home", sums: { shown: 1, w: 1 } });
  });

  it("is nothing of an unknown receipt, or of an item that was not in it", () => {
    receive(person, [feedback("shown", "unknown", "a"), feedback("clicked", "r1", "not in it")]);
    end();
    expect(slotLessons()).toEqual([]);
  });

  it("is kept of 24 slots and strategies a visit: slots are named by pages", () => {
    const receipts = Array.from({ length: 30 }, (_, n) => `many-${n}`);
    for (const receipt of receipts) {
      give(receipt, "table", 0.5);
      person.state.profile.receipts.at(-1)!.slot = receipt;
    }
    receive(
      person,
      receipts.map((receipt) => feedback("shown", receipt, "a")),
    );
    end();
    expect(slotLessons()[0]!.trials).toHaveLength(24);
  });

  it("knows who came back", () => {
    receive(person, [pageView("/", NOON - 5 * HOUR)], { session: "s0" });
    receive(person, [feedback("shown", "r1", "a")]);
    end();
    expect(slotLessons()[0]!.context).toBe("returning desktop");
  });
});
