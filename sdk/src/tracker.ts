import type { Event } from "../../worker/wire/event.ts";
import type { Consent } from "./types.ts";
import { readEngagement, resetEngagement } from "./lib/engagement.ts";
import { whenParsed } from "./lib/page-views.ts";
import { nextVisit } from "./lib/visit.ts";
import { readSections, watchSections } from "./capture/sections.ts";
import { newId } from "./lib/id.ts";
import { arrivingVisit } from "./lib/cross-domain.ts";
import { type Head, post, recover, waiting, wipeOutbox } from "./lib/outbox.ts";
import { readMarkup } from "./capture/markup.ts";
import { isUrgent } from "./lib/urgent.ts";
import { flush, flushAndPart } from "./lib/courier.ts";
import { clearStored, readStored, writeStored } from "./lib/storage.ts";

// Turns a page's life into events: views, engagement, sessions, consent, and when to send.

interface View {
  id: string;
  /** Number of events in this view so far; tabs share a session, so a session's would collide. */
  seq: number;
  url: string;
  referrer: string;
  /** Whose view it is. What it reports passively stays with them and opens no session. */
  head: Head;
}

/** Of an event; the Worker takes what it does not know as the shop's own parameters. */
type Fields = Partial<Event> & Record<string, unknown>;

/** So many events are sent without waiting for the page to be left. */
const FULL = 20;
/** How long the first batch waits for what an earlier page left on disk, in ms. */
const LEFTOVERS_MS = 100;
/** By then a router has replaced what the page before said about itself. */
const SETTLED_MS = 1000;

let view: View | undefined;
/** The first batch of the view has not left yet; everything rides in it. */
let opening = false;
let markup: string | undefined;
/** What the visitor has allowed, as far as anybody has said. */
let allowed: Consent = {};

/** Run when a page view opens for questions, and before it is left. */
export const onOpen: (() => unknown)[] = [];
export const onLeave: ((owner: Head) => unknown)[] = [];

const isDenied = () => allowed.analytics_storage === "denied";

const nobody = (): Head => ({ visitor: null, consent: allowed });

/** Id of the current page view; undefined until its first batch leaves. */
export const openView = (): string | false | undefined => !opening && view?.id;

/** Who an event of this moment belongs to. Read again each time, since tabs share the session. */
export function headNow(): Head {
  if (isDenied()) return nobody();
  const stored = readStored();
  const visit = nextVisit(stored, Date.now());
  if (visit !== stored) writeStored(visit);
  const { visitor, session } = visit;
  return { visitor, session, consent: allowed };
}

/** Sends when the current task is done, so that what happens together travels together. */
export function flushSoon(): void {
  if (!opening) setTimeout(flush);
}

/** With an `owner` the event is no doing of the visitor's: it neither opens nor prolongs a session. */
export function record(name: string, fields?: Fields, owner?: Head): Event | null | undefined {
  if (!view) return;
  const { id, url } = view;
  const event = post(
    // The page may reuse the objects that it tells of.
    {
      page: { url },
      ...(owner ? fields : JSON.parse(JSON.stringify({ ...fields }))),
      id: `${id}.${view.seq}`,
      name,
      view: id,
      seq: view.seq++,
    },
    owner ?? headNow(),
  );
  if (isUrgent(name) || waiting[FULL - 1]) flushSoon();
  return event;
}

/** Tells what the page says about itself, when it says something new or `anew`. */
export function capture(anew?: boolean): void {
  const before = markup;
  markup = readMarkup();
  if (markup && (anew || markup !== before)) record("page_data", { markup }, view!.head);
}

export function leave(): void {
  if (!view) return;
  for (const tell of onLeave) tell(view.head);
  const engagement = readEngagement();
  record("page_leave", { engagement, sections: readSections() }, view.head);
}

/**
 * Begins a page view. `whole` says that the document is the view's own: it was loaded, or restored.
 * The first batch waits for `leftovers`, which go along.
 */
export function begin(
  url: string,
  referrer: string,
  whole?: boolean,
  leftovers?: Promise<unknown> | false,
): void {
  leave();
  resetEngagement();
  const head = headNow();
  view = { id: newId(), seq: 0, url, referrer, head };
  opening = true;
  const event = record(
    "page_view",
    { page: { url, referrer }, webdriver: navigator.webdriver || undefined },
    head,
  );
  whenParsed(async () => {
    await leftovers;
    opening = false;
    // Routers set the title after the address.
    if (event?.page) event.page.title = document.title;
    watchSections();
    if (whole) capture(true);
    else setTimeout(capture, SETTLED_MS);
    for (const ask of onOpen) ask();
    void flush();
  });
}

/** Begins the document's first page view. */
export function start(): void {
  const arriving = !isDenied() && arrivingVisit(Date.now());
  if (arriving) writeStored(arriving);
  const leftovers =
    !isDenied() &&
    Promise.race([recover(), new Promise((resolve) => setTimeout(resolve, LEFTOVERS_MS))]);
  begin(location.href, document.referrer, true, leftovers);
}

/** Nothing that was known before is kept, and nothing that follows can be tied to it. */
export function wipe(): void {
  clearStored();
  wipeOutbox();
  if (!view) return;
  view = { ...view, id: newId(), head: nobody() };
  // At once, so that the Worker's cookie goes too.
  leave();
  flushAndPart();
}

/** The Worker knows the visitor by another id. */
export function rename(visitor: string): void {
  // The reply may come after a denial.
  if (!view!.head.visitor) return;
  writeStored({ ...readStored(), visitor: (view!.head.visitor = visitor) });
}

/**
 * Takes over what has been said. A default (Google Consent Mode) is the state before anybody was
 * asked: it never lifts a denial, since defaults come in a list by region and the tag knows none.
 */
export function consent(change: Consent, isDefault?: boolean): void {
  const before = isDenied();
  if (isDefault && before) return;
  allowed = { ...allowed, ...change };
  if (isDenied()) {
    // A default wipes nothing: it stands in every page until the visitor's choice is read.
    if (!isDefault && change.analytics_storage) wipe();
  } else if (before && view) {
    // What was sent without an id stays nobody's: the visit begins here, with its entry facts.
    view = undefined;
    start();
  }
}
