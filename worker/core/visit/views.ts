import type { Engagement } from "../../wire/event.ts";
import type { VisitEvent } from "./event.ts";

const MAX_VIEWS = 60;
const MAX_ITEMS = 8;
const MAX_SECTIONS = 20;

/**
 * What is known of one page view: what the leave with the greatest `seq` said of the time spent (ms,
 * scroll in percent), and the items and sections that were looked at in it, each once.
 */
export interface ViewTally extends Engagement {
  /** Its id; leaves and views of a server that names none share the visit's own. */
  view: string;
  seq: number;
  /** Left out while empty: a person keeps hundreds of these. */
  items?: string[];
  sections?: string[];
}

/** What the items of a view have gained by one event: visible time (ms) and sections that were read. */
export interface Reading {
  items: string[];
  visible: number;
  sections: string[];
}

/**
 * Takes in a leave. Leaves are cumulative, so a page that is hidden and shown again says more each
 * time: the time of the latest overwrites and never adds, a section counts once in a view.
 */
export function addLeave(views: ViewTally[], key: string, leave: VisitEvent): Reading | null {
  const view = viewOf(views, key);
  if (view === null) return null;
  const before = view.visible;
  if (leave.engagement !== null && leave.seq >= view.seq) {
    Object.assign(view, leave.engagement);
    view.seq = leave.seq;
  }
  const sections = addNew(view, "sections", leave.sections ?? [], MAX_SECTIONS);
  return { items: view.items ?? [], visible: view.visible - before, sections };
}

/** Takes in that items were viewed; they gain what a leave has told of the view already. */
export function addViewedItems(
  views: ViewTally[],
  key: string,
  ids: readonly string[],
): Reading | null {
  const view = viewOf(views, key);
  if (view === null) return null;
  const items = addNew(view, "items", ids, MAX_ITEMS);
  return { items, visible: view.visible, sections: view.sections ?? [] };
}

/** Time on all pages (ms; scroll is the deepest). */
export function engagementOf(views: readonly ViewTally[]): Engagement {
  const sum = { visible: 0, focused: 0, active: 0, scroll: 0 };
  for (const view of views) {
    sum.visible += view.visible;
    sum.focused += view.focused;
    sum.active += view.active;
    sum.scroll = Math.max(sum.scroll, view.scroll);
  }
  return sum;
}

/** In how many views each section was read. */
export function sectionsOf(views: readonly ViewTally[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { sections = [] } of views)
    for (const name of sections) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** What is known of a page view; most are asked about while they are the latest. */
export const tallyOf = (views: readonly ViewTally[], key: string): ViewTally | undefined =>
  views.findLast(({ view }) => view === key);

/** The view's tally, made when it is new, or null when there is no room for another. */
function viewOf(views: ViewTally[], key: string): ViewTally | null {
  const known = tallyOf(views, key);
  if (known !== undefined) return known;
  if (views.length >= MAX_VIEWS) return null;
  const view = { view: key, visible: 0, focused: 0, active: 0, scroll: 0, seq: -1 };
  views.push(view);
  return view;
}

/** Adds to a list of the view what it lacks, up to `cap`; the ones that it lacked. */
function addNew(
  view: ViewTally,
  field: "items" | "sections",
  more: readonly string[],
  cap: number,
): string[] {
  const known = view[field] ?? [];
  const added: string[] = [];
  for (const one of more) {
    if (known.length + added.length >= cap) break;
    if (!known.includes(one) && !added.includes(one)) added.push(one);
  }
  if (added.length > 0) view[field] = [...known, ...added];
  return added;
}
