import { fnv1a } from "../../intent/index.ts";
import type { Neighbours } from "../table/item-table.ts";
import type { PageCard } from "./page-cards.ts";
import { pagesAmong, type ShelfAnswer } from "./shelf-answer.ts";
import { POPULARITY_DISCOUNT, type ShelfMemory, type TableName } from "./shelf-memory.ts";
import { askedOf, type ShelfQuestion } from "./shelf-question.ts";

/**
 * A shelf on several shards. An item's row, counters and count lie on the shard that owns it, and a
 * lesson goes to all shards that own an item of it, so each knows all about its own. Only one thing
 * needs two of them: a neighbour's popularity, which its owner is asked for when a row is read.
 */

/** The shard that owns an item or page key. */
export function shardOf(id: string, shards: number): number {
  const hash = fnv1a(id);
  // Folded, since the low bits alone mix short ids badly.
  return ((hash ^ (hash >>> 16)) >>> 0) % shards;
}

/** What each shard is asked: every shard knows a part of an axis, and one a row. */
export const splitQuestion = (question: ShelfQuestion, shards: number): ShelfQuestion[] =>
  shards === 1
    ? [question]
    : Array.from({ length: shards }, (_, shard) =>
        askedOf(question, (name, part) => part === "axes" || shardOf(name, shards) === shard),
      );

const KINDS = ["rows", "baskets", "buyers"] as const;

/** The neighbours that an answer names, by table. */
export type Named = Record<(typeof KINDS)[number], string[]>;

/** How often each came up, by table and id, and the pages among them. */
export interface Counts extends Record<(typeof KINDS)[number], Map<string, number>> {
  pages: Map<string, PageCard>;
}

export const noCounts = (): Counts => ({
  rows: new Map(),
  baskets: new Map(),
  buyers: new Map(),
  pages: new Map(),
});

/** What a shard knows of its own items and pages that other shards' rows name. */
export function countsOf(memory: ShelfMemory, named: Named): Counts {
  const count = (table: TableName, ids: readonly string[]) =>
    new Map(ids.map((id) => [id, memory[table].count(id)]));
  return {
    rows: count("table", named.rows),
    baskets: count("baskets", named.baskets),
    buyers: count("buyers", named.buyers),
    pages: pagesAmong(memory, named.buyers),
  };
}

export function namedBy(answer: Pick<ShelfAnswer, "rows" | "baskets" | "buyers">): Named {
  const ids = (rows: ReadonlyMap<string, Neighbours>) => [
    ...new Set(Array.from(rows.values()).flatMap((row) => row.ids)),
  ];
  return {
    rows: ids(answer.rows),
    baskets: ids(answer.baskets),
    buyers: ids(answer.buyers),
  };
}

/** Of which of them each shard knows the count. */
export const splitNamed = (named: Named, shards: number): Named[] =>
  Array.from({ length: shards }, (_, shard) => {
    const own = (ids: string[]) => ids.filter((id) => shardOf(id, shards) === shard);
    return { rows: own(named.rows), baskets: own(named.baskets), buyers: own(named.buyers) };
  });

/** Holds each neighbour's own popularity against it and adds the pages, as a whole shelf does. */
export function discount(
  answer: ShelfAnswer,
  counts: Counts,
  exponent = POPULARITY_DISCOUNT,
): ShelfAnswer {
  const discounted = (kind: (typeof KINDS)[number]) =>
    new Map(
      Array.from(answer[kind], ([seed, { ids, scores }]): [string, Neighbours] => [
        seed,
        {
          ids,
          scores: scores.map(
            (score, place) => score * (counts[kind].get(ids[place]!) || 1) ** -exponent,
          ),
        },
      ]),
    );
  return {
    ...answer,
    rows: discounted("rows"),
    baskets: discounted("baskets"),
    buyers: discounted("buyers"),
    pages: counts.pages,
  };
}
