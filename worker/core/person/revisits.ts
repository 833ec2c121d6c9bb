import { fnv1a } from "../intent/index.ts";
import { isContentPath, type VisitEvent } from "../visit/index.ts";
import { CAPS } from "./caps.ts";
import { putByTime } from "./newest-first.ts";
import type { Profile } from "./state.ts";

/** A page by the visits in which it was seen. */
export interface Revisited {
  path: string;
  /** Hashes of the last ones, the latest last. */
  visits: number[];
  /** Its latest page view, and when that was (epoch ms). */
  view: string | null;
  last: number;
}

/** The visits of an item or a page with one more, which counts once however often it was seen in it. */
export function withVisit(visits: readonly number[] = [], fact: string): number[] {
  const visit = fnv1a(fact);
  return visits.includes(visit) ? [...visits] : [...visits, visit].slice(-CAPS.visits);
}

/**
 * Counts in how many visits a page was seen: any that is neither the home page nor the shop's
 * machinery. A page that shows an item is left to the item.
 *
 * @param fact names the visit
 */
export function revisit(profile: Profile, event: VisitEvent, fact: string): void {
  const { name, path, view, time } = event;
  if (name === "view_item" && view !== null)
    profile.revisited &&= profile.revisited.filter((page) => page.view !== view);
  if (name !== "page_view" || path === null || !isContentPath(path)) return;
  const pages = (profile.revisited ??= []);
  const at = pages.findIndex((other) => other.path === path);
  const page = at < 0 ? undefined : pages.splice(at, 1)[0];
  const isLatest = page === undefined || time >= page.last;
  const visits = withVisit(page?.visits, fact);
  putByTime(pages, isLatest ? { path, visits, view, last: time } : { ...page, visits });
  if (pages.length > CAPS.revisited) pages.pop();
}

/** The pages of two records of one person, each once, with the visits of both. */
export function joinRevisited(one: readonly Revisited[], other: readonly Revisited[]): Revisited[] {
  const joined = new Map(one.map((page) => [page.path, page]));
  for (const page of other) {
    const known = joined.get(page.path) ?? page;
    const [late, early] = known.last >= page.last ? [known, page] : [page, known];
    const visits = [...new Set([...early.visits, ...late.visits])].slice(-CAPS.visits);
    joined.set(page.path, { ...late, visits });
  }
  return [...joined.values()].sort((a, b) => b.last - a.last).slice(0, CAPS.revisited);
}
