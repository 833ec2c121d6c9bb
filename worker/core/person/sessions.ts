import type { Touch } from "../../wire/person.ts";
import { newBehaviour, newPrefixLog, type Traffic } from "../intent/index.ts";
import {
  classifyChannel,
  endsAt,
  IDLE_MS,
  newVisit,
  type Visit,
  type VisitEvent,
} from "../visit/index.ts";
import { CAPS } from "./caps.ts";
import type { OpenVisit, PersonState } from "./state.ts";

/** What the edge knows about the sender of a batch. */
export interface Sender {
  /** The tag's session id; servers may leave it out, and 30 idle minutes then part sessions. */
  session: string | null;
  device: Traffic["device"];
  /** By id of each page view, how a session that begins with it came: classified from raw addresses. */
  touches: ReadonlyMap<string, Touch>;
}

/**
 * The visit that an event belongs to: open already, ended and opened again for a late event, or new.
 */
export function visitFor(state: PersonState, event: VisitEvent, sender: Sender): OpenVisit {
  const isIts = (visit: { id: string; started: number; last: number }) =>
    sender.session === null
      ? event.time > visit.started - IDLE_MS && event.time < visit.last + IDLE_MS
      : visit.id === sender.session;
  const touch = sender.touches.get(event.id);
  const open = state.open.find(({ visit }) => isIts(visit));
  if (open !== undefined) {
    if (touch && isEntry(open.visit, event)) enter(state, open.visit, event, touch);
    return open;
  }

  const closedAt = state.closed.findIndex(isIts);
  const closed = closedAt < 0 ? undefined : state.closed.splice(closedAt, 1)[0];
  if (closed !== undefined) {
    closed.ended = false;
    if (touch && isEntry(closed, event)) enter(state, closed, event, touch);
    return openVisit(state, {
      visit: closed,
      device: sender.device,
      behaviour: newBehaviour(),
      prefixes: newPrefixLog(),
      taught: true,
    });
  }
  const id = sender.session ?? `s${event.time.toString(36)}`;
  const visit = newVisit(id, event.time, UNKNOWN_ENTRY, null);
  state.profile.visits += 1;
  enter(state, visit, event, touch ?? UNKNOWN_ENTRY);
  return openVisit(state, {
    visit,
    device: sender.device,
    behaviour: newBehaviour(),
    prefixes: newPrefixLog(),
    taught: false,
  });
}

/** Nothing is known of how a session came that does not begin with a page view. */
const UNKNOWN_ENTRY = classifyChannel({ landing: "", referrer: "" }, { ownHosts: [] });

/** Whether a visit began with this page view as far as is known: a lost batch may tell of it late. */
const isEntry = (visit: Visit, { time }: VisitEvent) =>
  visit.landing === null || time < visit.started;

/** Says how a visit began; of the visits that began first and last the person keeps it too. */
function enter(state: PersonState, visit: Visit, event: VisitEvent, touch: Touch): void {
  visit.touch = touch;
  if (event.name === "page_view") visit.landing = event.path || null;
  const { profile, open } = state;
  const started = Math.min(visit.started, event.time);
  const isSince = (other: { id: string; started: number }) =>
    other.id !== visit.id && other.started > started;
  if (profile.firstTouch === null || started <= profile.firstSeen) profile.firstTouch = touch;
  if (!open.some((other) => isSince(other.visit)) && !profile.sessions.some(isSince))
    profile.lastTouch = touch;
}

function openVisit(state: PersonState, open: OpenVisit): OpenVisit {
  state.open.push(open);
  return open;
}

/** Visits that are over at `now`: idle for 30 minutes, or pushed out by newer ones. */
export function overdue(state: PersonState, now: number): OpenVisit[] {
  const byEnd = [...state.open].sort((a, b) => endsAt(a.visit) - endsAt(b.visit));
  const tooMany = Math.max(0, byEnd.length - CAPS.open);
  return byEnd.filter(({ visit }, place) => place < tooMany || endsAt(visit) <= now);
}
