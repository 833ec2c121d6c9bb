import { sentBy } from "../decode.ts";
import type { Site } from "../site.ts";
import type { Attention } from "./truth.ts";

/** What arrived of one page view's engagement; `undefined` when nothing did. Times are ms. */
export interface Reported {
  okaeri: Attention | undefined;
  /** Compares with focused time. */
  plausible: number | undefined;
  /** Compares with visible time. */
  posthog: number | undefined;
  /** Compares with active time. */
  snowplow: number | undefined;
}

/** Of Snowplow's page pings: `peers/snowplow.ts` asks for one each second. */
const HEARTBEAT_MS = 1000;

/** What the trackers reported between two moments: at the first, and before the second. */
export function reported(site: Site, from: number, to: number): Reported {
  const events = (tracker: keyof Reported, event: string) =>
    sentBy(tracker, site.arrivals).filter(
      ({ name, at }) => name === event && at >= from && at < to,
    );
  // Ours is cumulative, Plausible sends what was added since it last sent, PostHog the whole.
  const leave = events("okaeri", "page_leave").at(-1);
  const added = events("plausible", "engagement").map(({ fields }) => Number(fields.e));
  const left = events("posthog", "$pageleave").at(-1);
  const pings = events("snowplow", "pp").length;
  return {
    okaeri: leave?.fields.engagement as Attention | undefined,
    plausible: added.length > 0 ? added.reduce((sum, ms) => sum + ms, 0) : undefined,
    posthog: left && Number(left.fields.$prev_pageview_duration) * 1000,
    snowplow: pings > 0 ? pings * HEARTBEAT_MS : undefined,
  };
}
