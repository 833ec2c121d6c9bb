import type { TimelineEvent } from "../../wire/person.ts";
import {
  kindNamedBy,
  kindOfPath,
  type PageKind,
  renamed,
  type VisitEvent,
} from "../visit/index.ts";
import { fromLine, type Journalled, withoutNulls } from "./lines.ts";
import { iso, money } from "./said.ts";

/** Lines of the journal, and of which record they are when they do not say so themselves. */
export interface TimelineText {
  source: string;
  events: string;
}

/** Journal lines as a timeline, newest first; of one item when that is asked for. */
export function tellTimeline(texts: readonly TimelineText[], item?: string): TimelineEvent[] {
  const journalled = texts.flatMap(({ source, events }) =>
    linesIn(events).map(({ session, entry, event, source: own = source }) => ({
      session,
      entry,
      event,
      source: own,
    })),
  );
  const kinds = pageKinds(journalled.map(({ event }) => event));
  return journalled
    .filter(({ event }) => item === undefined || touches(event, item))
    .map((one) => tellEvent(one, kinds))
    .toReversed()
    .sort((a, b) => b.time.localeCompare(a.time));
}

/** The lines of a text of the journal. */
export const linesIn = (events: string): Journalled[] =>
  events.split("\n").flatMap((line) => (line === "" ? [] : fromLine(line)));

const touches = ({ items = [] }: Partial<VisitEvent>, item: string): boolean =>
  items.some(({ id }) => id === item);

/** Kind of each page view, as far as its own events tell. */
function pageKinds(events: readonly Partial<VisitEvent>[]): Map<string, PageKind> {
  const kinds = new Map<string, PageKind>();
  for (const { name, view, id = "", path = null } of events)
    if (name === "page_view") kinds.set(view ?? id, kindOfPath(path));
  for (const { name = "", view } of events) {
    const named = kindNamedBy(name);
    const known = view ? kinds.get(view) : undefined;
    if (view && named !== undefined && known !== undefined) kinds.set(view, renamed(known, named));
  }
  return kinds;
}

/** One line of the timeline. What an event does not have is left out. */
function tellEvent(
  { session, source, entry, event }: Journalled,
  kinds: ReadonlyMap<string, PageKind>,
): TimelineEvent {
  const { id = "", name = "", time = 0, items = [], currency = null } = event;
  const told = {
    id,
    name,
    time: iso(time),
    session,
    visitor: source,
    channel: entry?.touch.channel,
    view: event.view,
    page: event.url,
    page_type: name === "page_view" ? kinds.get(event.view ?? id) : null,
    title: event.title,
    referrer: event.referrer,
    items: items.length === 0 ? null : items.map((item) => item.id),
    value: money(event.value ?? null, currency),
    transaction_id: event.transaction,
    search_term: event.search,
    item_list: event.list,
    engagement: event.engagement,
    sections: event.sections,
    about: event.about,
    receipt_id: event.receipt,
    source: event.source,
    params: event.params,
  };
  return withoutNulls(told) as TimelineEvent;
}
