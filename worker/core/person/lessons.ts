import { type HeldWeek, type Lesson, ripeAt, type WeekOrdered } from "../intent/index.ts";
import { visitFact } from "../measure/index.ts";
import { messageId } from "../messages/index.ts";
import type { ShelfLesson } from "../recommend/index.ts";
import { hashId, type Line, sectionsOf, type Visit, type VisitEvent } from "../visit/index.ts";
import { bridgeOf } from "./bridges.ts";
import { CAPS } from "./caps.ts";
import { addressed } from "./handover/parts.ts";
import { shelfSegmentsOf } from "./segments.ts";
import { orderHistory, refundOf } from "./shelf-lessons.ts";
import { takeSlotLesson } from "./slot-outcomes.ts";
import type { OpenVisit, Outgoing, PastVisit, PendingWeek, PersonState } from "./state.ts";

/** Orders of an imported week arrive after their visits: its outcome waits a little for them. */
const IMPORT_GRACE_MS = 60_000;
/** What is worth telling at once goes after this, so that events of one moment share a call. */
const DELIVER_AFTER_MS = 1_000;

/** Puts a message into the outbox; of the shop's own people nobody learns what customers do. */
export function send(
  state: PersonState,
  to: Outgoing["to"],
  body: Outgoing["body"],
  now: number,
): void {
  if (state.profile.staff && (to === "shelf" || to === "learner")) return;
  state.sent += 1;
  state.outbox.push({ id: messageId(`${state.shop}/${state.visitor}`, state.sent, now), to, body });
  state.outboxDue = Math.min(state.outboxDue ?? Infinity, now + DELIVER_AFTER_MS);
}

/**
 * An order teaches the shelves and the session's model at once. What it makes of the week is held
 * until the week is over: folded at once, a young shop's model would hear of buyers 7 days before it
 * hears of anybody else.
 */
export function teachOrder(
  state: PersonState,
  open: OpenVisit,
  event: VisitEvent,
  lines: Line[],
  { isTold, now }: { isTold: boolean; now: number },
): void {
  const lesson: ShelfLesson = {
    kind: "order",
    at: event.time,
    segments: shelfSegmentsOf(state, open),
    ...orderHistory(state.profile, event, lines),
  };
  if (!isTold) send(state, "shelf", lesson, now);
  tellOrderedWeeks(state, event.time, now);
  if (open.taught) return;
  teachSession(state, open, true, event.time, now);
  open.taught = true;
}

/** Returned goods leave the shelves as of the day on which they sold. */
export function teachRefund(
  state: PersonState,
  refund: VisitEvent,
  named: readonly Line[],
  now: number,
): void {
  const returned = refundOf(state, refund, named);
  if (returned.lines.length === 0) return;
  send(state, "shelf", { kind: "refund", ...returned } satisfies ShelfLesson, now);
}

function teachSession(
  state: PersonState,
  open: OpenVisit,
  ordered: boolean,
  at: number,
  now: number,
): void {
  const gap = gapOf(state, open);
  const until = ripeAt({ target: "week", at });
  const week: HeldWeek = {
    visit: hashId(`${state.shop}/${open.visit.fact}`),
    due: Math.max(until, now + IMPORT_GRACE_MS),
  };
  const lesson: Lesson = { target: "session", ordered, at, gap, prefixes: open.prefixes, week };
  send(state, "learner", lesson, now);
  if (!ordered) pend(state, { from: open.visit.started, until, ...week }, now);
}

/** Keeps in mind which orders belong to a visit's week, of the latest visits. */
function pend(state: PersonState, week: PendingWeek, now: number): void {
  state.week = [...state.week.filter(({ due }) => due > now), week].slice(-CAPS.week);
}

/** Tells the learner in the weeks of which visits an order falls that have none yet. */
function tellOrderedWeeks(state: PersonState, time: number, now: number): void {
  const isOf = ({ from, until, due }: PendingWeek) => time >= from && time <= until && due > now;
  const visits = state.week.filter(isOf).map(({ visit }) => visit);
  if (visits.length === 0) return;
  send(state, "learner", { target: "ordered", visits } satisfies WeekOrdered, now);
  state.week = state.week.filter((week) => !isOf(week));
}

/** How long after the end of the visit before this one began, ms; null for a first one. */
function gapOf({ profile }: PersonState, { visit }: OpenVisit): number | null {
  const previous = profile.sessions.find(
    ({ fact, started }) => fact !== visit.fact && started < visit.started,
  );
  return previous === undefined ? null : visit.started - previous.last;
}

/**
 * Ends a visit: its fact goes to the ledger, its lesson to the shelves and the model, and its exit
 * page is known. What was taught before is not taught again; only the fact grows.
 */
export function endVisit(state: PersonState, open: OpenVisit, now: number): void {
  const { visit } = open;
  state.open = state.open.filter((other) => other !== open);
  visit.ended = true;
  visit.bridge = bridgeOf(state, visit) ?? visit.bridge;
  sendFact(state, visit, now);
  const isFirstEnd = visit.version === 1;
  if (isFirstEnd && visit.items.length + visit.carted.length > 0) {
    const { items, carted } = visit;
    const segments = shelfSegmentsOf(state, open);
    send(state, "shelf", { kind: "visit", at: visit.started, segments, items, carted }, now);
  }
  if (!open.taught) teachSession(state, open, false, visit.last, now);
  const slots = takeSlotLesson(state.profile, open);
  if (slots !== null) send(state, "learner", slots, now);
  remember(state, open, isFirstEnd);
  tellBridgesAgain(state, visit, now);
}

function sendFact(state: PersonState, visit: Visit, now: number): void {
  visit.version += 1;
  const source = visit.source ?? null;
  const fact = { ...visitFact(visit, ""), id: visit.fact };
  (state.toKeep ??= []).push({ session: visit.id, source, fact });
  // No report counts visits of the shop's own people.
  if (!state.profile.staff) send(state, "ledger", addressed(state, fact, source), now);
}

/** Of visits that were told before the one they came after had come to its end, or come at all. */
function tellBridgesAgain(state: PersonState, earlier: Visit, now: number): void {
  for (const visit of state.closed.filter(({ started }) => started > earlier.started)) {
    const bridge = bridgeOf(state, visit);
    if (bridge === null || JSON.stringify(bridge) === JSON.stringify(visit.bridge)) continue;
    visit.bridge = bridge;
    sendFact(state, visit, now);
    const past = state.profile.sessions.find(({ fact }) => fact === visit.fact);
    if (past !== undefined) past.bridge = bridge;
  }
}

/** Hands over the lessons of weeks that form 3 kept with the person. */
export function handOverWeeks(state: PersonState, now: number): void {
  for (const { lesson, visit, due } of state.week)
    if (lesson !== undefined)
      send(state, "learner", { ...lesson, week: { visit, due } } satisfies Lesson, now);
  for (const pending of state.week) delete pending.lesson;
}

function remember(state: PersonState, open: OpenVisit, isFirstEnd: boolean): void {
  const { visit } = open;
  const { sessions } = state.profile;
  const known = sessions.find((past) => past.fact === visit.fact);
  const past: PastVisit = {
    id: visit.id,
    fact: visit.fact,
    started: visit.started,
    last: visit.last,
    touch: visit.touch,
    pages: visit.pages,
    events: visit.events,
    landing: visit.landing,
    landingKind: visit.landed.kind,
    exit: visit.trail.at(-1)?.path ?? null,
    exitKind: isFirstEnd || known === undefined ? open.behaviour.page : known.exitKind,
    sections: sectionsOf(visit.views),
    bridge: visit.bridge,
    ordered: visit.orders > 0,
  };
  if (known === undefined) sessions.unshift(past);
  else Object.assign(known, past);
  sessions.sort((a, b) => b.started - a.started);
  sessions.length = Math.min(sessions.length, CAPS.sessions);
  // What was viewed and put into the cart has been taught; only the fact can still grow.
  visit.items = [];
  visit.carted = [];
  state.closed.unshift(visit);
  state.closed.length = Math.min(state.closed.length, CAPS.closed);
}
