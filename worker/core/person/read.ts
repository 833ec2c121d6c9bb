import type { ConsiderationReply, SignalReply } from "../../wire/signals.ts";
import type { BridgeSummary, PersonReply, SessionSummary, Touch } from "../../wire/person.ts";
import { statusOf } from "../orders/index.ts";
import { itemsOf } from "../recommend/index.ts";
import { type Bridge, sectionsOf } from "../visit/index.ts";
import { bridgeOf } from "./bridges.ts";
import { tellChoices } from "./choices.ts";
import { weightOf } from "./considerations.ts";
import { type Customer, tellStanding } from "./customer-view.ts";
import { raisedAt } from "./signal.ts";
import { tellAffinity } from "./tell-affinity.ts";
import { iso, money } from "./said.ts";
import { tellIdentity } from "./tell-identity.ts";
import type { PastVisit, PersonState, Profile, Receipt } from "./state.ts";

/** What the API tells of a person, but for what only the object knows: timeline, cursor, intent. */
export type Told = Omit<PersonReply, "timeline" | "next_cursor" | "intent">;

/**
 * @param now epoch ms
 * @param customer null for whoever has no valid order
 */
export function tell(state: PersonState, now: number, customer: Customer | null = null): Told {
  const { profile } = state;
  return {
    visitor: state.visitor,
    ...tellIdentity(state),
    ...tellChoices(state),
    not_interested: state.profile.dismissed,
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
      dwell_ms: item.dwell,
      sections: item.sections,
    })),
    cart: profile.cart.map(({ id, quantity }) => ({ id, quantity })),
    orders: tellOrders(profile),
    standing: customer === null ? null : tellStanding(profile, customer, now),
    affinity: profile.affinity === undefined ? null : tellAffinity(profile.affinity, now),
    considerations: tellConsiderations(profile, now),
    signals: tellSignals(profile, now),
    receipts: profile.receipts.map(tellReceipt),
  };
}

function tellSessions(state: PersonState): SessionSummary[] {
  const isOpen = new Set(state.open.map(({ visit }) => visit.fact));
  const ended = state.profile.sessions.filter((past) => !isOpen.has(past.fact));
  const open = state.open.map(({ visit, behaviour }): PastVisit => ({
    ...visit,
    landingKind: visit.landed.kind,
    exit: null,
    exitKind: behaviour.page,
    sections: sectionsOf(visit.views),
    bridge: bridgeOf(state, visit) ?? visit.bridge,
    ordered: visit.orders > 0,
  }));
  return [
    ...open.map((visit) => tellSession(visit, false)),
    ...ended.map((visit) => tellSession(visit, true)),
  ].sort((a, b) => b.started.localeCompare(a.started));
}

const tellSession = (visit: PastVisit, ended: boolean): SessionSummary => ({
  id: visit.id,
  started: iso(visit.started),
  last_event: iso(visit.last),
  ended,
  touch: visit.touch,
  pages: visit.pages,
  events: visit.events,
  landing_page: visit.landing,
  landing_type: visit.landingKind,
  exit_page: visit.exit,
  exit_type: ended ? visit.exitKind : null,
  sections: visit.sections,
  bridge: visit.bridge && tellBridge(visit.bridge, visit.touch),
  ordered: visit.ordered,
});

const tellBridge = (bridge: Bridge, { channel, source, campaign }: Touch): BridgeSummary => ({
  left: bridge.left,
  last: bridge.items.map(({ id }) => id),
  carted: bridge.items.filter(({ carted }) => carted).map(({ id }) => id),
  pages: bridge.paths,
  gap_ms: bridge.gap,
  via: channel,
  source,
  campaign,
  landed: bridge.item,
  landed_type: bridge.landed,
  to: bridge.to,
});

const tellOrders = (profile: Profile) =>
  profile.recentOrders.map((order) => ({
    transaction_id: order.transaction,
    time: iso(order.time),
    status: statusOf(order),
    value: money(order.value, order.currency),
    refunded: money(order.refunded ?? 0, order.currency),
    net: money(order.value === null ? null : order.value - (order.refunded ?? 0), order.currency),
    items: order.lines.map((line) => line.id),
  }));

const tellConsiderations = ({ considerations = [] }: Profile, now: number): ConsiderationReply[] =>
  considerations
    .toSorted((a, b) => weightOf(b, now) - weightOf(a, now) || b.at - a.at)
    .map((one) => ({
      factor: one.factor,
      weight: Math.round(1000 * weightOf(one, now)) / 1000,
      count: one.count,
      evidence: one.evidence.map(({ id }) => id),
      last_seen: iso(one.at),
    }));

const tellSignals = (profile: Profile, now: number): SignalReply[] =>
  raisedAt(profile, now).map(({ name, about, since, until, reason, evidence }) => ({
    name,
    about,
    since: iso(since),
    until: iso(until),
    reason,
    evidence,
  }));

const tellReceipt = (receipt: Receipt) => ({
  receipt_id: receipt.id,
  time: iso(receipt.time),
  slot: receipt.slot,
  scenario: receipt.scenario,
  model: receipt.model,
  arm: "on" as const,
  strategy: receipt.strategy ?? null,
  propensity: receipt.propensity ?? null,
  seed: receipt.seed ?? null,
  items: itemsOf(receipt),
  passed_over: receipt.passed,
  fallback: receipt.fallback,
  shown: receipt.shown,
  clicked: receipt.clicked,
});
