import type { Band } from "../../wire/decision.ts";
import type { Touch } from "../../wire/person.ts";
import type { Bridge } from "./bridge.ts";
import type { VisitEvent } from "./event.ts";
import { addStepTime, type StepTimes } from "./funnel-steps.ts";
import { type Good, goodOf, type Line } from "./good.ts";
import { isOnLanding, type Landed, nameKinds, shownBy } from "./landing.ts";
import { addSearch, type Search, searchOf } from "./searches.ts";
import { addStep, addTouch, type Step, type Touched } from "./trail.ts";
import { addLeave, addViewedItems, type Reading, type ViewTally } from "./views.ts";

/** A session ends 30 minutes after its last event (the industry's and GA4's default). */
export const IDLE_MS = 30 * 60_000;

const MAX_ITEMS = 100;
const MAX_PATHS = 40;
/** Counts the pages of a visit beyond the first 40 paths. */
export const OTHER_PATHS = "(other)";
/** What one visit adds up to. It makes the visit's fact, so a late event can still join it. */
export interface Visit {
  /** The session's id. */
  id: string;
  /** Names the visit's fact among this person's: unlike the session's id it is never used twice. */
  fact: string;
  /** The record that it came from when that was not the person's own; left out else. */
  source?: string;
  /** Counts up each time that the visit ends again after late events. */
  version: number;
  started: number;
  last: number;
  touch: Touch;
  /** The campaign that it began with, see `campaignKey`; empty when none did. */
  campaign: string;
  /** Path of the first page. */
  landing: string | null;
  landed: Landed;
  /** The last pages in order: the last one is the exit page once the visit has ended. */
  trail: Step[];
  /** The last items that were touched, in order, each once. */
  touched: Touched[];
  /** How it came back to what the visit before had touched, as was last told. */
  bridge: Bridge | null;
  pages: number;
  events: number;
  /** Page views by path: a list, as `views`, since an object would have other fields in each visit. */
  paths: [path: string, views: number][];
  itemsViewed: number;
  carts: number;
  /** Items in the order in which they were viewed, repeats included; empty once they were taught. */
  items: Good[];
  carted: Line[];
  /** The last searches, by time; left out while there are none. */
  searches?: Search[];
  orders: number;
  /** When each step of a funnel happened; left out before the first. */
  steps?: StepTimes;
  /** Minor units, by currency. */
  value: Record<string, number>;
  views: ViewTally[];
  shown: number;
  clicked: number;
  ended: boolean;
  /** The band that was last told of an order in this visit; left out before the first. */
  band?: Band;
  /** Left out of visits that nobody scored before they ordered. */
  scores?: VisitScores;
}

/** What was said of a visit before it ordered anything: of an order within 7 days. */
export interface VisitScores {
  /** The probability at the first answer, and at the last. */
  entry: number;
  exit: number;
  /** The person's band at the last answer; null when nothing could be said. */
  band: Band | null;
  /** Orders that the person had placed before. */
  orders: number;
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
    campaign: "",
    landing,
    landed: { view: null, kind: "other", item: null },
    trail: [],
    touched: [],
    bridge: null,
    pages: 0,
    events: 0,
    paths: [],
    itemsViewed: 0,
    carts: 0,
    items: [],
    carted: [],
    orders: 0,
    value: {},
    views: [],
    shown: 0,
    clicked: 0,
    ended: false,
  };
}

/** When the visit is over, unless something else happens in it (epoch ms). */
export const endsAt = (visit: Visit): number => visit.last + IDLE_MS;

/** The category of an item, from the catalogue where it is known there. */
export type CategoryOf = (item: { id: string; category: string | null }) => string;
/** Its brand likewise. */
export type BrandOf = (item: { id: string; brand?: string }) => string | null;

const brandTold: BrandOf = ({ brand }) => brand ?? null;

/**
 * Adds one event to the visit. A leave is told late and at length, so it never prolongs the visit.
 *
 * @returns what the items of the event's page view gain by it
 */
export function addToVisit(
  visit: Visit,
  event: VisitEvent,
  categoryOf: CategoryOf,
  brandOf: BrandOf = brandTold,
): Reading | null {
  visit.events += 1;
  visit.started = Math.min(visit.started, event.time);
  if (event.name !== "page_leave") visit.last = Math.max(visit.last, event.time);
  if (visit.events === 1) visit.landed.view ??= event.view;
  if (event.name === "page_view") addPage(visit, event);
  addStepTime((visit.steps ??= {}), event);
  nameKinds(visit, event);
  if (event.search !== null) addSearch(visit, { time: event.time, term: event.search });
  switch (event.name) {
    case "page_leave":
      return addLeave(visit.views, event.view ?? visit.id, event);
    case "view_item":
      return addViews(visit, event, categoryOf, brandOf);
    case "add_to_cart":
      visit.carts += event.items.length;
      for (const item of event.items) {
        const search = searchOf(visit, item.id, event.time);
        const known = { category: categoryOf(item), brand: brandOf(item), search };
        const line = { ...goodOf(item, event, known), quantity: item.quantity };
        if (visit.carted.length < MAX_ITEMS) visit.carted.push(line);
        addTouch(visit.touched, line, event, true);
      }
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
  return null;
}

function addPage(visit: Visit, event: VisitEvent): void {
  visit.pages += 1;
  const path = event.path ?? "";
  if (path === "") return;
  countPath(visit.paths, path);
  addStep(visit.trail, event, path, shownBy(visit, event).kind);
}

function countPath(paths: Visit["paths"], path: string): void {
  const known = paths.find(([one]) => one === path);
  if (known !== undefined) known[1] += 1;
  else if (paths.length < MAX_PATHS || path === OTHER_PATHS) paths.push([path, 1]);
  else countPath(paths, OTHER_PATHS);
}

function addViews(
  visit: Visit,
  event: VisitEvent,
  categoryOf: CategoryOf,
  brandOf: BrandOf,
): Reading | null {
  visit.itemsViewed += event.items.length;
  for (const item of event.items) {
    const search = searchOf(visit, item.id, event.time);
    const known = { category: categoryOf(item), brand: brandOf(item), search };
    const viewed = goodOf(item, event, known);
    if (visit.items.length < MAX_ITEMS) visit.items.push(viewed);
    addTouch(visit.touched, viewed, event, false);
    const { id, category } = viewed;
    if (isOnLanding(visit, event)) visit.landed.item ??= { id, category };
  }
  const ids = event.items.map(({ id }) => id);
  return addViewedItems(visit.views, event.view ?? visit.id, ids);
}
