const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Waits after the first, second … failed try; the last one goes on. */
const WAITS = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
] as const;
const LAST_WAIT = WAITS.at(-1)!;

/** After this long without success a delivery is a dead letter. */
export const TRY_FOR_MS = 24 * HOUR;

/** What is known of a delivery that has just failed. */
export interface Failure {
  /** Failed tries so far, this one among them. */
  failures: number;
  /** When it was first tried, or asked for again (epoch ms). */
  since: number;
  /** What the receiver asked for by `Retry-After` (ms); null when it did not. */
  retryAfter: number | null;
  now: number;
}

/**
 * When a failed delivery is tried again (epoch ms), or null when its day is over. Waits grow, and are
 * shortened by up to a fifth so that what failed together does not come back together. A receiver may ask
 * for longer, up to four hours. The last try is at the end of the day.
 *
 * @param random in [0, 1)
 */
export function nextTry(
  { failures, since, retryAfter, now }: Failure,
  random: number,
): number | null {
  const end = since + TRY_FOR_MS;
  if (now >= end) return null;
  const wait = (WAITS[failures - 1] ?? LAST_WAIT) * (1 - random / 5);
  const asked = Math.min(retryAfter ?? 0, LAST_WAIT);
  return Math.min(now + Math.round(Math.max(wait, asked)), end);
}

/** `Retry-After` in ms, from seconds or a date (RFC 9110, 10.2.3); null when it is neither. */
export function retryAfterOf(header: string | null, now: number): number | null {
  if (header === null) return null;
  const ms = /^\d{1,9}$/.test(header.trim()) ? Number(header) * SECOND : Date.parse(header) - now;
  return Number.isNaN(ms) ? null : Math.max(0, ms);
}
