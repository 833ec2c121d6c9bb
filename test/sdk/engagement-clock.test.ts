import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createEngagementClock, HEARTBEAT_MS } from "../../sdk/src/lib/engagement-clock.ts";

/** Reads as the heartbeat does, until `to`. */
function beat(clock: ReturnType<typeof createEngagementClock>, from: number, to: number) {
  let total = clock(from);
  for (let at = from + HEARTBEAT_MS; at <= to; at += HEARTBEAT_MS) total = clock(at);
  return total;
}

test("time counts as visible, focused and active by what the page was meanwhile", () => {
  const clock = createEngagementClock(0, true, true);
  clock(1000, true);
  clock(2000, false, true, false);
  expect(clock(4000, false, true, true)).toEqual({ visible: 4000, focused: 2000, active: 1000 });
});

test("a hidden page adds nothing", () => {
  const clock = createEngagementClock(0, true, true);
  clock(2000, false, false, true);
  clock(60_000, false, true, true);
  expect(clock(61_000)).toEqual({ visible: 3000, focused: 3000, active: 0 });
});

test("activity lasts five seconds after the last input", () => {
  const clock = createEngagementClock(0, true, true);
  clock(0, true);
  expect(beat(clock, 0, 20_000)).toEqual({ visible: 20_000, focused: 20_000, active: 5000 });
});

test("a sleeping laptop adds at most half a heartbeat", () => {
  const clock = createEngagementClock(0, true, true);
  beat(clock, 0, 10_000);
  const { visible, focused } = clock(10_000 + 8 * 3_600_000);
  expect([visible, focused]).toEqual([10_125, 10_125]);
  expect(beat(clock, 10_000 + 8 * 3_600_000, 11_000 + 8 * 3_600_000).visible).toBe(11_125);
});

test("nothing is counted twice: active is within focused, focused within visible, visible within time", () => {
  const step = fc.record({
    wait: fc.integer({ min: 0, max: 9000 }),
    visible: fc.boolean(),
    focused: fc.boolean(),
    input: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      let now = 0;
      const clock = createEngagementClock(now, true, true);
      for (const { wait, visible, focused, input } of steps) {
        now += wait;
        clock(now, input, visible, focused);
      }
      const total = clock(now);
      expect(total.active).toBeLessThanOrEqual(total.focused);
      expect(total.focused).toBeLessThanOrEqual(total.visible);
      expect(total.visible).toBeLessThanOrEqual(now);
    }),
  );
});
