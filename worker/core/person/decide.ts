import type { Want } from "../../wire/batch.ts";
import type { Decision } from "../../wire/decision.ts";
import type { Card } from "../catalogue/index.ts";
import {
  categoryAxis,
  decideAll,
  type Inputs,
  needs,
  present,
  type ShelfAnswer,
  type ShelfQuestion,
} from "../recommend/index.ts";
import type { VisitEvent } from "../visit/index.ts";
import { addReceipt } from "./profile.ts";
import type { PersonState } from "./state.ts";

/** What was read of the shop for a page's slots. */
export interface Shelves extends ShelfAnswer {
  cards: Map<string, Card>;
  /** Items of the catalogue, newest first. */
  newest: Card[];
}

/** The part of the inputs that the person knows without asking. */
type Situation = Omit<Inputs, "rows" | "tops" | "cards" | "anyItems">;

/**
 * What the visitor and the page say. `state` may be of before or after the batch is folded: the
 * items on screen are the last viewed in either case.
 */
function situationOf(state: PersonState | null, events: readonly VisitEvent[]): Situation {
  const profile = state?.profile;
  const viewed = events.filter((event) => event.name === "view_item");
  const viewedNow = viewed
    .flatMap((event) => event.items.map(({ id, category }) => ({ id, category, time: event.time })))
    .toReversed();
  const onScreen = new Set(viewedNow.map(({ id }) => id));
  const before = profile?.viewed.filter(({ id }) => !onScreen.has(id)) ?? [];
  const category = (viewedNow[0] ?? before[0])?.category;
  return {
    viewed: [
      ...viewedNow.map(({ id, time }) => ({ id, lastViewed: time, views: 1, sessions: 1 })),
      ...before.map(({ id, last, views, sessions }) => ({ id, lastViewed: last, views, sessions })),
    ],
    bought: new Set(profile?.bought),
    dismissed: new Set(profile?.dismissed),
    cart: new Set(profile?.cart.map(({ id }) => id)),
    onScreen,
    taken: new Set(),
    browsing: category ? categoryAxis(category) : null,
  };
}

/** What a page's slots need of the shelf, before its batch is folded. */
export const shelfQuestion = (
  state: PersonState | null,
  events: readonly VisitEvent[],
  wants: readonly Want[],
): ShelfQuestion => {
  const { viewed, browsing } = situationOf(state, events);
  return needs(wants, { viewed: viewed.map(({ id }) => id), browsing });
};

/** The items that a page's slots may come to show. */
export function cardsOfSlots(
  state: PersonState | null,
  events: readonly VisitEvent[],
  { rows, tops }: ShelfAnswer,
): Set<string> {
  const ids = new Set(situationOf(state, events).viewed.map(({ id }) => id));
  for (const row of rows.values()) for (const id of row.ids) ids.add(id);
  for (const top of tops.values()) for (const { id } of top.items) ids.add(id);
  return ids;
}

/** Fills a page's slots for a person, and keeps a receipt of each. */
export function decideSlots(
  state: PersonState,
  events: readonly VisitEvent[],
  wants: readonly Want[],
  shelves: Shelves,
  now: number,
  newId: () => string,
): Record<string, Decision> {
  if (wants.length === 0) return {};
  const { rows, tops, cards, newest } = shelves;
  const situation = situationOf(state, events);
  const decided = decideAll(
    wants,
    { ...situation, rows, tops, cards, anyItems: newest.map(({ id }) => id) },
    now,
  );
  const decisions: Record<string, Decision> = {};
  for (const [slot, decision] of decided) {
    const id = newId();
    const shown = present(
      decision,
      cards,
      id,
      wants.find((want) => want.slot === slot)!,
    );
    decisions[slot] = shown;
    const items = shown.items.map(({ id: item, score, reason }) => ({ id: item, score, reason }));
    const receipt = { id, time: now, slot, ...decision, items, shown: [], clicked: [] };
    addReceipt(state.profile, receipt);
  }
  return decisions;
}
