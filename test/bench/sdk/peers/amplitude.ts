import { init, track } from "@amplitude/analytics-browser";
import type { Track } from "../trackers.ts";

init("bench", {
  serverUrl: `${location.origin}/amplitude/2/httpapi`,
  // Its option for shops whose pages are paths, as ours are; the rest is as by default.
  autocapture: { pageViews: { trackHistoryChanges: "pathOnly" } },
  // What a step of the harness makes arrives in that step.
  flushIntervalMillis: 250,
  // There is no remote side here.
  remoteConfig: { fetchRemoteConfig: false },
});

const trackEvent: Track = (name, params) => void track(name, params);
Object.assign(window, { trackEvent });
