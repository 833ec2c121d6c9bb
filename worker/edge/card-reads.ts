import type { Card } from "../core/catalogue/index.ts";
import { callObject } from "./call.ts";
import type { Env } from "./env.ts";
import { catalogueStub } from "./stubs.ts";

/** How long a catalogue is taken to be as it was found. */
const FRESH_MS = 5_000;
/** A card takes a KB or two, of the 128 MB that all of an isolate's shops share. */
const MAX_CARDS = 20_000;

/**
 * What is known of a catalogue: all that was read at a revision stands as long as that does, so that a
 * catalogue which does not change is asked once in five seconds, however many items pages show.
 */
interface Known {
  revision: string;
  /** Of the price and stock ledger. */
  version: number;
  /** When the catalogue said so (epoch ms). */
  at: number;
  /** Null for an id that it does not know. */
  cards: Map<string, Card | null>;
}

/** A map each, since a page names hundreds of items and a key made of two names is dear to look up. */
const shops = new Map<string, Known>();
const NOTHING: Known = { revision: "", version: 0, at: -Infinity, cards: new Map() };

/**
 * The items that the catalogue knows of `ids`. That it does not know one is remembered too. What was
 * read before `version` of the price and stock ledger is read again.
 */
export async function readCards(
  env: Env,
  shop: string,
  ids: readonly string[] | ReadonlySet<string>,
  now: number,
  version = 0,
): Promise<Map<string, Card>> {
  const known = shops.get(shop) ?? NOTHING;
  const found = new Map<string, Card>();
  const missing: string[] = [];
  for (const id of ids) {
    const card = known.cards.get(id);
    if (card) found.set(id, card);
    else if (card === undefined) missing.push(id);
  }
  const isFresh = Math.abs(now - known.at) < FRESH_MS && known.version >= version;
  if (missing.length === 0 && (isFresh || isEmpty(ids))) return found;
  const { revision } = known;
  const held = Array.from(ids).filter((id) => known.cards.has(id));
  const read = await callObject(() =>
    catalogueStub(env, shop).cards([...new Set(missing)], { ids: held, revision }),
  );
  const asked = read.revision === revision ? missing : [...missing, ...held];
  const byId = new Map(read.cards.map((card) => [card.id, card]));
  for (const id of asked) {
    const card = byId.get(id);
    if (card === undefined) found.delete(id);
    else found.set(id, card);
  }
  keep(shop, read, now, asked, byId);
  return found;
}

const isEmpty = (ids: Iterable<string>): boolean => ids[Symbol.iterator]().next().done === true;

/** Adds what was read to what is known of the same revision, which takes the place of any other. */
function keep(
  shop: string,
  { revision, version }: Pick<Known, "revision" | "version">,
  now: number,
  asked: readonly string[],
  byId: ReadonlyMap<string, Card>,
): void {
  const before = shops.get(shop);
  const cards = before?.revision === revision ? before.cards : new Map<string, Card | null>();
  for (const id of asked) cards.set(id, byId.get(id) ?? null);
  shops.set(shop, { revision, version, at: now, cards });
  let count = 0;
  for (const known of shops.values()) count += known.cards.size;
  if (count > MAX_CARDS) shops.clear();
}
