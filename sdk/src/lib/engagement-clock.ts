import type { Engagement } from "../../../worker/wire/event.ts";

export type Attention = Omit<Engagement, "scroll">;

/** How often the clock is read while the page is visible, in ms. */
export const HEARTBEAT_MS = 250;
/**
 * Nothing was read for longer: the machine slept or the page was frozen, so nobody was looking. When
 * that began is not known; half a heartbeat after the last reading is never far off.
 */
const GAP_MS = HEARTBEAT_MS + 2000;
/** For how long an input counts as activity. */
const ACTIVE_MS = 5000;

/**
 * Adds up how long a page was visible, focused (visible and focused) and active (focused and with
 * input in the last five seconds), in ms. Each reading credits the time since the one before to
 * the state that the page was in meanwhile; it may tell that there is input now, and of a new state.
 */
export function createEngagementClock(now: number, visible: boolean, focused: boolean) {
  const total: Attention = { visible: 0, focused: 0, active: 0 };
  let last = now;
  let lastInput = -Infinity;

  return (at: number, input = false, nowVisible = visible, nowFocused = focused): Attention => {
    const until = at - last > GAP_MS ? last + HEARTBEAT_MS / 2 : at;
    if (visible) {
      total.visible += until - last;
      if (focused) {
        total.focused += until - last;
        total.active += Math.max(0, Math.min(until, lastInput + ACTIVE_MS) - last);
      }
    }
    if (input) lastInput = at;
    last = at;
    visible = nowVisible;
    focused = nowFocused;
    return total;
  };
}
