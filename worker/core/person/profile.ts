import {
  type CategoryOf,
  type EventItem,
  IDLE_MS,
  type Line,
  type Reading,
  type VisitEvent,
} from "../visit/index.ts";
import { CAPS } from "./caps.ts";
import { putByTime, putFirst } from "./newest-first.ts";
import { withVisit } from "./revisits.ts";
import type { Order, Profile, Receipt } from "./state.ts";

/**
 * What one event changes in the profile. Events may come late or out of order, so nothing here
 * assumes that `event.time` is the newest.
 */
export function addToProfile(
  profile: Profile,
  event: VisitEvent,
  session: string,
  categoryOf: CategoryOf,
): void {
  profile.firstSeen = Math.min(profile.firstSeen, event.time);
  profile.lastSeen = Math.max(profile.lastSeen, event.time);
  if (event.loggedIn !== null) profile.loggedIn = event.loggedIn;
  switch (event.name) {
    case "page_view":
      profile.pages += 1;
      break;
    case "view_item":
      for (const item of event.items) addView(profile, item, categoryOf(item), event, session);
      break;
    case "add_to_cart":
      if (isBeforeOrder(profile, event)) break;
      for (const item of event.items) addToCart(profile.cart, cartLine(item, categoryOf));
      profile.cartChanged = Math.max(profile.cartChanged ?? 0, event.time);
      break;
    case "remove_from_cart":
      if (isBeforeOrder(profile, event)) break;
      for (const item of event.items) takeFromCart(profile.cart, item);
      profile.cartChanged = Math.max(profile.cartChanged ?? 0, event.time);
      break;
    case "view_cart":
      if (isBeforeOrder(profile, event)) break;
      // A page that shows the cart tells all of it: this heals what was missed.
      if (event.items.length > 0)
        profile.cart = event.items.slice(0, CAPS.cart).map((item) => cartLine(item, categoryOf));
      profile.cartChanged ??= event.time;
      break;
    case "review":
      if (Number(event.params?.["rating"]) >= PRAISE)
        profile.praised = Math.min(profile.praised ?? event.time, event.time);
      break;
    case "recommendation_shown":
    case "recommendation_clicked":
    case "recommendation_dismissed":
      addFeedback(profile, event);
      break;
  }
}

/** What comes late from before the last order tells of a cart that this emptied. */
const isBeforeOrder = ({ recentOrders }: Profile, { time }: VisitEvent): boolean =>
  recentOrders[0] !== undefined && time < recentOrders[0].time;

/** Stars of a review that speaks well. */
const PRAISE = 4;

const cartLine = (item: EventItem, categoryOf: CategoryOf): Line => ({
  id: item.id,
  category: categoryOf(item),
  quantity: item.quantity,
});

function addView(
  { viewed }: Profile,
  item: EventItem,
  category: string,
  event: VisitEvent,
  session: string,
): void {
  const at = viewed.findIndex(({ id }) => id === item.id);
  const known = at < 0 ? undefined : viewed[at];
  const newest = known === undefined || event.time >= known.last;
  const entry = {
    id: item.id,
    category,
    views: (known?.views ?? 0) + 1,
    sessions: (known?.sessions ?? 0) + (known?.lastSession === session ? 0 : 1),
    lastSession: session,
    visits: withVisit(known?.visits, session),
    last: Math.max(known?.last ?? 0, event.time),
    price: newest && item.price !== null ? item.price : (known?.price ?? item.price),
    currency: newest && item.price !== null ? event.currency : (known?.currency ?? event.currency),
    dwell: known?.dwell ?? 0,
    sections: known?.sections ?? {},
  };
  if (known !== undefined) viewed.splice(at, 1);
  else if (viewed.length >= CAPS.viewed) viewed.pop();
  putByTime(viewed, entry);
}

/** Adds what the items of a page view have gained by one event. */
export function addReading(profile: Profile, { items, visible, sections }: Reading): void {
  for (const item of profile.viewed) {
    if (!items.includes(item.id)) continue;
    item.dwell += visible;
    for (const name of sections)
      if (
        Object.hasOwn(item.sections, name) ||
        Object.keys(item.sections).length < CAPS.itemSections
      )
        item.sections[name] = (item.sections[name] ?? 0) + 1;
  }
}

function addToCart(cart: Line[], line: Line): void {
  const known = cart.find((other) => other.id === line.id);
  if (known !== undefined) known.quantity += line.quantity;
  else if (cart.length < CAPS.cart) cart.push(line);
}

function takeFromCart(cart: Line[], { id, quantity }: EventItem): void {
  const at = cart.findIndex((other) => other.id === id);
  const known = cart[at];
  if (known === undefined) return;
  known.quantity -= quantity;
  if (known.quantity <= 0) cart.splice(at, 1);
}

/** Keeps an order with all that it is counted by; `segments` are those that the buyer was in. */
export function addOrder(
  profile: Profile,
  event: VisitEvent,
  lines: Line[],
  segments: string[],
): void {
  profile.orders += 1;
  // An order that is imported from the past leaves alone what is considered today.
  if (event.time > profile.lastSeen - IDLE_MS) {
    profile.cart = [];
    // Whoever comes back to what they bought considers it anew.
    for (const item of profile.viewed) if (lines.some(({ id }) => id === item.id)) item.visits = [];
  }
  const { time, value, currency } = event;
  keepOrder(profile, {
    transaction: event.transaction ?? event.id,
    time,
    value,
    currency,
    lines,
    segments,
  });
}

/** Puts an order among the latest, in the place of what was known of it. */
export function keepOrder({ recentOrders, bought }: Profile, order: Order): void {
  const { transaction, lines } = order;
  const kept = { ...order, lines: lines.slice(0, CAPS.orderLines).map(withoutCurrency) };
  const place = recentOrders.findIndex((known) => known.transaction === transaction);
  if (place >= 0) recentOrders[place] = kept;
  else recentOrders.push(kept);
  recentOrders.sort((a, b) => b.time - a.time);
  recentOrders.length = Math.min(recentOrders.length, CAPS.recentOrders);
  if (place >= 0 || order.cancelled) return;
  for (const { id } of lines.slice(0, CAPS.bought))
    putFirst(bought, id, (other) => other === id, CAPS.bought);
}

function withoutCurrency(line: Line): Line {
  const kept = { ...line };
  delete kept.currency;
  return kept;
}

function addFeedback(profile: Profile, event: VisitEvent): void {
  const ids = event.items.map((item) => item.id);
  if (event.name === "recommendation_dismissed")
    for (const id of ids) putFirst(profile.dismissed, id, (other) => other === id, CAPS.dismissed);
  if (event.receipt === null || event.name === "recommendation_dismissed") return;
  const what = event.name === "recommendation_shown" ? "shown" : "clicked";
  markReceipt(profile, event.receipt, what, ids);
}

/** Marks items of a receipt, as far as it has them. Returns whether any was not marked before. */
export function markReceipt(
  profile: Profile,
  id: string,
  what: "shown" | "clicked",
  items: readonly string[],
): boolean {
  const receipt = profile.receipts.find((known) => known.id === id);
  if (receipt === undefined) return false;
  const list = receipt[what];
  const before = list.length;
  for (const item of items)
    if (!list.includes(item) && receipt.items.some((each) => each.id === item)) list.push(item);
  return list.length > before;
}

/** Keeps a receipt, newest first; of too much text the oldest go. */
export function addReceipt(profile: Profile, receipt: Receipt): void {
  const { receipts } = profile;
  putFirst(receipts, receipt, (other) => other.id === receipt.id, CAPS.receipts);
  let text = receipts.reduce((sum, known) => sum + textOf(known), 0);
  while (text > CAPS.receiptText && receipts.length > 1) text -= textOf(receipts.pop()!);
}

/** Characters that a receipt takes as JSON, near enough: what is named by others counts exactly. */
function textOf({ items, passed, fallback }: Receipt): number {
  let text = 250 + (fallback?.length ?? 0);
  for (const { id, reason, parts } of items) {
    text += 40 + 2 * id.length + reason.length;
    for (const [source] of parts) text += 14 + source.length;
  }
  for (const { id, why } of passed) text += 20 + id.length + why.length;
  return text;
}
