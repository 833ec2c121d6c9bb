import { describe, expect, it } from "vitest";
import { restOutbox } from "../../../worker/core/person/index.ts";
import { event, HOUR, item, NOON } from "../event.ts";
import { receive, somebody } from "./support.ts";

describe("an outbox whose delivery the row does not tell of", () => {
  const buyer = () => {
    const person = somebody();
    receive(person, [event("purchase", NOON, { transaction: "t1", items: [item("a", 100)] })]);
    return person.state;
  };

  it("wakes nobody when it was due long ago, and goes with what goes next", () => {
    const state = buyer();
    const waiting = state.outbox.length;
    restOutbox(state, NOON + HOUR);
    expect(state.outboxDue).toBeNull();
    expect(state.outbox).toHaveLength(waiting);
  });

  it("is due as ever while its alarm may still be on the way", () => {
    const state = buyer();
    restOutbox(state, NOON + 60_000);
    expect(state.outboxDue).toBeLessThan(NOON + 60_000);
  });

  it("is due as ever when one is known to have failed, or more of it waits", () => {
    const failed = buyer();
    failed.outbox[0]!.failed = true;
    restOutbox(failed, NOON + HOUR);
    expect(failed.outboxDue).not.toBeNull();
    const overflowing = { ...buyer(), overflowing: true };
    restOutbox(overflowing, NOON + HOUR);
    expect(overflowing.outboxDue).not.toBeNull();
  });
});
