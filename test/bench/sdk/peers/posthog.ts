import { posthog } from "posthog-js";
import type { Track } from "../trackers.ts";

posthog.init("phc_bench", {
  api_host: `${location.origin}/posthog`,
  defaults: "2025-05-24",
  // Firefox says that it is driven.
  opt_out_useragent_filter: true,
  // What a step of the harness makes arrives in that step.
  request_queue_config: { flush_interval_ms: 250 },
  // There is no remote side here; what arrives is plain JSON.
  advanced_disable_flags: true,
  disable_external_dependency_loading: true,
  disable_compression: true,
});

const trackEvent: Track = (name, params) => void posthog.capture(name, params);
Object.assign(window, { trackEvent });
