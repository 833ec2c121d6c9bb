import { isContentPath, kindNamedBy, type VisitEvent } from "../visit/index.ts";
import { CAPS } from "./caps.ts";
import { putFirst } from "./newest-first.ts";
import type { Profile } from "./state.ts";

/** A page to read that the person has seen, such as a guide. */
export interface SeenPage {
  path: string;
  title: string;
  /** The page view of the last time. */
  view: string | null;
  /** Epoch ms. */
  time: number;
}

/**
 * Keeps the pages to read that a person sees, newest first: what happens on a page later, such as a
 * view of an item, tells that it was another kind of page after all.
 */
export function addGuide(profile: Profile, { name, path, title, view, time }: VisitEvent): void {
  const guides = profile.guides ?? [];
  if (name === "page_view" && path !== null && title !== null && isContentPath(path)) {
    const page = { path, title: title.slice(0, CAPS.guideTitle), view, time };
    putFirst(guides, page, (other) => other.path === path, CAPS.guides);
    profile.guides = guides;
  }
  if (kindNamedBy(name) === undefined) return;
  // A server names no view and means the last page.
  const at = view === null ? 0 : guides.findIndex((page) => page.view === view);
  const named = guides[at];
  if (named !== undefined && named.view === view) guides.splice(at, 1);
}
