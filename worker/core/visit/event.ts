import type { Engagement } from "../../wire/event.ts";

/** An item within an event. `price` is in minor units of the event's currency. */
export interface EventItem {
  id: string;
  name: string | null;
  category: string | null;
  brand?: string;
  price: number | null;
  quantity: number;
}

/**
 * An event as everything behind the door sees it: validated, on server time, money in minor units,
 * addresses scrubbed of personal data.
 */
export interface VisitEvent {
  id: string;
  /** A GA4 name or a shop's own. */
  name: string;
  /** Epoch ms, server time. */
  time: number;
  /** The page view that it belongs to, and its place in it. */
  view: string | null;
  seq: number;
  /** Full address, scrubbed. `path` keeps the query out. */
  url: string | null;
  path: string | null;
  referrer: string | null;
  title: string | null;
  items: EventItem[];
  currency: string | null;
  /** Minor units. */
  value: number | null;
  transaction: string | null;
  search: string | null;
  /** Category or other list that was shown (`item_list_name`). */
  list: string | null;
  engagement: Engagement | null;
  receipt: string | null;
  loggedIn: boolean | null;
  /** Who told: the shop's own call, its `dataLayer`, or the page's markup. Absent: the call. */
  source?: "data_layer" | "markup";
  /** Sections of the page that were read, by the shop's names for them. */
  sections?: string[];
  /** Sections that the event as a whole is about, such as a page on returns; left out when none. */
  about?: string[];
  params: Record<string, string | number | boolean> | null;
}

/** An event of which nothing is said. */
export const EMPTY_EVENT: Readonly<VisitEvent> = {
  id: "",
  name: "",
  time: 0,
  view: null,
  seq: 0,
  url: null,
  path: null,
  referrer: null,
  title: null,
  items: [],
  currency: null,
  value: null,
  transaction: null,
  search: null,
  list: null,
  engagement: null,
  receipt: null,
  loggedIn: null,
  params: null,
};
