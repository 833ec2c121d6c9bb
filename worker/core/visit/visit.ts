import type { Engagement } from "../../wire/event.ts";
import type { Touch } from "../../wire/person.ts";
import { keepGreatest, type ViewEngagement } from "./engagement.ts";
import type { VisitEvent } from "./event.ts";

/** A session ends 30 minutes after its last event (the industry's and GA4's default). */
export const IDLE_MS = 30 * 60_000;

const MAX_ITEMS = 100;
const MAX_PATHS = 40;
/** Counts the pages of a visit beyond the first 40 paths. */
export const OTHER_PATHS = "(other)";
const MAX_VIEWS = 60;

/** A line of an order or a cart, with the category that it was seen under. */
export interface Line {
  id: string;
  category: string;
  quantity: number;
}

/** What one visit adds up to. It makes the visit's fact, so a late event can still join it. */
export interface Visit {
  /** The session's id. */
  id: string;
  /** Names the visit's fact among this person's: unlike the session's id it is never used twice. */
  fact: string;
  /** Counts up each time that the visit ends again after late events. */
  version: number;
  started: number;
  last: number;
  touch: Touch;
  landing: string | null;
  /** Path of the latest page view, by (time, seq): the exit page once the visit has ended. */
  lastPage: { path: string; time: number; seq: number } | null;
  pages: number;
  events: number;
  /** Page views by path. */
  paths: Record<string, number>;
  itemsViewed: number;
  carts: number;
  /** Items in the order in which they were viewed, repeats included; empty once they were taught. */
  items: { id: string; category: string }[];
  carted: Line[];
  orders: number;
  /** Minor units, by currency. */
  value: Record<string, number>;
  engagement: Record<string, ViewEngagement>;
  shown: number;
  clicked: number;
  ended: boolean;
}

/** A new visit that begins with an event at `time`. */
export function newVisit(id: string, time: number, touch: Touch, landing: string | null): Visit {
  return {
    id,
    fact: `${id}~${time.toString(36)}`,
    version: 0,
    started: time,
    last: time,
    touch,
    landing,
    lastPage: null,
    pages: 0,
    events: 0,
    paths: {},
    itemsViewed: 0,
    carts: 0,
    items: [],
    carted: [],
    orders: 0,
    value: {},
    engagement: {},
    shown: 0,
    clicked: 0,
    ended: false,
  };
}

/** When the visit is over, unless something else happens in it (epoch ms). */
export const endsAt = (visit: Visit): number => visit.last + IDLE_MS;

/**
 * Adds one event to the visit. `categoryOf` names the category of an item, from the catalogue where
 * it is known there. A leave is told late and at length, so it never prolongs the visit.
 */
export function addToVisit(
  visit: Visit,
  event: VisitEvent,
  categoryOf: (item: { id: string; category: string | null }) => string,
): void {
  visit.events += 1;
  visit.started = Math.min(visit.started, event.time);
  if (event.name !== "page_leave") visit.last = Math.max(visit.last, event.time);
  switch (event.name) {
    case "page_view":
      addPage(visit, event);
      break;
    case "page_leave":
      if (event.engagement !== null)
        keepGreatest(visit.engagement, event.view ?? visit.id, event, MAX_VIEWS);
      break;
    case "view_item":
      visit.itemsViewed += event.items.length;
      for (const item of event.items)
        if (visit.items.length < MAX_ITEMS)
          visit.items.push({ id: item.id, category: categoryOf(item) });
      break;
    case "add_to_cart":
      visit.carts += event.items.length;
      for (const item of event.items)
        if (visit.carted.length < MAX_ITEMS)
          visit.carted.push({ id: item.id, category: categoryOf(item), quantity: item.quantity });
      break;
    case "purchase":
      visit.orders += 1;
      if (event.value !== null && event.currency !== null)
        visit.value[event.currency] = (visit.value[event.currency] ?? 0) + event.value;
      break;
    case "recommendation_shown":
      visit.shown += event.items.length;
      break;
    case "recommendation_clicked":
      visit.clicked += 1;
      break;
  }
}

function addPage(visit: Visit, event: VisitEvent): void {
  visit.pages += 1;
  const path = event.path ?? "";
  if (path === "") return;
  const isKept = Object.hasOwn(visit.paths, path) || Object.keys(visit.paths).length < MAX_PATHS;
  const counted = isKept ? path : OTHER_PATHS;
  visit.paths[counted] = (visit.paths[counted] ?? 0) + 1;
  const latest = visit.lastPage;
  const later =
    latest === null ||
    event.time > latest.time ||
    (event.time === latest.time && event.seq >= latest.seq);
  if (later) visit.lastPage = { path, time: event.time, seq: event.seq };
}

/** Time on the visit's pages, summed over its views (ms; scroll is the deepest). */
export function engagementOf(visit: Visit): Engagement {
  const sum = { visible: 0, focused: 0, active: 0, scroll: 0 };
  for (const view of Object.values(visit.engagement)) {
    sum.visible += view.visible;
    sum.focused += view.focused;
    sum.active += view.active;
    sum.scroll = Math.max(sum.scroll, view.scroll);
  }
  return sum;
}
