/** Who is here and since when, as all tabs of a shop share it. */
export interface Visit {
  visitor: string;
  session: string;
  /** Epoch ms of the last event. */
  active: number;
}

const IDLE_MS = 30 * 60_000;

/**
 * The visit that an event at `now` (epoch ms) belongs to. A session ends after 30 idle minutes;
 * that a new campaign begins another one, the Worker sees. The distance in time is absolute, so that
 * a clock which was set back does not freeze a session in the future.
 */
export function nextVisit(
  stored: Visit | null | undefined,
  now: number,
  newId: () => string,
): Visit {
  const continues = stored && Math.abs(now - stored.active) <= IDLE_MS;
  return {
    visitor: stored?.visitor || newId(),
    session: continues ? stored.session : newId(),
    active: now,
  };
}
