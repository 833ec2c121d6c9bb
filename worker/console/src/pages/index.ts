import type { ComponentType } from "preact";
import type { Route } from "../route.ts";
import { VisitsPage } from "./visits.tsx";

export interface Page {
  /** In the address. */
  name: string;
  title: string;
  /** What it answers, in one sentence. */
  about: string;
  page: ComponentType<{ route: Route }>;
  /** Reached from other pages only. */
  hidden?: boolean;
}

/** In the order of the menu; the first opens at sign-in. */
export const PAGES: readonly Page[] = [
  {
    name: "visits",
    title: "Visits",
    about: "Where visitors come from, where they land and leave, and what brings them back.",
    page: VisitsPage,
  },
];
