import { type FeedBody, type FeedReply, periodOf } from "../../wire/import.ts";

const MINUTE = 60_000;
const FIRST_RETRY = 10 * MINUTE;

/** Where a feed is fetched from, and what became of it. Times in epoch ms. */
export interface Feed {
  name: string;
  /** Null for a feed that is only ever uploaded. */
  source: FeedBody | null;
  etag: string | null;
  /** `Last-Modified`, as the server wrote it. */
  modified: string | null;
  next: number | null;
  lastSuccess: number | null;
  /** Items of the last complete run. */
  items: number;
  import: string | null;
  error: string | null;
  failures: number;
}

export const newFeed = (name: string): Feed => ({
  name,
  source: null,
  etag: null,
  modified: null,
  next: null,
  lastSuccess: null,
  items: 0,
  import: null,
  error: null,
  failures: 0,
});

/** The feed with a source, to be fetched at once. What another address said of its version is forgotten. */
export const withSource = (feed: Feed, source: FeedBody, now: number): Feed => ({
  ...feed,
  ...(feed.source?.url !== source.url && { etag: null, modified: null }),
  source,
  next: now,
  error: null,
  failures: 0,
});

/** After a fetch that brought a file (`import`), or found it as it was (null): what was wrong with it still is. */
export const afterFetch = (
  feed: Feed,
  found: { etag: string | null; modified: string | null; import: string } | null,
  now: number,
): Feed => ({
  ...feed,
  ...found,
  next: feed.source === null ? null : now + periodOf(feed.source),
  lastSuccess: now,
  error: found === null ? feed.error : null,
  failures: 0,
});

/** After one that failed: again soon, then later and later, at the latest after the feed's own period. */
export function afterFailure(feed: Feed, error: string, now: number): Feed {
  if (feed.source === null) return feed;
  const wait = Math.min(FIRST_RETRY * 2 ** feed.failures, periodOf(feed.source));
  return { ...feed, next: now + wait, error, failures: feed.failures + 1 };
}

const iso = (time: number | null) => (time === null ? null : new Date(time).toISOString());

export const feedReply = (feed: Feed): FeedReply => ({
  name: feed.name,
  url: feed.source?.url ?? null,
  ...(feed.source?.format !== undefined && { format: feed.source.format }),
  every: feed.source?.every ?? null,
  next_fetch: iso(feed.next),
  last_success: iso(feed.lastSuccess),
  items: feed.items,
  import: feed.import,
  error: feed.error,
  failures: feed.failures,
});
