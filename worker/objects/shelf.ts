import {
  answerShelf,
  bothAsked,
  changedBy,
  type Counts,
  countsOf,
  learnShelfLesson,
  type Named,
  newShelfMemory,
  shardOf,
  type ShelfLesson,
  type ShelfMemory,
  type ShelfPart,
  type ShelfQuestion,
  TABLES,
  touchedBy,
} from "../core/recommend/index.ts";
import type { Env } from "../edge/env.ts";
import { RecentChanges, type Revision, type Told } from "../edge/recent-changes.ts";
import { RowMeter } from "../storage/row-meter.ts";
import { SHELF_STEPS, ShelfStore } from "../storage/shelf-store.ts";
import { Receiver, SAVE_AFTER_MS } from "./receiver.ts";

/** How large a shelf is, and what it has written since it was last brought up. */
export interface ShelfSize {
  items: number;
  counters: number;
  rowsWritten: number;
  /** On disk. */
  bytes: number;
}

/** What the asker has of this shelf already. */
export interface HeldOfShelf {
  /** What of its question: answered only as far as it has changed. */
  question: ShelfQuestion;
  /** As of when; null of nothing. */
  revision: Revision | null;
}

/** A shelf's part of an answer, and what of all that the asker holds has changed. */
export type ShelfRead = ShelfPart & Told;

/**
 * What sells on every axis of a shop, and what is viewed and bought around what: all of it, or of the
 * items that one shard of several owns.
 */
export class Shelf extends Receiver<ShelfLesson> {
  protected override readonly binding = "SHELF";
  protected override readonly foldAfter = SAVE_AFTER_MS;
  readonly #store: ShelfStore;
  readonly #meter: RowMeter;
  readonly #shard: number;
  readonly #shards: number;
  readonly #changes = new RecentChanges();
  #loaded: ShelfMemory | null = null;
  /** The evidence on parameters that is stored: visits of one item add none. */
  #tunedCases = 0;

  constructor(ctx: DurableObjectState, env: Env) {
    const meter = new RowMeter(ctx.storage.sql);
    super(ctx, env, SHELF_STEPS, meter);
    this.#meter = meter;
    this.#store = new ShelfStore(meter);
    const [, shards, shard] = /\/g(\d+)\/(\d+)$/.exec(ctx.id.name ?? "") ?? ["", "1", "0"];
    this.#shards = Number(shards);
    this.#shard = Number(shard);
  }

  async read(question: ShelfQuestion, now: number, held?: HeldOfShelf): Promise<ShelfRead> {
    await this.foldToRead(now);
    const told = this.#changes.since(held?.revision ?? null);
    const changed = told.changed && new Set(told.changed);
    const asked =
      held === undefined ? question : bothAsked(question, touchedBy(held.question, changed));
    return { ...answerShelf(this.#memory(), asked, now, this.#shards === 1), ...told };
  }

  /** How often items came up, which other shards' rows are read with, and the pages among them. */
  async counts(named: Named, now: number): Promise<Counts> {
    await this.foldToRead(now);
    return countsOf(this.#memory(), named);
  }

  async size(now: number): Promise<ShelfSize> {
    await this.foldToRead(now);
    const { table, counters } = this.#memory();
    return {
      items: table.size,
      counters: counters.size,
      rowsWritten: this.#meter.rowsWritten,
      bytes: this.ctx.storage.sql.databaseSize,
    };
  }

  protected override fold(lesson: ShelfLesson): void {
    const shards = this.#shards;
    const owns = (id: string) => shardOf(id, shards) === this.#shard;
    this.#changes.note(changedBy(lesson));
    learnShelfLesson(this.#memory(), lesson, shards === 1 ? undefined : owns);
  }

  protected override save(): void {
    const memory = this.#memory();
    for (const name of TABLES)
      for (const item of memory[name].takeDirty()) this.#store.putItem(name, item);
    this.#store.putCounters(memory.counters.takeDirty());
    for (const outcomes of memory.outcomes.takeDirty()) this.#store.putOutcomes(outcomes);
    if (memory.tuning.cases !== this.#tunedCases) this.#store.putTuning(memory.tuning);
    this.#tunedCases = memory.tuning.cases;
    for (const [id, page] of memory.pages.takeDirty()) this.#store.putPage(id, page);
  }

  protected override reload(): void {
    super.reload();
    this.#loaded = null;
    this.#changes.noteAll();
  }

  #memory(): ShelfMemory {
    if (this.#loaded === null) {
      const store = this.#store;
      const memory = newShelfMemory((name, number) => store.row(name, number));
      for (const name of TABLES) memory[name].loadDictionary(store.dictionary(name));
      memory.counters.load(store.counters());
      memory.outcomes.load(store.outcomes());
      memory.pages.load(store.pages());
      memory.tuning = store.tuning() ?? memory.tuning;
      this.#tunedCases = memory.tuning.cases;
      this.#loaded = memory;
    }
    return this.#loaded;
  }
}
