import { guard } from "../lib/hooks.ts";

/** GA4's e-commerce events have items, but for these; the Worker knows all by name. */
const WITHOUT_ITEMS = /search|refund|log|sign/;

/** What `gtag()`, Google Tag Manager or the shop puts into `dataLayer`. */
type Entry = ArrayLike<unknown> & { event?: string; ecommerce?: object };

/** Calls `onEvent` when the entry of `dataLayer` is an event that means something to a shop. */
export const readEntry = guard((entry: Entry, onEvent: (name: string, params: object) => void) => {
  const [, name, params] = entry[0]
    ? (entry as unknown as [string, string, object])
    : ["", entry.event!, entry.ecommerce ?? entry];
  if ((params as { items?: unknown } | undefined)?.items || WITHOUT_ITEMS.test(name))
    onEvent(name, params);
});

/** Calls `onEntry` for what the page tells Google from now on. Its own handlers see what they saw. */
export const watchLayer = guard((layer: Entry[], onEntry: (entry: Entry) => void) => {
  const { push } = layer;
  layer.push = (...entries) => {
    entries.forEach(onEntry);
    return push.apply(layer, entries);
  };
});
