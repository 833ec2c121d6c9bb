import {
  SnowplowEcommercePlugin,
  trackAddToCart,
} from "@snowplow/browser-plugin-snowplow-ecommerce";
import {
  enableActivityTracking,
  newTracker,
  trackPageView,
  trackStructEvent,
} from "@snowplow/browser-tracker";
import type { Track } from "../trackers.ts";

newTracker("bench", `${location.origin}/snowplow`, {
  appId: "shop",
  encodeBase64: false,
  plugins: [SnowplowEcommercePlugin()],
  contexts: { webPage: true, session: true },
});
enableActivityTracking({ minimumVisitLength: 1, heartbeatDelay: 1 });
trackPageView();

// Its documentation asks the shop's router for a page view at every change of route.
let route = location.pathname;
const moved = () => {
  if (location.pathname === route) return;
  route = location.pathname;
  trackPageView();
};
for (const method of ["pushState", "replaceState"] as const) {
  const original = history[method];
  history[method] = function (this: History, ...args) {
    original.apply(this, args);
    moved();
  };
}
addEventListener("popstate", moved);

const trackEvent: Track = (name, { items, value, currency }) => {
  if (name !== "add_to_cart") return trackStructEvent({ category: "shop", action: name });
  trackAddToCart({
    total_value: value ?? 0,
    currency: currency ?? "GBP",
    products: (items ?? []).map(({ item_id, item_name, item_category, price, quantity }) => ({
      id: item_id,
      name: item_name,
      category: item_category ?? "",
      price: Number(price),
      quantity: Number(quantity),
      currency: currency ?? "GBP",
    })),
  });
};
Object.assign(window, { trackEvent });
