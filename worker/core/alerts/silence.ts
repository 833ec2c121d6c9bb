import type { Finding } from "./alert.ts";

const HOUR = 3_600_000;
export const WEEK_MS = 7 * 24 * HOUR;

/** Earlier weeks that are looked at; with fewer than two there is nothing to compare with. */
export const EARLIER_WEEKS = 4;
const LEAST_WEEKS = 2;
/** Of so many visits that were expected none comes by chance once in 20 000 times (Poisson, e^−10). */
const LEAST_VISITS = 10;
/** A visit is told half an hour after its last event, and by an alarm. */
const TOLD_AFTER_MS = 45 * 60_000;
const LONGEST_MS = 24 * HOUR;

/** A span of time in which nobody came. Epoch ms. */
export interface Gap {
  from: number;
  to: number;
}

/**
 * The time since the last visit, as far as visits would have been told, of the last day at most; null
 * while it is too short to be looked at.
 *
 * @param last when the last visit ended (epoch ms)
 */
export function gapAt(last: number, now: number): Gap | null {
  const to = now - TOLD_AFTER_MS;
  const from = Math.max(last, to - LONGEST_MS);
  return to - from < HOUR ? null : { from, to };
}

/**
 * Whether the shop's tag has fallen silent: nobody came in a time in which, by the median of the same
 * hours of earlier weeks, at least ten visits were to be expected.
 *
 * @param earlier visits that ended in the same hours one, two … weeks before, as far as the shop existed
 */
export function silence({ from, to }: Gap, earlier: readonly number[]): Finding | null {
  if (earlier.length < LEAST_WEEKS) return null;
  const sorted = earlier.toSorted((a, b) => a - b);
  const half = (sorted.length - 1) / 2;
  const expected = (sorted[Math.floor(half)]! + sorted[Math.ceil(half)]!) / 2;
  if (expected < LEAST_VISITS) return null;
  const hours = Math.floor((to - from) / HOUR);
  const detail = `no visit for ${hours} h; in the same hours of earlier weeks there were ${expected}`;
  return { kind: "tag_silent", subject: "", detail };
}
