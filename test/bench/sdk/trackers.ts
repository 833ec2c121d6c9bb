import type { Item } from "../../../worker/wire/event.ts";

export type TrackerName =
  | "okaeri"
  | "plausible"
  | "posthog"
  | "amplitude"
  | "snowplow"
  | "counterscale";

/**
 * Sends a shop's event; each peer's bundle puts its way at `window.trackEvent`. Ours is
 * `okaeri.track`.
 */
export type Track = (
  name: string,
  params: { currency?: string; value?: number; items?: Item[] },
) => void;

export interface Tracker {
  name: TrackerName;
  /** Path of the script that a page loads. */
  script: string;
  /** The one element that a page's head needs. */
  head: string;
}

function tracker(name: TrackerName): Tracker {
  const script = name === "okaeri" ? "/okaeri.js" : `/peers/${name}.js`;
  const key = name === "okaeri" ? ' data-key="pk_bench"' : "";
  return { name, script, head: `<script async src="${script}"${key}></script>` };
}

/** Ours first, then the peers. */
export const TRACKERS: Tracker[] = (
  ["okaeri", "plausible", "posthog", "amplitude", "snowplow", "counterscale"] as const
).map(tracker);
