const FIRST_MS = 1000;
const LONGEST_MS = 300_000;
const DAY_MS = 86_400_000;

/**
 * How long to wait after the `failures`-th failure in a row (from 1), in ms: doubling from 1 s to
 * 5 min, of which a random half is taken off so that tags do not come back in step. A server that
 * says Retry-After in seconds is obeyed, up to a day. `random` is in [0, 1).
 */
export function retryDelay(
  failures: number,
  retryAfter: string | null | undefined,
  random: number,
): number {
  return (
    Math.min(+retryAfter! * 1000, DAY_MS) ||
    Math.min(FIRST_MS * 2 ** (failures - 1), LONGEST_MS) * (1 - random / 2)
  );
}

/**
 * Whether the same request may succeed later. Only a 4xx other than 408 (timeout) and 429 (overload)
 * is the last word; no status stands for no answer, 200 for one that nobody understands.
 */
export const isTransient = (status?: number): boolean => !/^4(?!08|29)/.test(`${status}`);
