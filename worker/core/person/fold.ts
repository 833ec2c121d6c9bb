import type { EventResult } from "../../wire/batch.ts";
import type { Card } from "../catalogue/index.ts";
import { appendPrefix, features, type IntentSnapshot, observe } from "../intent/index.ts";
import type { OrderStore } from "../orders/index.ts";
import {
  addToVisit,
  type BrandOf,
  type CategoryOf,
  goodOf,
  type Line,
  searchOf,
  type SeenIds,
  type Visit,
  type VisitEvent,
} from "../visit/index.ts";
import { consider } from "./considerations.ts";
import { settle, type Settling } from "./duties.ts";
import { teachOrder } from "./lessons.ts";
import { addGuide } from "./guides.ts";
import type { Entry } from "./lines.ts";
import { bookPurchase, bookRefundEvent, countOnce } from "./orders.ts";
import { addOrder, addReading, addToProfile } from "./profile.ts";
import { markBefore, retell } from "./retell.ts";
import { revisit } from "./revisits.ts";
import { type Sender, visitFor } from "./sessions.ts";
import { isPast, scorePast } from "./scores.ts";
import { shelfSegmentsOf } from "./segments.ts";
import { countFeedback } from "./slot-outcomes.ts";
import type { OpenVisit, PersonState } from "./state.ts";
import { judge, type Marked, tellingOf } from "./tellings.ts";
import { addTicket } from "./tickets.ts";
import { traitsOf, trafficOf } from "./traits.ts";

/** What folding needs besides the events; all of it was gathered before. */
export interface FoldContext extends Settling {
  /** Epoch ms. */
  now: number;
  sender: Sender;
  /** IANA name. */
  timeZone: string;
  /** Category of an item: the catalogue's, else what the page said. */
  categoryOf: CategoryOf;
  /** Its brand: the catalogue's, else what the page said. */
  brandOf: BrandOf;
  /** The person's orders. */
  orders: OrderStore;
  /** What purchases and refunds are answered that are not to be counted, by their ids. */
  refused: ReadonlyMap<string, Pick<EventResult, "status" | "detail">>;
  /** What pages teach of their items, by id of the event. */
  learnt: ReadonlyMap<string, Card>;
  /** Scores what was over before it was told; without it such visits stay unscored. */
  model?: IntentSnapshot | null;
}

export interface Folded {
  results: EventResult[];
  /**
   * Events that are new, with their session, for the journal; `insteadOf` is there already and goes.
   */
  accepted: { session: string; event: VisitEvent; entry?: Entry; insteadOf?: Marked }[];
  /** The visit of the newest event, if any was accepted. */
  current: OpenVisit | null;
}

/**
 * Folds a batch into a person. Each event counts once: by its id, if it is a purchase by its
 * transaction, and whichever of the page's ways to tell of it came first (`judge`). Changes `state` and `seen` in place; nothing here waits, so that nothing comes between.
 */
export function fold(
  state: PersonState,
  seen: SeenIds,
  events: readonly VisitEvent[],
  context: FoldContext,
): Folded {
  const folded: Folded = { results: [], accepted: [], current: null };
  const fresh = new Map<string, VisitEvent>();
  for (const event of events) if (seen.add(event.id, context.now)) fresh.set(event.id, event);
  const unbooked = [...fresh.values()].filter(({ id }) => !context.refused.has(id));
  const verdicts = judge(state, unbooked);
  for (const event of inOrder(events)) {
    if (!fresh.delete(event.id)) {
      folded.results.push({ id: event.id, status: "duplicate" });
      continue;
    }
    const refusal = context.refused.get(event.id);
    if (refusal !== undefined) {
      folded.results.push({ id: event.id, ...refusal });
      continue;
    }
    learnOf(state, event, context);
    if (isStaff(event, context.sender)) state.profile.staff = true;
    const verdict = verdicts.get(event.id);
    if (verdict?.is === "repeat") {
      folded.results.push({ id: event.id, status: "duplicate", detail: verdict.detail });
      continue;
    }
    const open = visitFor(state, event, context.sender);
    if (open === null) {
      const detail = "the visit that it closes ended too long ago";
      folded.results.push({ id: event.id, status: "accepted", detail });
      continue;
    }
    const session = open.visit.id;
    if (verdict?.is === "better") {
      retell(state, open, event, verdict.than, context.categoryOf);
      folded.results.push({ id: event.id, status: "accepted", detail: verdict.detail });
      folded.accepted.push({ session, event, insteadOf: verdict.than });
    } else {
      if (verdict?.is === "marked") markBefore(state, verdict.as, session);
      addEvent(state, open, event, context);
      folded.results.push({ id: event.id, status: "accepted" });
      folded.accepted.push({ session, event, ...entryOf(open, event, context.sender) });
    }
    folded.current = open;
  }
  settle(state, context.now, context);
  return folded;
}

/** How the visit came, where this event is the one that says so. */
function entryOf({ visit, device }: OpenVisit, { id }: VisitEvent, sender: Sender) {
  const touch = sender.touches.get(id);
  if (touch === undefined || touch !== visit.touch) return {};
  const { campaign } = visit;
  return { entry: { touch, device, ...(campaign !== "" && { campaign }) } };
}

/** GA4 marks what the shop's own people do by `traffic_type`; the shop may also name them. */
export const isStaff = ({ params }: VisitEvent, { staff }: Sender): boolean =>
  staff === true || params?.["traffic_type"] === "internal";

/** Keeps what a page teaches of its item until its view is over. */
function learnOf(state: PersonState, event: VisitEvent, { learnt, sender }: FoldContext): void {
  const card = learnt.get(event.id);
  if (card === undefined || event.view === null) return;
  tellingOf(state, event.view).lesson = { card, session: sender.session ?? "" };
}

function addEvent(
  state: PersonState,
  open: OpenVisit,
  event: VisitEvent,
  context: FoldContext,
): void {
  const { visit } = open;
  const lines = event.name === "purchase" ? linesOf(visit, event, context) : null;
  // A server may tell of an order while the page's own word waits for what it needs.
  const told = lines === null ? null : context.orders.order(event.transaction!);
  if (lines !== null) {
    teachOrder(state, open, event, lines, { isTold: told !== null, now: context.now });
    bookPurchase(state, context.orders, open, event, lines, context.now);
  }
  if (event.name === "refund")
    bookRefundEvent(state, context.orders, event, linesOf(visit, event, context), context.now);
  countFeedback(state.profile, open, event);
  addToProfile(state.profile, event, visit.fact, context.categoryOf);
  addGuide(state.profile, event);
  revisit(state.profile, event, visit.fact);
  consider(state.profile, event);
  addTicket(state.profile, event);
  if (lines !== null) addOrder(state.profile, event, lines, shelfSegmentsOf(state, open));
  if (told !== null) countOnce(state, told, context.orders.order(told.id)!);
  const reading = addToVisit(visit, event, context.categoryOf, context.brandOf);
  if (reading !== null) addReading(state.profile, reading);
  const { events } = open.behaviour;
  observe(open.behaviour, event);
  // What the page tells while somebody leaves it is no moment at which a score could serve them.
  if (open.taught || open.behaviour.events === events) return;
  const active = featuresOf(state, open, context.timeZone, event.time);
  appendPrefix(open.prefixes, active);
  const { model, now } = context;
  if (model && isPast(open, now)) scorePast(state, open, model, active, event.time, now);
}

/** The lines that an event tells of an order, with all that they are counted by. */
const linesOf = (visit: Visit, event: VisitEvent, { categoryOf, brandOf }: FoldContext): Line[] =>
  event.items.map((item) => {
    const search = searchOf(visit, item.id, event.time);
    const known = { category: categoryOf(item), brand: brandOf(item), search };
    return { ...goodOf(item, event, known), quantity: item.quantity };
  });

/** What the intent model sees of an open visit. */
export function featuresOf(state: PersonState, open: OpenVisit, timeZone: string, now: number) {
  return features(
    open.behaviour,
    traitsOf(state.profile, open, now),
    trafficOf(state.profile, open, timeZone),
    now,
  );
}

/** By time, and within one moment of a view by its sequence. */
const inOrder = (events: readonly VisitEvent[]) =>
  events.toSorted((a, b) => a.time - b.time || (a.view === b.view ? a.seq - b.seq : 0));
