import type { Card, PriceNews } from "../core/catalogue/index.ts";
import type { IntentSnapshot } from "../core/intent/index.ts";
import {
  cardsOfSlots,
  decideSlots,
  newPerson,
  type PersonState,
  shelfQuestion,
  type Shelves,
} from "../core/person/index.ts";
import type { ShelfAnswer } from "../core/recommend/index.ts";
import type { VisitEvent } from "../core/visit/index.ts";
import type { Want } from "../wire/batch.ts";
import type { Decision } from "../wire/decision.ts";
import { callObject } from "./call.ts";
import type { Env } from "./env.ts";
import { readCards, readModel, readNewest, readPriceNews, readShelf } from "./shop-reads.ts";
import { directoryStub } from "./stubs.ts";

/** The last viewed items whose prices are compared at each reply. */
const PRICES_WATCHED = 50;

/** What a person needs from elsewhere before it folds a batch. */
export interface Gathered {
  /** Null when the model could not be read: events are stored all the same. */
  model: IntentSnapshot | null;
  prices: PriceNews | null;
  shelves: Shelves;
  /** Ids of purchases whose transaction another event holds. */
  refused: Set<string>;
}

export interface Question {
  shop: string;
  visitor: string;
  /** Epoch ms. */
  now: number;
  events: VisitEvent[];
  wants: Want[];
}

/**
 * Reads what a batch needs, in parallel, at most one call an object. Claims must be known, or a
 * purchase could count twice; anything else that fails costs the reply a part, never the events.
 */
export async function gather(
  env: Env,
  question: Question,
  state: PersonState | null,
): Promise<Gathered> {
  const { shop, now, events } = question;
  const isPageView = events.some((event) => event.name === "page_view");
  const [refused, model, prices, shelves] = await Promise.all([
    refusedPurchases(env, question),
    orElse(null, readModel(env, shop, now)),
    isPageView ? orElse(null, readPriceNews(env, shop, now)) : null,
    readShelves(env, question, state),
  ]);
  return { refused, model, prices, shelves };
}

/** Decisions for a page without consent to an id: from the shelf alone, and nothing is kept. */
export async function decideWithoutPerson(
  env: Env,
  question: Omit<Question, "visitor">,
  newId: () => string,
): Promise<Record<string, Decision>> {
  const { shop, now, events, wants } = question;
  if (wants.length === 0) return {};
  const nobody = newPerson(shop, "", now);
  const shelves = await readShelves(env, { ...question, visitor: "" }, nobody);
  return decideSlots(nobody, events, wants, shelves, now, newId);
}

const NO_SHELF: ShelfAnswer = { tops: new Map(), rows: new Map() };

/** Shelf first, then the cards of what it named: the catalogue's answer depends on it. */
async function readShelves(
  env: Env,
  { shop, now, events, wants }: Question,
  state: PersonState | null,
): Promise<Shelves> {
  const isAsked = wants.length > 0;
  const named = isAsked ? await withCategories(env, shop, events, now) : events;
  const [answer, newest] = await Promise.all([
    isAsked
      ? orElse(NO_SHELF, readShelf(env, shop, shelfQuestion(state, named, wants), now))
      : NO_SHELF,
    isAsked ? orElse<Card[]>([], readNewest(env, shop, now)) : [],
  ]);
  const ids = isAsked ? cardsOfSlots(state, events, answer) : new Set<string>();
  for (const event of events) for (const item of event.items) ids.add(item.id);
  for (const item of state?.profile.viewed.slice(0, PRICES_WATCHED) ?? []) ids.add(item.id);
  const cards = await orElse(new Map<string, Card>(), readCards(env, shop, ids, now));
  for (const card of newest) cards.set(card.id, card);
  return { ...answer, cards, newest };
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

async function orElse<T>(other: T, read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (error) {
    console.error("a part of the reply could not be read", { error });
    return other;
  }
}

/** Claims the transactions of a batch's purchases; the ids of those that somebody else holds. */
async function refusedPurchases(
  env: Env,
  { shop, visitor, now, events }: Question,
): Promise<Set<string>> {
  const purchases = events.filter((event) => event.name === "purchase");
  if (purchases.length === 0) return new Set();
  const claims = purchases.map((event) => ({
    key: `order:${event.transaction}`,
    person: visitor,
    event: event.id,
    at: now,
  }));
  const granted = await callObject(() => directoryStub(env, shop).claim(claims));
  return new Set(purchases.filter((_, place) => !granted[place]).map((event) => event.id));
}
