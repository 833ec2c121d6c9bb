import { renameItem } from "../intent/index.ts";
import {
  type CategoryOf,
  goodOf,
  replaceViewed,
  searchOf,
  tallyOf,
  type VisitEvent,
} from "../visit/index.ts";
import { putByTime } from "./newest-first.ts";
import { addReading, addToProfile } from "./profile.ts";
import type { OpenVisit, PersonState } from "./state.ts";
import type { Marked } from "./tellings.ts";

/**
 * Puts an event in the place of one that was made of the page's markup: nothing is counted again,
 * but what the better event says of the items stands.
 */
export function retell(
  state: PersonState,
  open: OpenVisit,
  event: VisitEvent,
  marked: Marked,
  categoryOf: CategoryOf,
): void {
  const { visit, behaviour } = open;
  visit.last = Math.max(visit.last, event.time);
  if (event.name !== "view_item" || marked.item === null || event.items.length === 0) return;
  const { item: from } = marked;
  takeBack(state, marked, from);
  addToProfile(state.profile, event, visit.fact, categoryOf);
  const search = searchOf(visit, from, event.time);
  const items = event.items.map((item) =>
    goodOf(item, event, { category: categoryOf(item), brand: item.brand ?? null, search }),
  );
  replaceViewed(visit, event.view, from, items);
  renameItem(behaviour, from, event.items[0]!.id);
  const tally = event.view === null ? undefined : tallyOf(visit.views, event.view);
  if (tally === undefined) return;
  const { visible, sections = [] } = tally;
  addReading(state.profile, { items: items.map(({ id }) => id), visible, sections });
}

/** Takes the markup's view out of the profile; a later view of the item stays. */
function takeBack({ profile }: PersonState, { before }: Marked, item: string): void {
  const at = profile.viewed.findIndex(({ id }) => id === item);
  const known = profile.viewed[at];
  if (known === undefined) return;
  if (known.views > (before?.views ?? 0) + 1) {
    known.views -= 1;
    return;
  }
  profile.viewed.splice(at, 1);
  if (before !== null) putByTime(profile.viewed, before);
}

/** Keeps with a view of an item what `retell` may have to go back to. */
export function markBefore({ profile }: PersonState, marked: Marked, session: string): void {
  marked.session = session;
  const known = profile.viewed.find(({ id }) => id === marked.item);
  marked.before = known === undefined ? null : structuredClone(known);
}
