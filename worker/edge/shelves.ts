import type { Cards } from "../core/catalogue/index.ts";
import { askFor, cardsOfSlots, type PersonState, type Shelves } from "../core/person/index.ts";
import {
  emptyAnswer,
  NO_RULES,
  rulesOf,
  type ShelfAnswer,
  type SlotPosteriors,
  STRATEGIES,
} from "../core/recommend/index.ts";
import type { VisitEvent } from "../core/visit/index.ts";
import type { Want } from "../wire/batch.ts";
import { readCards } from "./card-reads.ts";
import type { Env } from "./env.ts";
import { orElse } from "./or-else.ts";
import { readFacts, readPosteriors, readSettings, readShelf, readStock } from "./shop-reads.ts";
import { type Soon, together, whenRead } from "./soon.ts";

/** The last viewed items whose prices are compared at each reply. */
const PRICES_WATCHED = 50;

/** What comes of a page: its events, and the slots that it wants filled. */
export interface Question {
  shop: string;
  /** Empty for whoever has not consented to be known. */
  visitor: string;
  sender?: { source?: string | undefined };
  byServer?: boolean;
  /** Epoch ms. */
  now: number;
  events: VisitEvent[];
  wants: Want[];
  /** Version of the price and stock ledger that the page has heard of. */
  news?: number | undefined;
}

/**
 * Shelf and catalogue first, then the cards of what they named: the catalogue's answer depends on it.
 *
 * @param also ids of items that must be known besides
 */
export const readShelves = (
  env: Env,
  question: Question,
  state: PersonState | null,
  also: readonly string[] = [],
): Soon<Shelves> =>
  whenRead(
    question.wants.length === 0 ? NO_SLOTS : readSlots(env, question, state),
    ({ items, shelves }) => {
      const { shop, now, news } = question;
      const ids = itemsOf(question, state, [...items, ...also]);
      const read = readCards(env, shop, ids, now, news, cardsOfSlots(shelves));
      return whenRead(orElse<Cards>(new Map(), read), (cards) => ({ ...shelves, cards }));
    },
  );

/** The items of which a batch needs to know, besides those that are `named`. */
function itemsOf(
  { events }: Question,
  state: PersonState | null,
  named: Iterable<string>,
): Set<string> {
  const ids = new Set(named);
  for (const { items } of events) for (const { id } of items) ids.add(id);
  if (state === null) return ids;
  const { viewed, waiting = [] } = state.profile;
  for (const { id } of viewed.slice(0, PRICES_WATCHED)) ids.add(id);
  for (const { item } of waiting) ids.add(item);
  return ids;
}

/** What was read for slots but the cards, and the items that they may name whatever was read. */
interface ReadSlots {
  items: ReadonlySet<string>;
  shelves: Omit<Shelves, "cards">;
}

const NO_SLOTS: ReadSlots = {
  items: new Set(),
  shelves: {
    ...emptyAnswer(),
    stock: new Map(),
    facts: new Map(),
    rules: NO_RULES,
    posteriors: new Map(),
  },
};

/** Shelf, catalogue, rules and posteriors, at once; what cannot be read leaves the rest. */
function readSlots(
  env: Env,
  { shop, visitor, now, events, wants }: Question,
  state: PersonState | null,
): Soon<ReadSlots> {
  const named = withCategories(env, shop, events, now);
  const ruled = orElse(NO_RULES, whenRead(readSettings(env, shop, now), rulesOf));
  return whenRead(together([named, ruled]), ([known, rules]) => {
    const asked = askFor(state, known, wants, rules);
    const isLearnt = visitor !== "" && wants.some(({ scenario }) => STRATEGIES[scenario]);
    const read = together([
      orElse<ShelfAnswer>(emptyAnswer(), readShelf(env, shop, asked.shelf, now)),
      orElse<Shelves["stock"]>(new Map(), readStock(env, shop, asked.stock, asked.stockCount, now)),
      orElse<Shelves["facts"]>(new Map(), readFacts(env, shop, asked.facts, now)),
      isLearnt ? orElse<SlotPosteriors>(new Map(), readPosteriors(env, shop, now)) : new Map(),
    ]);
    return whenRead(read, ([answer, stock, facts, posteriors]) => ({
      items: asked.items,
      shelves: { ...answer, stock, facts, rules, posteriors },
    }));
  });
}

/**
 * The events with the category of each viewed item, which says what the visitor browses. Most pages
 * tell it; the catalogue is asked only about what they do not.
 */
function withCategories(
  env: Env,
  shop: string,
  events: VisitEvent[],
  now: number,
): Soon<VisitEvent[]> {
  const unnamed: VisitEvent["items"] = [];
  for (const { name, items } of events)
    if (name === "view_item")
      for (const item of items) if (item.category === null) unnamed.push(item);
  if (unnamed.length === 0) return events;
  const ids = unnamed.map((item) => item.id);
  return whenRead(orElse<Cards>(new Map(), readCards(env, shop, ids, now)), (cards) => {
    for (const item of unnamed) item.category = cards.get(item.id)?.product_type || null;
    return events;
  });
}
