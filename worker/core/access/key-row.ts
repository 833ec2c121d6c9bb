import type { Scope } from "../../wire/scope.ts";

const DAY = 86_400_000;
/** Ended keys are listed so long, and so many of them. */
const ENDED_KEPT_FOR = 90 * DAY;
const MAX_ENDED = 100;

/** A key as its shop keeps it. Times are epoch ms. */
export interface KeyRow {
  id: string;
  kind: "pk" | "sk";
  /** Hex SHA-256 of the key, which is random enough that nobody finds it from that. */
  hash: string;
  /** Whether it is good only while it is listed; a key of the deployment's command is until it is ended. */
  isListed: boolean;
  label: string;
  scopes: readonly Scope[];
  /** Of a key of the deployment's command: when it was first used. */
  made: number;
  /** The day on which it was last used, null while it never was. */
  used: number | null;
  /** Good until then; null: until it is revoked. */
  until: number | null;
}

/** Whether a key opens anything at `now`. */
export const isGood = ({ until }: KeyRow, now: number): boolean => until === null || until > now;

/**
 * Of a shop's keys those that ended and need not be kept any more. One of the deployment's command is
 * kept for ever: without its row it would be good again.
 */
export const forgotten = (keys: readonly KeyRow[], now: number): KeyRow[] =>
  keys
    .filter((key) => key.isListed && !isGood(key, now))
    .toSorted((a, b) => b.until! - a.until!)
    .filter(({ until }, place) => place >= MAX_ENDED || until! < now - ENDED_KEPT_FOR);

/** A key that another takes the place of: good until `until`, or its own end when that is sooner. */
export const endingAt = (key: KeyRow, until: number): KeyRow => ({
  ...key,
  until: Math.min(until, key.until ?? until),
});

/** The day of `now` on which a key's use is to be noted, or null when it has been. */
export function dayToNote({ used }: KeyRow, now: number): number | null {
  const day = now - (now % DAY);
  return used !== null && used >= day ? null : day;
}

/** How the audit log names a key. */
export const nameOf = ({ label, id }: KeyRow): string => `${label} (${id})`;
