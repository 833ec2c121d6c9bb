import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createEngagementClock } from "../../sdk/src/lib/engagement-clock.ts";

/** Reads every 5 s, as the heartbeat does, until `to`. */
function beat(clock: ReturnType<typeof createEngagementClock>, from: number, to: number) {
  let total = clock(from);
  for (let at = from + 5000; at <= to; at += 5000) total = clock(at);
  return total;
}

test("time counts as visible, focused and active by what the page was meanwhile", () => {
  const clock = createEngagementClock(0, true, true);
  clock(1000, undefined, undefined, true);
  clock(4000, true, false);
  expect(clock(6000, true, true)).toEqual({ visible: 6000, focused: 4000, active: 3000 });
});

test("a hidden page adds nothing", () => {
  const clock = createEngagementClock(0, true, true);
  clock(2000, false, true);
  clock(4000, true, true);
  expect(clock(5000)).toEqual({ visible: 3000, focused: 3000, active: 0 });
});

test("activity lasts five seconds after the last input", () => {
  const clock = createEngagementClock(0, true, true);
  clock(0, undefined, undefined, true);
  expect(beat(clock, 0, 20_000)).toEqual({ visible: 20_000, focused: 20_000, active: 5000 });
});

test("a sleeping laptop adds nothing", () => {
  const clock = createEngagementClock(0, true, true);
  beat(clock, 0, 10_000);
  expect(clock(10_000 + 8 * 3_600_000)).toEqual({
    visible: 10_000,
    focused: 10_000,
    active: 0,
  });
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
        if (input) clock(now, undefined, undefined, true);
        clock(now, visible, focused);
      }
      const total = clock(now);
      expect(total.active).toBeLessThanOrEqual(total.focused);
      expect(total.focused).toBeLessThanOrEqual(total.visible);
      expect(total.visible).toBeLessThanOrEqual(now);
    }),
  );
});
