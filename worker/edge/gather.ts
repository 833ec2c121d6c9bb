import type { Cards } from "../core/catalogue/index.ts";
import type { CustomerSettings } from "../core/customer/index.ts";
import type { IntentSnapshot } from "../core/intent/index.ts";
import {
  decideSlots,
  newPerson,
  type News,
  type PersonState,
  placesToAsk,
  type Shelves,
} from "../core/person/index.ts";
import type { Decision } from "../wire/decision.ts";
import { callObject } from "./call.ts";
import { countedElsewhere, type Refusals } from "./claims.ts";
import type { Env } from "./env.ts";
import { orElse } from "./or-else.ts";
import { type Question, readShelves } from "./shelves.ts";
import { readCustomerSettings, readMedianPrice, readModel } from "./shop-reads.ts";
import { type Soon, together, whenRead } from "./soon.ts";
import { catalogueStub } from "./stubs.ts";

/** What a person needs from elsewhere before it folds a batch. */
export interface Gathered {
  /** Null when the model could not be read: events are stored all the same. */
  model: IntentSnapshot | null;
  /** Null for a batch that shows no notice. */
  news: News | null;
  shelves: Shelves;
  /** Events that do not count here, see `countedElsewhere`. */
  refused: Refusals;
  /** Of whom it matters: those who have ordered. Undefined where they could not be read, too. */
  customers: CustomerSettings | undefined;
}

/**
 * Reads what a batch needs, in parallel, at most one call an object. Claims must be known, or a
 * purchase could count twice; anything else that fails costs the reply a part, never the events.
 */
export function gather(env: Env, question: Question, state: PersonState | null): Soon<Gathered> {
  const { shop, now, events } = question;
  const mayNotify =
    question.news !== undefined || events.some((event) => event.name === "page_view");
  const isCustomer =
    (state !== null && state.profile.orders > 0) || events.some(({ name }) => name === "purchase");
  const read = together([
    countedElsewhere(env, question),
    orElse<IntentSnapshot | null>(null, readModel(env, shop, now)),
    mayNotify ? orElse<number | null>(null, readMedianPrice(env, shop, now)) : null,
    readShelves(env, question, state),
    isCustomer
      ? orElse<CustomerSettings | undefined>(undefined, readCustomerSettings(env, shop, now))
      : undefined,
  ]);
  return whenRead(read, ([refused, model, median, shelves, customers]) => {
    const gathered = { refused, model, news: null, shelves, customers };
    if (median === null) return gathered;
    return whenRead(readPlaces(env, question, state, shelves.cards), (places) => ({
      ...gathered,
      news: { median, places },
    }));
  });
}

/** Where the person stands in waiting lists; asked only when one of theirs has been served since. */
function readPlaces(
  env: Env,
  { shop, visitor }: Question,
  state: PersonState | null,
  cards: Cards,
): Soon<News["places"]> {
  const items = state === null ? [] : placesToAsk(state, cards);
  if (items.length === 0) return new Map();
  const read = callObject(() => catalogueStub(env, shop).places(visitor, items));
  return orElse<News["places"]>(new Map(), read);
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
