import { init, track } from "@plausible-analytics/tracker";
import type { Track } from "../trackers.ts";

init({
  domain: "shop.example",
  endpoint: `${location.origin}/plausible/api/event`,
  captureOnLocalhost: true,
  outboundLinks: true,
  fileDownloads: true,
  formSubmissions: true,
});

const trackEvent: Track = (name, params) =>
  track(name, {
    props: Object.fromEntries(Object.entries(params).map(([k, v]) => [k, String(v)])),
  });
Object.assign(window, { trackEvent });
