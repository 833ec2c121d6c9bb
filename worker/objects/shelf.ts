import {
  answerShelf,
  DecayedCounters,
  ItemTable,
  learnShelfLesson,
  type ShelfAnswer,
  type ShelfLesson,
  type ShelfQuestion,
} from "../core/recommend/index.ts";
import type { Env } from "../edge/env.ts";
import { SHELF_STEPS, ShelfStore } from "../storage/shelf-store.ts";
import { Receiver } from "./receiver.ts";

/** What sells on every axis of a shop, and what is viewed around what. */
export class Shelf extends Receiver<ShelfLesson> {
  protected override readonly binding = "SHELF";
  readonly #store: ShelfStore;
  #loaded: { table: ItemTable; counters: DecayedCounters } | null = null;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env, SHELF_STEPS);
    this.#store = new ShelfStore(ctx.storage.sql);
  }

  read(question: ShelfQuestion, now: number): ShelfAnswer {
    const { table, counters } = this.#memory();
    return answerShelf(table, counters, question, now);
  }

  protected override fold(lesson: ShelfLesson): void {
    const { table, counters } = this.#memory();
    learnShelfLesson(table, counters, lesson);
  }

  protected override save(): void {
    const { table, counters } = this.#memory();
    for (const item of table.takeDirty()) this.#store.putItem(item);
    for (const counter of counters.takeDirty()) this.#store.putCounter(counter);
  }

  protected override reload(): void {
    this.#loaded = null;
  }

  #memory(): { table: ItemTable; counters: DecayedCounters } {
    if (this.#loaded === null) {
      const table = new ItemTable({}, (number) => this.#store.row(number));
      table.loadDictionary(this.#store.dictionary());
      const counters = new DecayedCounters();
      counters.load(this.#store.counters());
      this.#loaded = { table, counters };
    }
    return this.#loaded;
  }
}
