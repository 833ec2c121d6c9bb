import { newAffinity, type Situation, type ViewedItem } from "../recommend/index.ts";
import type { VisitEvent } from "../visit/index.ts";
import { browsingOf } from "./browsing.ts";
import { shelfSegmentsOf } from "./segments.ts";
import { newPerson, type PersonState } from "./state.ts";

/**
 * What the visitor and the page say, for filling slots. `state` may be of before or after the batch is
 * folded: the items on screen are the last viewed in either case.
 *
 * @param ownCurrency that the shop counts in: prices are in it where the page says none
 */
export function situationOf(
  state: PersonState | null,
  events: readonly VisitEvent[],
  ownCurrency: string | null,
): Situation {
  const profile = state?.profile;
  const looks = looksOf(events);
  const viewed: ViewedItem[] = [];
  for (const [id, { time }] of looks) {
    const { views = 1, sessions = 1 } = profile?.viewed.find((item) => item.id === id) ?? {};
    viewed.push({ id, last: time, views, sessions });
  }
  for (const item of profile?.viewed ?? []) if (!looks.has(item.id)) viewed.push(item);
  const [look] = looks.values();
  const previous = profile?.viewed[0];
  const latest = look ?? (previous && { category: previous.category, time: previous.last });
  const [lastOrder] = profile?.recentOrders ?? [];
  return {
    viewed,
    bought: new Set(profile?.bought),
    dismissed: new Set(profile?.dismissed),
    cart: new Map(profile?.cart.toReversed().map(({ id, quantity }) => [id, quantity])),
    orders: profile?.orders ?? 0,
    lastOrder: lastOrder
      ? { time: lastOrder.time, items: lastOrder.lines.map(({ id }) => id) }
      : null,
    affinity: profile?.affinity ?? newAffinity(0),
    onScreen: onScreen(events),
    segments: shelfSegmentsOf(state ?? newPerson("", "", 0), state?.open.at(-1) ?? null),
    browsing: browsingOf(events, latest),
    currency: events.findLast(({ currency }) => currency !== null)?.currency ?? ownCurrency,
  };
}

/** Where the items lie that are looked at now, and when (epoch ms): by id, the latest first. */
function looksOf(events: readonly VisitEvent[]) {
  const looks = new Map<string, { category: string | null; time: number }>();
  for (let place = events.length - 1; place >= 0; place--) {
    const { name, items, time } = events[place]!;
    if (name === "view_item")
      for (const { id, category } of items) if (!looks.has(id)) looks.set(id, { category, time });
  }
  return looks;
}

/** What stands on a page of its own: no item that was looked at before it. */
const NEW_PAGES = new Set(["page_view", "purchase"]);

/**
 * The items that the page itself shows: those that were looked at on the newest page. Events that an
 * earlier page left behind may come along; of events that name no page the last look counts.
 */
function onScreen(events: readonly VisitEvent[]): Set<string> {
  const last = events.findLast(({ name }) => name === "view_item" || NEW_PAGES.has(name));
  const look = events.findLast(({ name }) => name === "view_item");
  if (last === undefined || look === undefined) return new Set();
  const page = look.view;
  if (last !== look && (page === null || last.view !== page)) return new Set();
  const looks =
    page === null
      ? [look]
      : events.filter(({ name, view }) => name === "view_item" && view === page);
  return new Set(looks.flatMap(({ items }) => items.map(({ id }) => id)));
}

/**
 * The situation as it will be when these events are folded, as far as it says what has to be asked:
 * what goes into the cart now, and what is ordered now.
 */
export function expected(situation: Situation, events: readonly VisitEvent[]): Situation {
  const cart = new Map<string, number>();
  let { lastOrder } = situation;
  for (const { name, items, time } of events) {
    if (name === "add_to_cart" || name === "view_cart")
      for (const { id, quantity } of items) cart.set(id, quantity);
    if (name === "purchase") lastOrder = { time, items: items.map(({ id }) => id) };
  }
  for (const [id, quantity] of situation.cart) if (!cart.has(id)) cart.set(id, quantity);
  return { ...situation, cart, lastOrder };
}
