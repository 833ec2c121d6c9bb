import {
  kindNamedBy,
  kindOfPath,
  type PageKind,
  renamed,
  type VisitEvent,
} from "../visit/index.ts";
import { type Cart, followCart, newCart } from "./cart.ts";
import { fnv1a } from "./hash.ts";
import { addPrices, type Latest, latestOf, type ViewedPrices } from "./latest.ts";
import { type Recent, newRecent, remember } from "./recent.ts";

/** Caps of the lists that an open visit keeps; what falls out is only no longer recognised. */
const ITEMS = 32;
const CATEGORIES = 16;
const VIEWS = 16;

/**
 * What an open visit has shown so far: a fold over its events, at most about 2 KB as JSON. It knows
 * nothing of an order: a purchase only empties the cart, so no feature can contain the outcome.
 */
export interface Behaviour {
  /** Epoch ms of the earliest and latest event, null before the first. */
  started: number | null;
  last: number | null;
  /** Things that the visitor did; what the page did by itself is not counted. */
  events: number;
  pages: number;
  /** Page that the visitor is on, told from its events; on closing, the exit page. */
  page: PageKind;
  pageView: number | null;
  pageUrl: number | null;
  /** Items viewed → view in which each was seen last. */
  items: Recent;
  distinctItems: number;
  /** Returns to an item seen before; a refresh of its page is not one. */
  again: number;
  /** Item that the visitor is on, until another page or item. */
  currentItem: number | null;
  /** Categories of the viewed items → views. */
  categories: Recent;
  searches: number;
  lists: number;
  listView: number | null;
  cart: Cart;
  /** Views → visible ms so far, and their sum. */
  dwells: Recent;
  dwell: number;
  loggedIn: boolean;
  /** Absent before the first action, and of visits that began before these were kept. */
  latest?: Latest;
  prices?: ViewedPrices;
}

export function newBehaviour(): Behaviour {
  return {
    started: null,
    last: null,
    events: 0,
    pages: 0,
    page: "other",
    pageView: null,
    pageUrl: null,
    items: newRecent(),
    distinctItems: 0,
    again: 0,
    currentItem: null,
    categories: newRecent(),
    searches: 0,
    lists: 0,
    listView: null,
    cart: newCart(),
    dwells: newRecent(),
    dwell: 0,
    loggedIn: false,
  };
}

/** Events that the page, the shop or the outcome makes: they say nothing of what the visitor wants. */
const PASSIVE = new Set([
  "page_leave",
  "purchase",
  "refund",
  "view_promotion",
  "recommendation_shown",
]);

/** Folds one event into `behaviour`, in place. Late events may come in any order. */
export function observe(behaviour: Behaviour, event: VisitEvent): void {
  if (!PASSIVE.has(event.name)) {
    behaviour.events++;
    behaviour.latest = latestOf(event, behaviour.last);
  }
  behaviour.started = Math.min(behaviour.started ?? event.time, event.time);
  behaviour.last = Math.max(behaviour.last ?? event.time, event.time);
  if (event.loggedIn !== null) behaviour.loggedIn = event.loggedIn;
  if (event.name === "login" || event.name === "sign_up") behaviour.loggedIn = true;
  if (event.engagement) measureDwell(behaviour, event.view, event.engagement.visible);
  if (event.name === "page_leave") return;

  const view = event.view === null ? null : fnv1a(event.view);
  if (event.name === "page_view") turnPage(behaviour, event, view);
  namePage(behaviour, event.name, view);
  if (event.name === "view_item") viewItems(behaviour, event, view);
  if (event.name === "search") behaviour.searches++;
  if (event.name === "view_item_list") viewList(behaviour, view);
  followCart(behaviour.cart, event);
}

/**
 * True while the visitor has seen one page and asked for nothing: leaving there says nothing about
 * interest (SPEC S07).
 */
export function isBounce(behaviour: Behaviour): boolean {
  return (
    behaviour.pages <= 1 &&
    behaviour.distinctItems <= 1 &&
    behaviour.again === 0 &&
    behaviour.cart.adds === 0 &&
    behaviour.cart.checkout === 0
  );
}

function turnPage(behaviour: Behaviour, event: VisitEvent, view: number | null): void {
  const url = event.url === null ? null : fnv1a(event.url);
  const isSameView = view !== null && view === behaviour.pageView;
  const isRefresh = url === null ? isSameView : url === behaviour.pageUrl;
  if (!isRefresh || behaviour.pages === 0) {
    behaviour.pages++;
    behaviour.currentItem = null;
  }
  behaviour.page = kindOfPath(event.path);
  behaviour.pageView = view;
  behaviour.pageUrl = url;
}

function namePage(behaviour: Behaviour, name: string, view: number | null): void {
  const kind = kindNamedBy(name);
  if (kind === undefined) return;
  const isSamePage = view !== null && view === behaviour.pageView;
  behaviour.page = isSamePage ? renamed(behaviour.page, kind) : kind;
  behaviour.pageView = view;
}

function viewItems(behaviour: Behaviour, event: VisitEvent, view: number | null): void {
  for (const item of event.items.slice(0, ITEMS)) {
    const id = fnv1a(item.id);
    const seenIn = remember(behaviour.items, id, view ?? -1, ITEMS);
    if (seenIn === null) behaviour.distinctItems++;
    else if (id !== behaviour.currentItem && (view === null || seenIn !== view)) behaviour.again++;
    behaviour.currentItem = id;
    if (item.category !== null) countCategory(behaviour.categories, fnv1a(item.category));
  }
  behaviour.prices = addPrices(behaviour.prices, event);
}

/** Takes a view of item `from` for one of `to`, which is what the shop itself calls it. */
export function renameItem(behaviour: Behaviour, from: string, to: string): void {
  const [old, own] = [fnv1a(from), fnv1a(to)];
  const { keys, values } = behaviour.items;
  const at = keys.indexOf(old);
  if (old === own || at < 0) return;
  if (keys.includes(own)) {
    keys.splice(at, 1);
    values.splice(at, 1);
    behaviour.distinctItems--;
    behaviour.again++;
  } else keys[at] = own;
  if (behaviour.currentItem === old) behaviour.currentItem = own;
}

/** Several lists on one page are one step into the assortment. */
function viewList(behaviour: Behaviour, view: number | null): void {
  if (view === null || view !== behaviour.listView) behaviour.lists++;
  behaviour.listView = view;
}

function countCategory(categories: Recent, category: number): void {
  const views = categories.values[categories.keys.indexOf(category)] ?? 0;
  remember(categories, category, views + 1, CATEGORIES);
}

/** Engagement is cumulative within a view, so the greatest value stands and the sum takes the rise. */
function measureDwell(behaviour: Behaviour, view: string | null, visible: number): void {
  if (!(visible > 0)) return;
  const id = fnv1a(view ?? "");
  const before = behaviour.dwells.values[behaviour.dwells.keys.indexOf(id)] ?? 0;
  if (visible <= before) return;
  remember(behaviour.dwells, id, visible, VIEWS);
  behaviour.dwell += visible - before;
}
