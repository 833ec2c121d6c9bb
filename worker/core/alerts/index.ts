export { alertChanges, type Finding, type Look, type OpenAlert } from "./alert.ts";
export { driftedTargets } from "./drift.ts";
export { failingWebhooks } from "./failing-webhooks.ts";
export { RATIO_DAYS, sampleRatioMismatches } from "./sample-ratio.ts";
export { EARLIER_WEEKS, type Gap, gapAt, silence, WEEK_MS } from "./silence.ts";
export { staleFeeds } from "./stale-feeds.ts";
