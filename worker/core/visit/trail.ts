import type { VisitEvent } from "./event.ts";
import { type PageKind, renamed } from "./page-kind.ts";

/** What of a visit's end is kept in order, for the bridge to the next one. */
const MAX_TRAIL = 6;

/** Where a list keeps an entry: by time (epoch ms), and at one moment by the place in the page view. */
interface Placed {
  time: number;
  seq: number;
}

/** A page of the visit. */
export interface Step extends Placed {
  path: string;
  view: string | null;
  kind: PageKind;
  /** Sections that the whole page is about; left out when none. */
  about?: string[];
}

/** An item that was viewed or put into the cart, at its last touch. */
export interface Touched extends Placed {
  id: string;
  category: string;
  /** Whether it was ever put into the cart in this visit. */
  carted: boolean;
}

/** Adds a page view; the trail's last step is the latest page, in whatever order they are told. */
export function addStep(
  trail: Step[],
  { time, seq, view, about }: VisitEvent,
  path: string,
  kind: PageKind,
): void {
  insert(trail, { path, time, seq, view, kind, ...(about && { about }) });
}

/** Says what kind of page the step of an event is; a server names no view and means the last page. */
export function nameStep(trail: readonly Step[], view: string | null, kind: PageKind): void {
  const step = view === null ? trail.at(-1) : trail.find((known) => known.view === view);
  if (step !== undefined) step.kind = renamed(step.kind, kind, view !== null);
}

/** Adds a touch of an item, which keeps one entry: its latest. */
export function addTouch(
  touched: Touched[],
  { id, category }: { id: string; category: string },
  { time, seq }: VisitEvent,
  isCarted: boolean,
): void {
  const at = touched.findIndex((other) => other.id === id);
  const known = at < 0 ? undefined : touched.splice(at, 1)[0];
  const carted = isCarted || (known?.carted ?? false);
  const isLatest = known === undefined || !isBefore({ time, seq }, known);
  insert(touched, isLatest ? { id, category, carted, time, seq } : { ...known, carted });
}

const isBefore = (a: Placed, b: Placed) => a.time < b.time || (a.time === b.time && a.seq < b.seq);

/** Puts an entry in its place; the earliest go when there are too many. */
function insert<T extends Placed>(list: T[], entry: T): void {
  const after = list.findLastIndex((other) => !isBefore(entry, other));
  list.splice(after + 1, 0, entry);
  if (list.length > MAX_TRAIL) list.shift();
}
