import { newId } from "./id.ts";

/** Who is here and since when, as all tabs of a shop share it. */
export interface Visit {
  visitor: string;
  session: string;
  /** Epoch ms of the last event, to the second. */
  active: number;
}

const IDLE_MS = 30 * 60_000;
const SECOND_MS = 1000;

/**
 * The visit that an event at `now` (epoch ms) belongs to. A session ends after 30 idle minutes;
 * that a new campaign begins another one, the Worker sees. The distance in time is absolute, so that
 * a clock which was set back does not freeze a session in the future. What is stored is returned as
 * it is within its second: writing it costs the page more than all else that an event needs.
 */
export function nextVisit(stored: Visit | null | undefined, now: number): Visit {
  const { visitor, session, active } = stored ?? ({} as Partial<Visit>);
  const idle = Math.abs(now - active!);
  return idle < SECOND_MS
    ? stored!
    : {
        visitor: visitor || newId(),
        session: idle <= IDLE_MS ? session! : newId(),
        active: now,
      };
}
