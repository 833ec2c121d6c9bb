import type { Touch } from "../../wire/person.ts";
import { newBehaviour, newPrefixLog, type Traffic } from "../intent/index.ts";
import {
  classifyChannel,
  endsAt,
  IDLE_MS,
  landOn,
  newVisit,
  tallyOf,
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
  /** By id of the page views that a campaign from outside led to: its `campaignKey`. */
  campaigns: ReadonlyMap<string, string>;
  /** The part of the record that it comes from, see `handover`; left out for one's own. */
  source?: string | undefined;
  /** Whether the shop's settings count the visitor among its own people. */
  staff?: boolean;
}

/**
 * The visit that an event belongs to: open already, ended and opened again for a late event, or new.
 * Null for a leave of a visit so old that only its summary is left: a leave is no visit.
 */
export function visitFor(state: PersonState, event: VisitEvent, sender: Sender): OpenVisit | null {
  const touch = sender.touches.get(event.id);
  const campaign = sender.campaigns.get(event.id) ?? "";
  const known = knownVisit(state, event, sender);
  if (known !== undefined && !isOtherCampaign(known, event, campaign)) {
    if (touch && isEntry(known, event)) enterBy(state, known, event, touch, campaign);
    const open = state.open.find(({ visit }) => visit === known);
    if (open !== undefined) return open;
    state.closed = state.closed.filter((closed) => closed !== known);
    known.ended = false;
    return openVisit(state, known, sender, true);
  }
  const { profile } = state;
  const isPast =
    event.name === "page_leave" && profile.sessions.some(({ id }) => id === sender.session);
  if (isPast) return null;
  const id = sender.session ?? `s${event.time.toString(36)}`;
  const visit = newVisit(id, event.time, UNKNOWN_ENTRY, null);
  if (sender.source !== undefined) visit.source = sender.source;
  profile.visits += 1;
  // An order that a server tells of says nothing of how its buyer last came.
  const isUnknown = touch === undefined && profile.lastTouch !== null;
  if (isUnknown) landOn(visit, event);
  else enterBy(state, visit, event, touch ?? UNKNOWN_ENTRY, campaign);
  return openVisit(state, visit, sender, false);
}

/**
 * The visit, of those that are open or may still grow, in whose time an event lies. A tag that was
 * asleep may use a session's id long after its visit has ended: what lies 30 minutes beyond is
 * another visit. What happened before a visit of the same id began it, told late; a leave is told
 * late by nature, and belongs where its page view does.
 */
function knownVisit(
  { open, closed }: PersonState,
  { name, view, time }: VisitEvent,
  { session, source }: Sender,
): Visit | undefined {
  const isLeave = name === "page_leave";
  let begun: Visit | undefined;
  let around: Visit | undefined;
  let early: Visit | undefined;
  for (let place = 0; place < open.length + closed.length; place++) {
    const visit = open[place]?.visit ?? closed[place - open.length]!;
    if (visit.source !== source) continue;
    if (isLeave && view !== null && tallyOf(visit.views, view) !== undefined) return visit;
    if (session !== null && visit.id !== session) continue;
    const { started, last } = visit;
    // Where a campaign parted a session, what follows belongs to the later part.
    if (time > started - IDLE_MS && time < last + IDLE_MS) {
      if (around === undefined || started > around.started) around = visit;
      if (started <= time && (begun === undefined || started > begun.started)) begun = visit;
    }
    if (session !== null && (isLeave || time < started)) early ??= visit;
  }
  return begun ?? around ?? early;
}

/** A campaign from outside that is not the visit's own begins another, whatever the tag calls it. */
const isOtherCampaign = (visit: Visit, event: VisitEvent, campaign: string) =>
  campaign !== "" && campaign !== visit.campaign && !isEntry(visit, event);

/** Nothing is known of how a session came that does not begin with a page view. */
const UNKNOWN_ENTRY = classifyChannel({ landing: "", referrer: "" }, { ownHosts: [] });

/** Whether a visit began with this page view as far as is known: a lost batch may tell of it late. */
const isEntry = (visit: Visit, { time }: VisitEvent) =>
  visit.landing === null || time < visit.started;

/** Says how a visit began; of the visits that began first and last the person keeps it too. */
function enterBy(
  state: PersonState,
  visit: Visit,
  event: VisitEvent,
  touch: Touch,
  campaign: string,
): void {
  visit.touch = touch;
  visit.campaign = campaign;
  landOn(visit, event);
  const { profile, open } = state;
  const started = Math.min(visit.started, event.time);
  const isSince = (other: { fact: string; started: number }) =>
    other.fact !== visit.fact && other.started > started;
  if (profile.firstTouch === null || started <= profile.firstSeen) profile.firstTouch = touch;
  if (!open.some((other) => isSince(other.visit)) && !profile.sessions.some(isSince))
    profile.lastTouch = touch;
}

function openVisit(
  state: PersonState,
  visit: Visit,
  { device }: Sender,
  taught: boolean,
): OpenVisit {
  const open = { visit, device, behaviour: newBehaviour(), prefixes: newPrefixLog(), taught };
  state.open.push(open);
  return open;
}

/** Visits that are over at `now`: idle for 30 minutes, or pushed out by newer ones. */
export function overdue(state: PersonState, now: number): OpenVisit[] {
  const isGoing = ({ visit }: OpenVisit) => endsAt(visit) > now;
  if (state.open.length <= CAPS.open && state.open.every(isGoing)) return [];
  const byEnd = [...state.open].sort((a, b) => endsAt(a.visit) - endsAt(b.visit));
  const tooMany = Math.max(0, byEnd.length - CAPS.open);
  return byEnd.filter(({ visit }, place) => place < tooMany || endsAt(visit) <= now);
}
