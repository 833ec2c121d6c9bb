import { init, trackPageview } from "@counterscale/tracker";
import type { Track } from "../trackers.ts";

init({
  siteId: "shop",
  reporterUrl: `${location.origin}/counterscale/collect`,
  reportOnLocalhost: true,
});

// It has page views only; an event is a page view of a path of its own.
const trackEvent: Track = (name) => trackPageview({ url: `/events/${name}` });
Object.assign(window, { trackEvent });
