import {
  type AxisTop,
  type Counts,
  discount,
  emptyAnswer,
  emptyQuestion,
  mergeParts,
  noCounts,
  type Named,
  namedBy,
  type Neighbours,
  type PageCard,
  type ShelfAnswer,
  type ShelfPart,
  type ShelfQuestion,
  splitNamed,
  splitQuestion,
} from "../core/recommend/index.ts";
import { IsolateCache } from "./cached.ts";
import { callObject } from "./call.ts";
import type { Env } from "./env.ts";
import { shelfStub } from "./stubs.ts";

/**
 * Learning is seen within this time: the shelf answers with all that it has heard. An axis
 * takes some 20 KB and a row 3 KB, of the 128 MB that all of an isolate's shops share.
 */
const FRESH = 5_000;
const tops = new IsolateCache<AxisTop>({ ttl: FRESH, limit: 500 });
const rows = new IsolateCache<Neighbours | null>({ ttl: FRESH, limit: 5_000 });
/** Kept as long as any row that is summed by them. */
const weights = new IsolateCache<ShelfAnswer["weights"]>({ ttl: FRESH, limit: 1_000 });
/** A minute makes no difference to a title, nor to how often an item came up, of which a root counts. */
const pages = new IsolateCache<PageCard>({ ttl: 60_000, limit: 5_000 });
const popularity = new IsolateCache<number>({ ttl: 60_000, limit: 50_000 });

/** Where the seeds of each kind of rows are asked for. */
const SEEDS = { rows: "items", baskets: "baskets", buyers: "buyers" } as const;
const KINDS = ["rows", "baskets", "buyers"] as const;

/**
 * The shelf's answer, in one call a shard for all that is not fresh.
 *
 * @param shards how many the shop's shelf has (`shelf_shards` of its settings)
 */
export async function readShards(
  env: Env,
  shop: string,
  shards: number,
  question: ShelfQuestion,
  now: number,
): Promise<ShelfAnswer> {
  const answer = emptyAnswer();
  answer.weights = weights.fresh(shop, now) ?? answer.weights;
  const missing = emptyQuestion();
  for (const axis of question.axes) {
    const top = tops.fresh(`${shop}/${axis}`, now);
    if (top === undefined) missing.axes.push(axis);
    else answer.tops.set(axis, top);
  }
  for (const kind of KINDS) {
    for (const seed of question[SEEDS[kind]]) {
      const row = rows.fresh(`${shop}/${kind}/${seed}`, now);
      if (row === undefined) missing[SEEDS[kind]].push(seed);
      else if (row !== null) answer[kind].set(seed, row);
    }
  }
  if (Object.values(missing).some((list) => list.length > 0)) {
    addAgeing(missing, question, shop, now);
    keep(answer, await askShards(env, shop, shards, missing, now), missing, shop, now);
  }
  for (const row of answer.buyers.values()) {
    for (const id of row.ids) {
      const page = pages.fresh(`${shop}/${id}`, now);
      if (page !== undefined) answer.pages.set(id, page);
    }
  }
  return answer;
}

/** Asks along for what is fresh, but not for long any more. */
function addAgeing(asked: ShelfQuestion, question: ShelfQuestion, shop: string, now: number): void {
  const add = (list: string[], all: readonly string[], isAgeing: (name: string) => boolean) => {
    for (const name of all) if (!list.includes(name) && isAgeing(name)) list.push(name);
  };
  add(asked.axes, question.axes, (axis) => tops.isAgeing(`${shop}/${axis}`, now));
  for (const kind of KINDS)
    add(asked[SEEDS[kind]], question[SEEDS[kind]], (seed) =>
      rows.isAgeing(`${shop}/${kind}/${seed}`, now),
    );
}

/** Takes what was read into the answer and the caches; that there is no row is remembered too. */
function keep(
  answer: ShelfAnswer,
  read: ShelfAnswer,
  asked: ShelfQuestion,
  shop: string,
  now: number,
): void {
  weights.put(shop, read.weights, now);
  answer.weights = read.weights;
  for (const [axis, top] of read.tops) {
    tops.put(`${shop}/${axis}`, top, now);
    answer.tops.set(axis, top);
  }
  for (const kind of KINDS) {
    for (const seed of asked[SEEDS[kind]]) {
      const row = read[kind].get(seed) ?? null;
      rows.put(`${shop}/${kind}/${seed}`, row, now);
      if (row === null) answer[kind].delete(seed);
      else answer[kind].set(seed, row);
    }
  }
  for (const [id, page] of read.pages) pages.put(`${shop}/${id}`, page, now);
}

/** Asks each shard for its part, and where there are several for the popularity of what they named. */
async function askShards(
  env: Env,
  shop: string,
  shards: number,
  question: ShelfQuestion,
  now: number,
): Promise<ShelfAnswer> {
  const parts = await Promise.all(
    splitQuestion(question, shards).map((own, shard): Promise<ShelfPart> =>
      callObject(() => shelfStub(env, shop, shard, shards).read(own, now)),
    ),
  );
  const answer = mergeParts(parts);
  if (shards === 1) return answer;
  return discount(answer, await askCounts(env, shop, shards, namedBy(answer), now));
}

/** How often each of these came up, from the shards that own them. */
async function askCounts(
  env: Env,
  shop: string,
  shards: number,
  named: Named,
  now: number,
): Promise<Counts> {
  const counts = noCounts();
  const missing: Named = { rows: [], baskets: [], buyers: [] };
  for (const kind of KINDS) {
    for (const id of named[kind]) {
      const known = popularity.fresh(`${shop}/${kind}/${id}`, now);
      if (known === undefined) missing[kind].push(id);
      else counts[kind].set(id, known);
    }
  }
  for (const id of counts.buyers.keys()) {
    const page = pages.fresh(`${shop}/${id}`, now);
    if (page !== undefined) counts.pages.set(id, page);
  }
  await Promise.all(
    splitNamed(missing, shards).map(async (own, shard) => {
      if (KINDS.every((kind) => own[kind].length === 0)) return;
      const known = await callObject(() => shelfStub(env, shop, shard, shards).counts(own, now));
      for (const kind of KINDS) {
        for (const [id, count] of known[kind]) {
          popularity.put(`${shop}/${kind}/${id}`, count, now);
          counts[kind].set(id, count);
        }
      }
      for (const [id, page] of known.pages) counts.pages.set(id, page);
    }),
  );
  return counts;
}
