import {
  askedOf,
  asksNothing,
  bothAsked,
  type Counts,
  discount,
  emptyQuestion,
  mergeParts,
  noCounts,
  type Named,
  namedBy,
  type ShelfAnswer,
  type ShelfPart,
  type ShelfQuestion,
  splitNamed,
  splitQuestion,
  touchedBy,
} from "../core/recommend/index.ts";
import { callObject } from "./call.ts";
import type { Env } from "./env.ts";
import { type HeldShelf, KINDS } from "./held-shelf.ts";
import type { Told } from "./recent-changes.ts";
import { shelfStub } from "./stubs.ts";

/** A shop's shelf as one request calls it. */
export interface ShopShelf {
  env: Env;
  shop: string;
  shards: number;
  held: HeldShelf;
  /** Epoch ms. */
  now: number;
}

/** What one shard has said. */
export interface AnsweredPart extends ShelfPart, Told {
  shard: number;
  /** All that it was asked and answers. */
  asked: ShelfQuestion;
}

/**
 * Asks each shard for its part of what is lacking of a question; with `isToAsk` all shards, and what has
 * changed of all that they told before.
 */
export async function askShards(
  { env, shop, shards, held, now }: ShopShelf,
  question: ShelfQuestion,
  isToAsk: boolean,
): Promise<AnsweredPart[]> {
  const lacking = held.lacking(question, now);
  // What has changed on one shard is needed from all.
  if (isToAsk && shards > 1) lacking.axes = question.axes;
  const rest = splitQuestion(
    askedOf(question, (name, part) => !lacking[part].includes(name)),
    shards,
  );
  const calls = splitQuestion(lacking, shards).map(async (own, shard): Promise<AnsweredPart[]> => {
    const known = { question: rest[shard]!, revision: held.revisions?.[shard] ?? null };
    if (!isToAsk && asksNothing(own)) return [];
    const read = await callObject(() =>
      shelfStub(env, shop, shard, shards).read(own, now, isToAsk ? known : undefined),
    );
    const changed = read.changed && new Set(read.changed);
    const again = isToAsk ? touchedBy(known.question, changed) : emptyQuestion();
    return [{ ...read, shard, asked: bothAsked(own, again) }];
  });
  return (await Promise.all(calls)).flat();
}

/** All that these parts answer: of an axis each has a part. */
export const askedIn = (parts: readonly AnsweredPart[]): ShelfQuestion => ({
  axes: parts[0]?.asked.axes ?? [],
  items: parts.flatMap(({ asked }) => asked.items),
  baskets: parts.flatMap(({ asked }) => asked.baskets),
  buyers: parts.flatMap(({ asked }) => asked.buyers),
});

/** The parts as one answer; several shards are asked, too, for the popularity of what they named. */
export async function answerOf(
  shelf: ShopShelf,
  parts: readonly ShelfPart[],
): Promise<ShelfAnswer> {
  const answer = mergeParts(parts);
  return shelf.shards === 1 ? answer : discount(answer, await askCounts(shelf, namedBy(answer)));
}

/** How often each of these came up, from the shards that own them. */
async function askCounts(
  { env, shop, shards, held, now }: ShopShelf,
  named: Named,
): Promise<Counts> {
  const counts = noCounts();
  const missing: Named = { rows: [], baskets: [], buyers: [] };
  for (const kind of KINDS) {
    for (const id of named[kind]) {
      const known = held.popularity[kind].fresh(id, now);
      if (known === undefined) missing[kind].push(id);
      else counts[kind].set(id, known);
    }
  }
  held.takePages(counts.buyers.keys(), counts.pages, now);
  await Promise.all(
    splitNamed(missing, shards).map(async (own, shard) => {
      if (KINDS.every((kind) => own[kind].length === 0)) return;
      const known = await callObject(() => shelfStub(env, shop, shard, shards).counts(own, now));
      for (const kind of KINDS) {
        for (const [id, count] of known[kind]) {
          held.popularity[kind].put(id, count, now);
          counts[kind].set(id, count);
        }
      }
      for (const [id, page] of known.pages) counts.pages.set(id, page);
    }),
  );
  return counts;
}
