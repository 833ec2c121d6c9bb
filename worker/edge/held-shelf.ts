import {
  askedOf,
  type AxisTop,
  isAxisTouched,
  isPageKey,
  type Neighbours,
  type PageCard,
  type ShelfAnswer,
  type ShelfQuestion,
} from "../core/recommend/index.ts";
import { IsolateCache } from "./cached.ts";
import { isAsNew, isOlder, type Revision, type Told } from "./recent-changes.ts";
import { Standing } from "./standing.ts";

/**
 * How long an answer is held while nothing is learnt of what it is about. What else there is to it makes
 * no difference in a minute: decay, how popular neighbours are elsewhere, of which a root counts, how
 * often goods come back to the shop, and a page's title.
 */
const HELD_MS = 60_000;

const held = <T>(limit: number) => new IsolateCache<T>({ ttl: HELD_MS, limit });

/** Kinds of rows, and where their seeds are asked for. */
export const KINDS = ["rows", "baskets", "buyers"] as const;
export const SEEDS = { rows: "items", baskets: "baskets", buyers: "buyers" } as const;
const KIND_OF = { items: "rows", baskets: "baskets", buyers: "buyers" } as const;

/** What this isolate holds of one shop's shelf. */
export class HeldShelf {
  readonly standing = new Standing();
  /** By shard, what all of this stands as of; null while nothing was heard. */
  revisions: readonly Revision[] | null = null;
  #weights: ShelfAnswer["weights"] | null = null;
  readonly #tops = held<AxisTop>(500);
  /** Null for a seed around which nothing ever happened. */
  readonly #rows = {
    rows: held<Neighbours | null>(3_000),
    baskets: held<Neighbours | null>(3_000),
    buyers: held<Neighbours | null>(3_000),
  };
  readonly #pages = held<PageCard>(5_000);
  /** How often neighbours came up, where shards own them. */
  readonly popularity = {
    rows: held<number>(20_000),
    baskets: held<number>(20_000),
    buyers: held<number>(20_000),
  };

  /** Its size in KB, about. */
  get size(): number {
    let size = 2 + 20 * this.#tops.size;
    for (const kind of KINDS) size += 3 * this.#rows[kind].size + 0.1 * this.popularity[kind].size;
    return size;
  }

  /** Puts what it has into the answer; whether that is all. */
  take(question: ShelfQuestion, answer: ShelfAnswer, now: number): boolean {
    let isWhole = this.#weights !== null;
    answer.weights = this.#weights ?? answer.weights;
    for (const axis of question.axes) {
      const top = this.#tops.fresh(axis, now);
      if (top === undefined) isWhole = false;
      else answer.tops.set(axis, top);
    }
    for (const kind of KINDS)
      for (const seed of question[SEEDS[kind]]) {
        const row = this.#rows[kind].fresh(seed, now);
        if (row === undefined) isWhole = false;
        else if (row !== null) answer[kind].set(seed, row);
      }
    for (const row of answer.buyers.values()) this.takePages(row.ids, answer.pages, now);
    return isWhole;
  }

  /** What of a question it does not have, or not for long any more. */
  lacking(question: ShelfQuestion, now: number): ShelfQuestion {
    return askedOf(question, (name, part) =>
      part === "axes"
        ? this.#tops.isAgeing(name, now)
        : this.#rows[KIND_OF[part]].isAgeing(name, now),
    );
  }

  /**
   * Forgets what shards say has changed, or all where one cannot say; the rest stands at `now`.
   *
   * @param told by shard; what it said of an earlier state than the known one is no news
   */
  stand(told: readonly Told[], now: number): void {
    const known = this.revisions;
    if (known !== null && told.some(({ revision }, n) => isOlder(revision, known[n]))) return;
    const changed = new Set<string>();
    let isAll = false;
    for (const { changed: names } of told) {
      if (names === null) isAll = true;
      else for (const name of names) changed.add(name);
    }
    this.#tops.dropWhere((axis) => isAll || isAxisTouched(axis, changed));
    for (const kind of KINDS) this.#rows[kind].dropWhere((seed) => isAll || changed.has(seed));
    this.revisions = told.map(({ revision }) => revision);
    this.standing.confirm(now);
  }

  /** Takes in an answer to all that was `asked`, unless it was read before what is known by now. */
  put(
    answer: ShelfAnswer,
    asked: ShelfQuestion,
    parts: readonly { shard: number; revision: Revision }[],
    now: number,
  ): void {
    const { revisions } = this;
    if (parts.some(({ shard, revision }) => !isAsNew(revision, revisions?.[shard]))) return;
    this.#weights = answer.weights;
    for (const axis of asked.axes) this.#tops.put(axis, answer.tops.get(axis)!, now);
    for (const kind of KINDS)
      for (const seed of asked[SEEDS[kind]])
        this.#rows[kind].put(seed, answer[kind].get(seed) ?? null, now);
    for (const [id, page] of answer.pages) this.#pages.put(id, page, now);
  }

  /** The pages among these ids. */
  takePages(ids: Iterable<string>, pages: Map<string, PageCard>, now: number): void {
    for (const id of ids) {
      const page = isPageKey(id) ? this.#pages.fresh(id, now) : undefined;
      if (page !== undefined) pages.set(id, page);
    }
  }
}
