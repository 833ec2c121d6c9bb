import {
  emptyAnswer,
  asksNothing,
  type ShelfAnswer,
  type ShelfQuestion,
} from "../core/recommend/index.ts";
import type { Env } from "./env.ts";
import { HeldByShop } from "./held-by-shop.ts";
import { HeldShelf, KINDS, SEEDS } from "./held-shelf.ts";
import { answerOf, askedIn, askShards, type ShopShelf } from "./shelf-calls.ts";
import type { Soon } from "./soon.ts";

const MAX_KB = 30_000;

/** A shelf that is spread over another number of shards is another one. */
const shelves = new HeldByShop(() => new HeldShelf(), MAX_KB);

/**
 * The shelf's answer: what this isolate holds of it, as far as that stands, and the rest in one call a
 * shard. When it is time (`Standing`), that call asks too what has changed of all that is held.
 *
 * @param shards how many the shop's shelf has (`shelf_shards` of its settings)
 */
export function readShards(
  env: Env,
  shop: string,
  shards: number,
  question: ShelfQuestion,
  now: number,
): Soon<ShelfAnswer> {
  const answer = emptyAnswer();
  if (asksNothing(question)) return answer;
  const held = shelves.of(`${shop}/${shards}`);
  const isWhole = held.take(question, answer, now);
  const isToAsk = held.standing.isToAsk(now);
  if (isWhole && !isToAsk) return answer;
  return complete({ env, shop, shards, held, now }, question, answer, isToAsk);
}

/** Adds to an answer what is lacking, and with `isToAsk` what has changed of the rest. */
async function complete(
  shelf: ShopShelf,
  question: ShelfQuestion,
  answer: ShelfAnswer,
  isToAsk: boolean,
): Promise<ShelfAnswer> {
  const { held, now } = shelf;
  const parts = await askShards(shelf, question, isToAsk);
  if (isToAsk) held.stand(parts, now);
  const read = await answerOf(shelf, parts);
  const asked = askedIn(parts);
  held.put(read, asked, parts, now);
  shelves.keepWithin();
  answer.weights = read.weights;
  for (const [axis, top] of read.tops) answer.tops.set(axis, top);
  for (const kind of KINDS)
    for (const seed of asked[SEEDS[kind]]) {
      const row = read[kind].get(seed);
      if (row === undefined) answer[kind].delete(seed);
      else answer[kind].set(seed, row);
    }
  for (const [id, page] of read.pages) answer.pages.set(id, page);
  return answer;
}
