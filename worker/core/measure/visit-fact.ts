import {
  type Bridge,
  engagementOf,
  OTHER_PATHS,
  sectionsOf,
  type StepTimes,
  type Visit,
  type VisitScores,
} from "../visit/index.ts";

/** One fact of the ledger: what an ended visit was. Sent again with a higher version when it grew. */
export interface VisitFact {
  id: string;
  version: number;
  person: string;
  /** Epoch ms. */
  started: number;
  last: number;
  channel: string;
  source: string;
  campaign: string;
  landing: string | null;
  exit: string | null;
  /** Page views by path. */
  paths: Record<string, number>;
  pages: number;
  events: number;
  itemsViewed: number;
  carts: number;
  orders: number;
  /** Minor units by currency. */
  value: Record<string, number>;
  /** ms. */
  visible: number;
  shown: number;
  clicked: number;
  /** Sections of pages that were read → number of page views. */
  sections: Record<string, number>;
  /** How it came back to what the visit before had touched; null on a first visit. */
  bridge: Bridge | null;
  /** When each step of a funnel happened in it; left out of visits of long ago. */
  steps?: StepTimes;
  /** What was said of it before an order; null where nothing was. */
  scores: VisitScores | null;
}

/** Takes a fact back: it counts no more, unless a still higher version of it comes. */
export interface Retraction {
  id: string;
  version: number;
  gone: true;
}

export function visitFact(visit: Visit, person: string): VisitFact {
  return {
    // Servers may leave session ids out, and two people may do something in the same millisecond.
    id: `${person}/${visit.fact}`,
    version: visit.version,
    person,
    started: visit.started,
    last: visit.last,
    channel: visit.touch.channel,
    source: visit.touch.source,
    campaign: visit.touch.campaign,
    landing: visit.landing,
    exit: exitOf(visit),
    paths: Object.fromEntries(visit.paths),
    pages: visit.pages,
    events: visit.events,
    itemsViewed: visit.itemsViewed,
    carts: visit.carts,
    orders: visit.orders,
    value: visit.value,
    visible: engagementOf(visit.views).visible,
    shown: visit.shown,
    clicked: visit.clicked,
    sections: sectionsOf(visit.views),
    bridge: visit.bridge,
    ...(visit.steps !== undefined && { steps: visit.steps }),
    scores: visit.scores ?? null,
  };
}

/** The exit page under the name that its views are counted by, so that exits never exceed views. */
function exitOf({ trail, paths }: Visit): string | null {
  const exit = trail.at(-1)?.path;
  if (exit === undefined) return null;
  return paths.some(([path]) => path === exit) ? exit : OTHER_PATHS;
}
