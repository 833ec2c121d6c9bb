import type { Card } from "../core/catalogue/index.ts";
import { askFor, cardsOfSlots, type PersonState, type Shelves } from "../core/person/index.ts";
import {
  type AxisFacts,
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

/** The last viewed items whose prices are compared at each reply. */
const PRICES_WATCHED = 50;

/** What comes of a page: its events, and the slots that it wants filled. */
export interface Question {
  shop: string;
  /** Empty for whoever has not consented to be known. */
  visitor: string;
  sender?: { source?: string | undefined };
  /** Epoch ms. */
  now: number;
  events: VisitEvent[];
  wants: Want[];
  /** Version of the price and stock ledger that the page has heard of. */
  news?: number | undefined;
}

/**
 * Shelf and catalogue first, then the cards of what they named: the catalogue's answer depends on it.
 */
export async function readShelves(
  env: Env,
  question: Question,
  state: PersonState | null,
): Promise<Shelves> {
  const { shop, now, events, wants, news } = question;
  const shelves = wants.length === 0 ? emptyShelves() : await readSlots(env, question, state);
  const ids = shelves.items;
  for (const event of events) for (const item of event.items) ids.add(item.id);
  for (const item of state?.profile.viewed.slice(0, PRICES_WATCHED) ?? []) ids.add(item.id);
  for (const { item } of state?.profile.waiting ?? []) ids.add(item);
  const cards = await orElse(new Map<string, Card>(), readCards(env, shop, ids, now, news));
  const told = [
    ...shelves.stock.values(),
    ...[...shelves.facts.values()].flatMap((of) => [of.rated, of.newest]),
  ];
  for (const card of told.flat()) if (!cards.has(card.id)) cards.set(card.id, card);
  return { ...shelves, cards };
}

/** What was read for slots but the cards, and the items of which they are needed. */
type Unread = Omit<Shelves, "cards"> & { items: Set<string> };

const emptyShelves = (): Unread => ({
  ...emptyAnswer(),
  stock: new Map(),
  facts: new Map(),
  rules: NO_RULES,
  posteriors: new Map(),
  items: new Set(),
});

/** Shelf, catalogue, rules and posteriors, at once; what cannot be read leaves the rest. */
async function readSlots(
  env: Env,
  { shop, visitor, now, events, wants }: Question,
  state: PersonState | null,
): Promise<Unread> {
  const [named, rules] = await Promise.all([
    withCategories(env, shop, events, now),
    orElse(NO_RULES, readSettings(env, shop, now).then(rulesOf)),
  ]);
  const asked = askFor(state, named, wants, rules);
  const isLearnt = visitor !== "" && wants.some(({ scenario }) => STRATEGIES[scenario]);
  const [answer, stock, facts, posteriors] = await Promise.all([
    orElse<ShelfAnswer>(emptyAnswer(), readShelf(env, shop, asked.shelf, now)),
    orElse(new Map<string, Card[]>(), readStock(env, shop, asked.stock, asked.stockCount, now)),
    orElse(new Map<string, AxisFacts>(), readFacts(env, shop, asked.facts, now)),
    isLearnt ? orElse<SlotPosteriors>(new Map(), readPosteriors(env, shop, now)) : new Map(),
  ]);
  return { ...answer, stock, facts, rules, posteriors, items: cardsOfSlots(asked, answer) };
}

/**
 * The events with the category of each viewed item, which says what the visitor browses. Most pages
 * tell it; the catalogue is asked only about what they do not.
 */
async function withCategories(
  env: Env,
  shop: string,
  events: VisitEvent[],
  now: number,
): Promise<VisitEvent[]> {
  const unnamed = events
    .filter((event) => event.name === "view_item")
    .flatMap((event) => event.items.filter((item) => item.category === null));
  if (unnamed.length === 0) return events;
  const ids = unnamed.map((item) => item.id);
  const cards = await orElse(new Map<string, Card>(), readCards(env, shop, ids, now));
  for (const item of unnamed) item.category = cards.get(item.id)?.product_type || null;
  return events;
}
