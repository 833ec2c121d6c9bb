import type { Event } from "../../wire/event.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Ids are remembered for 8 days; what is older than 7 could come twice and is refused. */
export const MAX_AGE = 7 * DAY;
/** Clocks of servers differ by seconds; what is further ahead than this is a mistake. */
export const MAX_AHEAD = 5 * MINUTE;

export type Timing =
  | { status: "on_time"; time: number }
  | { status: "too_old" | "in_future"; detail: string };

/**
 * When an event happened, on server time (epoch ms).
 *
 * Browsers send `age`: correcting their clocks by a sent-at stamp folds transit time in and reorders
 * funnels (PostHog/posthog#98250). Servers with a secret key may send `time`, of any age.
 */
export function timeOf(event: Event, received: number, trusted: boolean): Timing {
  const time =
    trusted && event.time !== undefined ? Date.parse(event.time) : received - (event.age ?? 0);
  if (time > received + MAX_AHEAD)
    return { status: "in_future", detail: "the event lies in the future" };
  const imported = trusted && event.time !== undefined;
  if (!imported && received - time > MAX_AGE)
    return { status: "too_old", detail: "events are taken for 7 days; import older ones by key" };
  return { status: "on_time", time: Math.min(Math.floor(time), received) };
}
