import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  firstRememberedHour,
  isSendable,
  messageId,
  REMEMBER_FOR_MS,
  SEND_FOR_MS,
  sendingHour,
} from "../../../worker/core/messages/index.ts";
import { HOUR, NOON } from "../event.ts";

describe("a message's id", () => {
  it("says in which hour it was first sent", () => {
    expect(sendingHour(messageId("demo/v1", 7, NOON + 59 * 60_000))).toBe(NOON / HOUR);
  });

  it("is another for each sender and each message", () => {
    const ids = ["demo/v1", "demo/v2"].flatMap((sender) =>
      [1, 2, 12].map((n) => messageId(sender, n, NOON)),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("without an hour is sent and remembered by nobody", () => {
    expect(sendingHour("what")).toBeNaN();
    expect(isSendable("what", NOON)).toBe(false);
  });
});

describe("a message", () => {
  it("is tried for 48 hours", () => {
    const id = messageId("demo/v1", 1, NOON);
    expect(isSendable(id, NOON + SEND_FOR_MS - 1)).toBe(true);
    expect(isSendable(id, NOON + SEND_FOR_MS)).toBe(false);
  });

  it("is remembered by its receiver for as long as anybody may still send it", () => {
    const first = fc.integer({ min: 0, max: 2 ** 41 });
    fc.assert(
      fc.property(first, fc.nat(2 * REMEMBER_FOR_MS), (sent, later) => {
        const id = messageId("demo/v1", 1, sent);
        if (isSendable(id, sent + later))
          expect(sendingHour(id)).toBeGreaterThanOrEqual(firstRememberedHour(sent + later));
      }),
    );
  });
});
