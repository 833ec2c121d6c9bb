import { type Card, type Cards, idsIn, NamedCards, type Naming } from "../core/catalogue/index.ts";
import { callObject } from "./call.ts";
import type { Env } from "./env.ts";
import { HeldByShop } from "./held-by-shop.ts";
import { HeldCards } from "./held-cards.ts";
import type { Soon } from "./soon.ts";
import { catalogueStub } from "./stubs.ts";

/** A card takes a KB or two. */
const MAX_CARDS = 20_000;

/** A map each, since a page names hundreds of items and a key made of two names is dear to look up. */
const shops = new HeldByShop(() => new HeldCards(), MAX_CARDS);

/**
 * What the catalogue knows of `ids`, and of what `kept` names: see `HeldCards.missing`. That it does not
 * know one is remembered too. What was read before `version` of the price and stock ledger is asked
 * for again.
 */
export function readCards(
  env: Env,
  shop: string,
  ids: readonly string[] | ReadonlySet<string>,
  now: number,
  version = 0,
  kept: readonly Naming[] = [],
): Soon<Cards> {
  const held = shops.of(shop);
  const named = [ids, ...kept];
  const missing = held.missing(ids, kept);
  const isToAsk = held.standing.isToAsk(now) || held.version < version;
  if (missing.size === 0 && (!isToAsk || isEmpty(named))) return new NamedCards(held.cards, named);
  return readMissing(env, shop, held, { named, missing, isToAsk, now });
}

/** Reads what is missing, and with `isToAsk` what has changed of the rest. */
async function readMissing(
  env: Env,
  shop: string,
  held: HeldCards,
  asked: { named: readonly Naming[]; missing: ReadonlySet<string>; isToAsk: boolean; now: number },
): Promise<Cards> {
  const { named, missing, isToAsk, now } = asked;
  const rest = isToAsk ? namedBesides(named, missing) : [];
  const known = { ids: rest, revision: held.revision ?? null };
  const read = await callObject(() =>
    catalogueStub(env, shop).cards([...missing], isToAsk ? known : undefined),
  );
  const found = new Map<string, Card | null>();
  for (const id of missing) found.set(id, null);
  const changed = read.changed && new Set(read.changed);
  for (const id of rest) if (changed === null || changed.has(id)) found.set(id, null);
  for (const card of read.cards) found.set(card.id, card);
  const before = held.cards;
  if (isToAsk) held.stand(read, now);
  const isKept = held.put(found, read.revision);
  shops.keepWithin();
  return new NamedCards(isKept ? held.cards : new Map([...before, ...found]), named);
}

function namedBesides(named: readonly Naming[], missing: ReadonlySet<string>): string[] {
  const ids = new Set<string>();
  for (const naming of named) for (const id of idsIn(naming)) if (!missing.has(id)) ids.add(id);
  return [...ids];
}

const isEmpty = (named: readonly Naming[]): boolean =>
  named.every((naming) => idsIn(naming).next().done === true);
