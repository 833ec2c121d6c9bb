import type { TimelineEvent } from "../../wire/person.ts";
import {
  kindNamedBy,
  kindOfPath,
  type PageKind,
  renamed,
  type VisitEvent,
} from "../visit/index.ts";
import { iso, money } from "./read.ts";

/** An event as the journal has it: without its empty fields. */
interface Journalled {
  session: string;
  event: Partial<VisitEvent>;
}

/** Journal lines as a timeline, newest first. */
export function tellTimeline(lines: readonly string[]): TimelineEvent[] {
  const journalled = lines.filter((line) => line !== "").map(fromLine);
  const kinds = pageKinds(journalled.map(({ event }) => event));
  return journalled
    .map((one) => tellEvent(one, kinds))
    .toReversed()
    .sort((a, b) => b.time.localeCompare(a.time));
}

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
  { session, event }: Journalled,
  kinds: ReadonlyMap<string, PageKind>,
): TimelineEvent {
  const { id = "", name = "", time = 0, items = [], currency = null } = event;
  const told = {
    id,
    name,
    time: iso(time),
    session,
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
    receipt_id: event.receipt,
    source: event.source,
    params: event.params,
  };
  return withoutNulls(told) as TimelineEvent;
}

/** The event as a line of the journal: without its empty fields, which are most of them. */
export const toLine = (session: string, event: VisitEvent): string =>
  JSON.stringify({ s: session, ...withoutNulls(event) });

/** A line of the journal again. */
export function fromLine(line: string): Journalled {
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
