import type { VisitEvent } from "./event.ts";
import { kindNamedBy, kindOfPath, type PageKind, renamed } from "./page-kind.ts";
import { nameStep } from "./trail.ts";
import { tallyOf } from "./views.ts";
import type { Visit } from "./visit.ts";

/** What the visit's first page turned out to be. */
export interface Landed {
  view: string | null;
  kind: PageKind;
  /** The first item that was viewed on it. */
  item: { id: string; category: string } | null;
}

/**
 * Says with which event the visit began. If that is a page view, the visit has landed on its page;
 * what was heard of that page before still holds.
 */
export function landOn(visit: Visit, first: VisitEvent): void {
  if (first.name !== "page_view") return;
  visit.landing = first.path || null;
  const isKnown = first.view !== null && first.view === visit.landed.view;
  const { kind, item } = shownBy(visit, first);
  if (!isKnown) visit.landed = { view: first.view, kind, item };
  else if (visit.landed.kind === "other") visit.landed.kind = kind;
}

/** What is known of a page when its page view is told: what happened on it may have come before. */
export function shownBy({ views, touched }: Visit, { view, path }: VisitEvent) {
  const viewed = view === null ? undefined : tallyOf(views, view)?.items?.[0];
  const known = touched.find(({ id }) => id === viewed);
  const item = known === undefined ? null : { id: known.id, category: known.category };
  const kind: PageKind = viewed === undefined ? kindOfPath(path) : "item";
  return { kind, item };
}

/** Whether an event is of the first page; servers name no view and mean the first until the next. */
export const isOnLanding = ({ landed, pages }: Visit, { view }: VisitEvent) =>
  view === null || landed.view === null ? pages <= 1 : view === landed.view;

/** What happens on a page tells what kind of page it is. */
export function nameKinds(visit: Visit, event: VisitEvent): void {
  const kind = kindNamedBy(event.name);
  if (kind === undefined) return;
  const { landed, trail } = visit;
  if (isOnLanding(visit, event)) landed.kind = renamed(landed.kind, kind, event.view !== null);
  nameStep(trail, event.view, kind);
}
