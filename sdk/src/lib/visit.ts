/** Who is here and since when, as all tabs of a shop share it. */
export interface Visit {
  visitor: string;
  session: string;
  /** Epoch ms of the last event. */
  active: number;
  /** Campaign that opened the session, see `campaignOf`; empty when none did. */
  campaign: string;
}

const IDLE_MS = 30 * 60_000;

/**
 * The visit that an event at `now` (epoch ms) belongs to. A session ends after 30 idle minutes, or
 * when a campaign other than its own brings the visitor in again. The distance in time is absolute,
 * so that a clock which was set back does not freeze a session in the future.
 */
export function nextVisit(
  stored: Visit | null | undefined,
  now: number,
  campaign: string,
  newId: () => string,
): Visit {
  const continues =
    stored?.visitor &&
    Math.abs(now - stored.active) <= IDLE_MS &&
    (!campaign || campaign === stored.campaign);
  const visit = continues
    ? stored
    : { visitor: stored?.visitor || newId(), session: newId(), campaign };
  return { ...visit, active: now };
}
