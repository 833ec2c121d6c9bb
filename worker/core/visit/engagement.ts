import type { Engagement } from "../../wire/event.ts";
import type { VisitEvent } from "./event.ts";

/** What the latest leave of a page view said, and its place in that view. */
export interface ViewEngagement extends Engagement {
  seq: number;
}

/**
 * Keeps what the leave with the greatest `seq` of each view says. Leaves are cumulative, so a page
 * that is hidden and shown again says more each time and must overwrite, never add.
 */
export function keepGreatest(
  views: Record<string, ViewEngagement>,
  view: string,
  leave: VisitEvent,
  maxViews: number,
): void {
  if (leave.engagement === null) return;
  const known = Object.hasOwn(views, view) ? views[view] : undefined;
  if (known === undefined && Object.keys(views).length >= maxViews) return;
  if (known === undefined || leave.seq >= known.seq)
    views[view] = { ...leave.engagement, seq: leave.seq };
}
