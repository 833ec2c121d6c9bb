import type { PersonReply, SessionSummary, TimelineEvent } from "../../wire/person.ts";
import { formatPrice } from "../catalogue/index.ts";
import type { VisitEvent } from "../visit/index.ts";
import type { Profile, Receipt } from "./state.ts";
import type { PersonState } from "./state.ts";

const iso = (time: number) => new Date(time).toISOString();
const money = (minor: number | null, currency: string | null) =>
  minor === null || currency === null ? null : formatPrice(minor, currency);

/** What the API tells of a person, but for what only the object knows: timeline, cursor, intent. */
export type Told = Omit<PersonReply, "timeline" | "next_cursor" | "intent">;

export function tell(state: PersonState): Told {
  const { profile } = state;
  return {
    visitor: state.visitor,
    first_seen: iso(profile.firstSeen),
    last_seen: iso(profile.lastSeen),
    visits: profile.visits,
    pages: profile.pages,
    first_touch: profile.firstTouch,
    last_touch: profile.lastTouch,
    sessions: tellSessions(state),
    items_viewed: profile.viewed.map((item) => ({
      id: item.id,
      views: item.views,
      sessions: item.sessions,
      last_viewed: iso(item.last),
      price_seen: money(item.price, item.currency),
    })),
    cart: profile.cart.map(({ id, quantity }) => ({ id, quantity })),
    orders: tellOrders(profile),
    receipts: profile.receipts.map(tellReceipt),
  };
}

function tellSessions(state: PersonState): SessionSummary[] {
  const open = state.open.map(({ visit }): SessionSummary => ({
    id: visit.id,
    started: iso(visit.started),
    last_event: iso(visit.last),
    ended: false,
    touch: visit.touch,
    pages: visit.pages,
    events: visit.events,
    landing_page: visit.landing,
    exit_page: null,
    ordered: visit.orders > 0,
  }));
  const isOpen = new Set(open.map(({ id }) => id));
  const ended = state.profile.sessions
    .filter((past) => !isOpen.has(past.id))
    .map((past): SessionSummary => ({
      id: past.id,
      started: iso(past.started),
      last_event: iso(past.last),
      ended: true,
      touch: past.touch,
      pages: past.pages,
      events: past.events,
      landing_page: past.landing,
      exit_page: past.exit,
      ordered: past.ordered,
    }));
  return [...open, ...ended].sort((a, b) => b.started.localeCompare(a.started));
}

const tellOrders = (profile: Profile) =>
  profile.recentOrders.map((order) => ({
    transaction_id: order.transaction,
    time: iso(order.time),
    value: money(order.value, order.currency),
    items: order.lines.map((line) => line.id),
  }));

const tellReceipt = (receipt: Receipt) => ({
  receipt_id: receipt.id,
  time: iso(receipt.time),
  slot: receipt.slot,
  scenario: receipt.scenario,
  items: receipt.items,
  fallback: receipt.fallback,
  shown: receipt.shown,
  clicked: receipt.clicked,
});

/** One line of the timeline. What an event does not have is left out. */
export function tellEvent(session: string, event: Partial<VisitEvent>): TimelineEvent {
  const { id = "", name = "", time = 0, items = [], currency = null } = event;
  const told = {
    id,
    name,
    time: iso(time),
    session,
    view: event.view,
    page: event.url,
    title: event.title,
    referrer: event.referrer,
    items: items.length === 0 ? null : items.map((item) => item.id),
    value: money(event.value ?? null, currency),
    transaction_id: event.transaction,
    search_term: event.search,
    item_list: event.list,
    engagement: event.engagement,
    receipt_id: event.receipt,
    params: event.params,
  };
  return withoutNulls(told) as TimelineEvent;
}

/** The event as a line of the journal: without its empty fields, which are most of them. */
export const toLine = (session: string, event: VisitEvent): string =>
  JSON.stringify({ s: session, ...withoutNulls(event) });

/** A line of the journal again. */
export function fromLine(line: string): { session: string; event: Partial<VisitEvent> } {
  const { s, ...event } = JSON.parse(line) as { s: string } & Partial<VisitEvent>;
  return { session: s, event };
}

const withoutNulls = (value: object): object =>
  Object.fromEntries(
    Object.entries(value).filter(
      ([, part]) =>
        part !== null && part !== undefined && !(Array.isArray(part) && part.length === 0),
    ),
  );
