import { type AxisSums, type AxisTop, mergeSums, sumsOf } from "./bestsellers.ts";
import type { Neighbours } from "../table/item-table.ts";
import { NEXT_ITEM_WEIGHTS, type NextItemWeights } from "../table/next-items.ts";
import { isPageKey, type PageCard } from "./page-cards.ts";
import type { ShelfMemory, TableName } from "./shelf-memory.ts";
import type { ShelfQuestion } from "./shelf-question.ts";

/** The shelf's answer; seeds around which nothing ever happened are left out. */
export interface ShelfAnswer {
  /** By axis. */
  tops: Map<string, AxisTop>;
  /** By item: what is viewed around it. */
  rows: Map<string, Neighbours>;
  /** By item: what is bought with it, or after it within 90 days. */
  baskets: Map<string, Neighbours>;
  /** By item or page key: what buyers saw after it before they bought; ids may be page keys. */
  buyers: Map<string, Neighbours>;
  /** By page key: the pages that `buyers` names. */
  pages: Map<string, PageCard>;
  /** How the shop's own visits say that `rows` are best summed. */
  weights: NextItemWeights;
}

/** What one shard answers: axes as sums, and rows, of one shard among several, undiscounted. */
export interface ShelfPart extends Omit<ShelfAnswer, "tops"> {
  tops: Map<string, AxisSums>;
}

export const emptyAnswer = (): ShelfAnswer => ({
  tops: new Map(),
  rows: new Map(),
  baskets: new Map(),
  buyers: new Map(),
  pages: new Map(),
  weights: { ...NEXT_ITEM_WEIGHTS },
});

/**
 * What one shelf, or one shard of it, knows of a question at `now` (epoch ms).
 *
 * @param isWhole false for one shard of several: it does not know how popular the others' items are
 * and how many told of their pages, and leaves that to `discount`
 */
export function answerShelf(
  memory: ShelfMemory,
  question: ShelfQuestion,
  now: number,
  isWhole = true,
): ShelfPart {
  const { counters, outcomes } = memory;
  const { popularityDiscount, ...weights } = memory.tuning.parameters;
  const rows = (table: TableName, seeds: readonly string[], popularity?: number) => {
    const found = new Map<string, Neighbours>();
    for (const seed of seeds) {
      const row = memory[table].neighbours(seed, now, isWhole ? popularity : 0);
      if (row !== null) found.set(seed, row);
    }
    return found;
  };
  const buyers = rows("buyers", question.buyers);
  return {
    tops: new Map(question.axes.map((axis) => [axis, sumsOf(counters, axis, now, outcomes)])),
    rows: rows("table", question.items, popularityDiscount),
    baskets: rows("baskets", question.baskets),
    buyers,
    pages: isWhole
      ? pagesAmong(
          memory,
          Array.from(buyers.values()).flatMap(({ ids }) => ids),
        )
      : new Map(),
    weights,
  };
}

/** The pages among these ids that can be shown. */
export function pagesAmong({ pages }: ShelfMemory, ids: Iterable<string>): Map<string, PageCard> {
  const found = new Map<string, PageCard>();
  for (const id of ids) {
    const page = isPageKey(id) ? pages.get(id) : undefined;
    if (page !== undefined) found.set(id, page);
  }
  return found;
}

/** The shelf's answer from the parts of its shards. */
export function mergeParts(parts: readonly ShelfPart[]): ShelfAnswer {
  const answer = { ...emptyAnswer(), ...(parts[0] && { weights: parts[0].weights }) };
  const sums = Map.groupBy(
    parts.flatMap((part) => [...part.tops.values()]),
    ({ axis }) => axis,
  );
  for (const [axis, ofShards] of sums) answer.tops.set(axis, mergeSums(ofShards));
  for (const name of ["rows", "baskets", "buyers"] as const)
    for (const part of parts) for (const [seed, row] of part[name]) answer[name].set(seed, row);
  for (const part of parts) for (const [id, page] of part.pages) answer.pages.set(id, page);
  return answer;
}
