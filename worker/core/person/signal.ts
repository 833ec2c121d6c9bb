import type { SignalEvidence, SignalName } from "../../wire/signals.ts";
import type { Profile } from "./state.ts";

/** What a detector has found. */
export interface Found {
  name: SignalName;
  /** What it is about: an item's id, a category or a path; null when it is the person as a whole. */
  about: string | null;
  /** Time of the latest thing that it rests on, and when it lapses (epoch ms). */
  at: number;
  until: number;
  /** In words. */
  reason: string;
  evidence: SignalEvidence;
}

/** A signal that is up, `since` it was raised (epoch ms). */
export interface Signal extends Found {
  since: number;
}

/** The signals that are up at `now` (epoch ms), the latest raised first. */
export const raisedAt = ({ signals = [] }: Profile, now: number): Signal[] =>
  signals.filter(({ until }) => until > now).sort((a, b) => b.since - a.since);

/** At most five names, and how many more there are. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 5).join(", ");
  return names.length > 5 ? `${shown} and ${names.length - 5} more` : shown;
}

export const inDays = (days: number): string => (days === 1 ? "a day" : `${days} days`);

export const DAY = 86_400_000;
