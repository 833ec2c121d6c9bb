const FIRST_OPEN_MS = 30_000;
const LONGEST_OPEN_MS = 10 * 60_000;
/** Failures in a row after which a receiver is left alone. */
export const OPENS_AFTER = 5;

/** How a receiver has done of late: a circuit breaker (Nygard 2018, "Release It!", ch. 5). */
export interface Breaker {
  /** Failures in a row. */
  failures: number;
  /** While it is open nothing is sent; from then on one probe at a time (epoch ms). Null: it is closed. */
  openUntil: number | null;
  /** When the first of these failures was (epoch ms); null while there is none. */
  failingSince: number | null;
}

export const closedBreaker = (): Breaker => ({
  failures: 0,
  openUntil: null,
  failingSince: null,
});

/** How many deliveries may be under way at once. */
export function roomOf({ openUntil }: Breaker, now: number, most: number): number {
  if (openUntil === null) return most;
  return openUntil <= now ? 1 : 0;
}

/** Opens after some failures in a row, and for twice as long after each probe that fails. */
export function afterFailure({ failures, failingSince }: Breaker, now: number): Breaker {
  const inRow = failures + 1;
  const open = FIRST_OPEN_MS * 2 ** Math.min(inRow - OPENS_AFTER, 20);
  return {
    failures: inRow,
    openUntil: inRow < OPENS_AFTER ? null : now + Math.min(open, LONGEST_OPEN_MS),
    failingSince: failingSince ?? now,
  };
}

/** A receiver that has failed for this long is worth an alert; a restart of it is not. */
const FAILS_FOR_MS = 15 * 60_000;

export const isFailing = ({ failures, failingSince }: Breaker, now: number): boolean =>
  failures >= OPENS_AFTER && failingSince !== null && now - failingSince >= FAILS_FOR_MS;
