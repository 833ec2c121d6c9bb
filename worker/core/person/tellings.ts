import { fnv1a } from "../intent/index.ts";
import type { Card } from "../catalogue/index.ts";
import type { EventItem, VisitEvent } from "../visit/index.ts";
import type { PersonState, ViewedItem } from "./state.ts";

/** Page views whose tellings are remembered, and different actions of each. */
const MAX_VIEWS = 6;
const MAX_ACTIONS = 16;

/** Who told of an event, the most trusted first: the shop's own calls know best what they mean. */
const SOURCES = ["call", "data_layer", "markup"] as const;
type Source = (typeof SOURCES)[number];

const NAMES: Record<Source, string> = {
  call: "the shop's own call",
  data_layer: "the page's dataLayer",
  markup: "the page's markup",
};

/** An event that was made of a page's markup, with what it takes to put a better one in its place. */
export interface Marked {
  id: string;
  session: string;
  item: string | null;
  /** The item's entry in the profile before. */
  before: ViewedItem | null;
  /** Something else stands in its place already. */
  replaced: boolean;
}

/** An action, and how often the shop's own calls and its `dataLayer` have told it. */
type Told = [action: string, calls: number, layer: number];
const [CALLS, LAYER] = [1, 2] as const;

/** What was told of one page view, by source. */
export interface Telling {
  view: string;
  /** Few at most, and a list: an object would have other fields for each visitor. */
  told: Told[];
  /** By name. */
  marked: Record<string, Marked>;
  /** The item that the shop's own events name as the page's, when they name one. */
  item: string | null;
  /** What the page teaches the catalogue, and in which session, until the view is over. */
  lesson: { card: Card; session: string } | null;
  over: boolean;
}

/** What an event is in the light of what was told before. */
export type Verdict =
  | { is: "news" }
  | { is: "marked"; as: Marked }
  | { is: "repeat"; detail: string }
  | { is: "better"; than: Marked; detail: string };

const NEWS: Verdict = { is: "news" };

/**
 * Finds the events that tell again what another source has told of the same page view. The k-th
 * telling of an action (name, and items or transaction) by one source is the k-th by another. Markup
 * describes the page and not an action: any event of its name in the view says the same and better.
 * Of one batch the shop's own calls are heard first, then the `dataLayer`, then the markup.
 *
 * @returns verdicts by id of the event
 */
export function judge(state: PersonState, events: readonly VisitEvent[]): Map<string, Verdict> {
  const verdicts = new Map<string, Verdict>();
  for (const source of SOURCES)
    for (const event of events)
      if (sourceOf(event) === source) verdicts.set(event.id, verdictOf(state, event));
  return verdicts;
}

const sourceOf = ({ source }: VisitEvent): Source => source ?? "call";

function verdictOf(state: PersonState, event: VisitEvent): Verdict {
  if (event.view === null) return NEWS;
  if (event.name === "page_leave") {
    const telling = knownTelling(state, event.view);
    if (telling !== undefined) telling.over = true;
    return NEWS;
  }
  if (event.name.startsWith("recommendation_")) return NEWS;
  const telling = tellingOf(state, event.view);
  return event.source === "markup" ? ofMarkup(telling, event) : ofAction(telling, event);
}

/** Most events are of the view that came last. */
const knownTelling = ({ tellings }: PersonState, view: string): Telling | undefined =>
  tellings.findLast((known) => known.view === view);

/** The view's telling, made when it is new. */
export function tellingOf(state: PersonState, view: string): Telling {
  let telling = knownTelling(state, view);
  if (telling === undefined) {
    telling = { view, told: [], marked: {}, item: null, lesson: null, over: false };
    state.tellings.push(telling);
  }
  return telling;
}

/** Forgets the oldest views beyond the cap, and gives them back. */
export function forgetTellings(state: PersonState): Telling[] {
  return state.tellings.splice(0, Math.max(0, state.tellings.length - MAX_VIEWS));
}

/** A shop's own event may be called as what every object has, such as `constructor`. */
const markedAs = ({ marked }: Telling, name: string): Marked | undefined =>
  Object.hasOwn(marked, name) ? marked[name] : undefined;

function ofMarkup(telling: Telling, event: VisitEvent): Verdict {
  const { told, marked } = telling;
  const better = told.find(([action]) => action.startsWith(`${event.name} `));
  if (better !== undefined) return repeatOf(better[CALLS] > 0 ? "call" : "data_layer");
  const item = event.items[0]?.id ?? null;
  if (markedAs(telling, event.name)?.item === item) return repeatOf("markup");
  const as: Marked = { id: event.id, session: "", item, before: null, replaced: false };
  marked[event.name] = as;
  return { is: "marked", as };
}

function ofAction(telling: Telling, event: VisitEvent): Verdict {
  const own = event.source === "data_layer" ? LAYER : CALLS;
  const other = own === CALLS ? LAYER : CALLS;
  const told = toldOf(telling, actionOf(event));
  told[own] += 1;
  if (event.name === "view_item")
    telling.item = event.items.length === 1 ? event.items[0]!.id : null;
  if (told[own] <= told[other]) return repeatOf(other === CALLS ? "call" : "data_layer");
  const marked = markedAs(telling, event.name);
  if (marked === undefined || marked.replaced) return NEWS;
  marked.replaced = true;
  return { is: "better", than: marked, detail: `stands for what ${NAMES.markup} told` };
}

/** The action's counts, which are remembered while there is room. */
function toldOf({ told }: Telling, action: string): Told {
  let counts = told.find(([known]) => known === action);
  if (counts === undefined) {
    counts = [action, 0, 0];
    if (told.length < MAX_ACTIONS) told.push(counts);
  }
  return counts;
}

const repeatOf = (first: Source): Verdict => ({
  is: "repeat",
  detail: `${NAMES[first]} told this first`,
});

function actionOf({ name, transaction, items }: VisitEvent): string {
  const what = transaction ?? (items.length === 0 ? "[]" : textOfIds(items));
  return `${name} ${fnv1a(what).toString(36)}`;
}

const textOfIds = (items: readonly EventItem[]) => JSON.stringify(items.map(({ id }) => id).sort());
