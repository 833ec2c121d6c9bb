import { all } from "./markup.ts";
import { whenSeen } from "../lib/seen.ts";

const MAX_LABEL = 99;

/** What the visitor has read of this page view, in the page's own words; the Worker knows which count. */
let sections = new Set<string>();

export const readSections = (): string[] => [...sections];

export const noteSection = (element: HTMLElement) =>
  sections.add((element.dataset.section ?? element.textContent!).slice(0, MAX_LABEL));

/** Begins anew, for a new page view: the sections that come into view count. */
export function watchSections(): void {
  sections = new Set();
  for (const heading of all("h2,[data-section]")) whenSeen(heading, () => noteSection(heading));
}
