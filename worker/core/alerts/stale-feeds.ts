import { type FeedReply, periodOf } from "../../wire/import.ts";
import type { Finding } from "./alert.ts";

/** Tries that fail before a feed that never came counts as stale. */
const LEAST_FAILURES = 3;

/** Feeds whose last success is more than two of their periods ago, or that never came. */
export const staleFeeds = (feeds: readonly FeedReply[], now: number): Finding[] =>
  feeds
    .filter((feed) => isStale(feed, now))
    .map(({ name, last_success, error }) => ({
      kind: "feed_stale",
      subject: name,
      detail: `${last_success === null ? "never fetched" : `last fetched ${last_success}`}${error === null ? "" : `; ${error}`}`,
    }));

function isStale({ every, failures, last_success }: FeedReply, now: number): boolean {
  if (every === null) return false;
  if (last_success === null) return failures >= LEAST_FAILURES;
  return now - Date.parse(last_success) > 2 * periodOf({ every });
}
