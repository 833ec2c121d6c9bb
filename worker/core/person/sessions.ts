import type { Touch } from "../../wire/person.ts";
import { newBehaviour, newPrefixLog, type Traffic } from "../intent/index.ts";
import { classifyChannel, endsAt, IDLE_MS, newVisit, type VisitEvent } from "../visit/index.ts";
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
  const open = state.open.find(({ visit }) => isIts(visit));
  if (open !== undefined) return open;

  const closedAt = state.closed.findIndex(isIts);
  const closed = closedAt < 0 ? undefined : state.closed.splice(closedAt, 1)[0];
  if (closed !== undefined) {
    closed.ended = false;
    return openVisit(state, {
      visit: closed,
      device: sender.device,
      behaviour: newBehaviour(),
      prefixes: newPrefixLog(),
      taught: true,
    });
  }
  const touch = sender.touches.get(event.id) ?? UNKNOWN_ENTRY;
  state.profile.visits += 1;
  if (state.profile.firstTouch === null || event.time < state.profile.firstSeen)
    state.profile.firstTouch = touch;
  if (event.time >= state.profile.lastSeen) state.profile.lastTouch = touch;
  return openVisit(state, {
    visit: newVisit(
      sender.session ?? `s${event.time.toString(36)}`,
      event.time,
      touch,
      event.name === "page_view" ? event.path : null,
    ),
    device: sender.device,
    behaviour: newBehaviour(),
    prefixes: newPrefixLog(),
    taught: false,
  });
}

/** Nothing is known of how a session came that does not begin with a page view. */
const UNKNOWN_ENTRY = classifyChannel({ landing: "", referrer: "" }, { ownHosts: [] });

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
