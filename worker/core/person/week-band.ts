import type { Band } from "../../wire/decision.ts";
import type { PersonState } from "./state.ts";

/** The week that a score speaks of: its band says nothing of a person when that is over. */
export const WEEK_MS = 7 * 86_400_000;

/** The band that was last told of an order within 7 days, while they last; null when there is none. */
export function weekBand({ weekBand: known }: PersonState, now: number): Band | null {
  return known !== undefined && now < known.at + WEEK_MS ? known.band : null;
}
