import type { Engagement } from "../../../worker/wire/event.ts";

export type Attention = Omit<Engagement, "scroll">;

/** How often the clock is read while the page is visible, in ms. */
export const HEARTBEAT_MS = 5000;
/** Nothing was read for longer: the machine slept or the page was frozen, so nobody was looking. */
const GAP_MS = HEARTBEAT_MS + 2000;
/** For how long an input counts as activity. */
const ACTIVE_MS = 5000;

/**
 * Adds up how long a page was visible, focused (visible and focused) and active (focused and with
 * input in the last five seconds), in ms. Each reading credits the time since the one before to
 * the state that the page was in meanwhile; it may tell of a new state, and that there is input now.
 */
export function createEngagementClock(now: number, visible: boolean, focused: boolean) {
  const total: Attention = { visible: 0, focused: 0, active: 0 };
  let last = now;
  let lastInput = -Infinity;

  return (at: number, nowVisible = visible, nowFocused = focused, input = false): Attention => {
    const elapsed = at - last;
    if (visible && elapsed <= GAP_MS) {
      total.visible += elapsed;
      if (focused) {
        total.focused += elapsed;
        total.active += Math.max(0, Math.min(at, lastInput + ACTIVE_MS) - last);
      }
    }
    last = at;
    visible = nowVisible;
    focused = nowFocused;
    if (input) lastInput = at;
    return { ...total };
  };
}
