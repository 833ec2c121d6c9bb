import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { timeOf } from "../../../worker/core/visit/index.ts";
import { DAY, MINUTE, NOON } from "../event.ts";

const at = (more: { age?: number; time?: string }, trusted = false) =>
  timeOf({ id: "e", name: "page_view", ...more }, NOON, trusted);

describe("when an event happened", () => {
  it("is what the server received less the event's age", () => {
    expect(at({ age: 1500 })).toEqual({ status: "on_time", time: NOON - 1500 });
    expect(at({})).toEqual({ status: "on_time", time: NOON });
  });

  it("is never later than now, whatever the browser's clock says", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (age) => {
        const timing = at({ age });
        if (timing.status === "on_time") expect(timing.time).toBeLessThanOrEqual(NOON);
      }),
    );
  });

  it("may lie 7 days back and not more", () => {
    expect(at({ age: 7 * DAY }).status).toBe("on_time");
    expect(at({ age: 7 * DAY + 1 }).status).toBe("too_old");
    expect(at({ age: 730 * DAY }).status).toBe("too_old");
  });

  it("may not lie ahead by more than clocks differ", () => {
    expect(at({ age: -4 * MINUTE })).toEqual({ status: "on_time", time: NOON });
    expect(at({ age: -6 * MINUTE }).status).toBe("in_future");
  });

  it("is the time that a secret key names, of any age", () => {
    const time = "2024-11-22T12:00:00Z";
    expect(at({ time }, true)).toEqual({ status: "on_time", time: Date.parse(time) });
    expect(at({ time: "2027-01-01T00:00:00+09:00" }, true).status).toBe("in_future");
  });

  it("is not what a browser names: without a secret key only the age counts", () => {
    expect(at({ time: "2024-11-22T12:00:00Z", age: 10 })).toEqual({
      status: "on_time",
      time: NOON - 10,
    });
  });
});
