import type { Card } from "../core/catalogue/index.ts";
import {
  type BlockAsked,
  itemsOfBlock,
  newPerson,
  openBlock,
  type PersonState,
  type Shelves,
} from "../core/person/index.ts";
import { IsolateCache } from "./cached.ts";
import type { Env } from "./env.ts";
import { readShelves } from "./shelves.ts";
import type { Soon } from "./soon.ts";

/** Blocks that nobody known opened, for as long as one opening lasts: image and link agree. */
const opened = new IsolateCache<PersonState>({ ttl: 30 * 60_000, limit: 1_000 });

interface Question extends BlockAsked {
  shop: string;
  /** Epoch ms. */
  now: number;
}

/** What a block needs of the shop: what may be chosen for it now, and what it showed before. */
export function gatherBlock(
  env: Env,
  { shop, now, want }: Question,
  state: PersonState,
): Soon<Shelves> {
  const question = { shop, visitor: state.visitor, now, events: [], wants: [want] };
  return readShelves(env, question, state, itemsOfBlock(state, want.slot));
}

/** The item that a mail shows to somebody of whom nothing is known: from the shelf alone. */
export async function openBlockWithoutPerson(env: Env, asked: Question): Promise<Card | null> {
  const { shop, now, want } = asked;
  const key = `${shop}/${want.slot}`;
  let nobody = opened.fresh(key, now);
  if (nobody === undefined) opened.put(key, (nobody = newPerson(shop, "", now)), now);
  const shelves = await gatherBlock(env, asked, nobody);
  return openBlock(nobody, asked, shelves, now, () => want.slot).card;
}
