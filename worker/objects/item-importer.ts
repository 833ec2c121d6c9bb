import { type Card, toCard } from "../core/catalogue/index.ts";
import { type Entry, type Fields, type ItemRead, readItem } from "../core/catalogue/feeds/index.ts";
import { type Job, note, type Outcome, reasonToKeep, reject } from "../core/imports/index.ts";
import { hashId } from "../core/visit/index.ts";
import { breathe } from "../edge/breathe.ts";
import { callObject } from "../edge/call.ts";
import type { Env } from "../edge/env.ts";
import { catalogueStub } from "../edge/stubs.ts";
import type { Ending, Importer } from "./importer.ts";

/** What the items of a file need beside the file. */
export interface ItemContext {
  shop: string;
  currency: string;
}

/** Items of a file into the catalogue. */
export class ItemImporter implements Importer {
  readonly #env: Env;
  readonly #job: Job;
  readonly #context: ItemContext;
  /** Hash of each id that came → the line on which it came last. */
  readonly #seen = new Map<string, number>();

  constructor(env: Env, job: Job, context: ItemContext) {
    this.#env = env;
    this.#job = job;
    this.#context = context;
  }

  recall(entries: readonly Entry[], base: string | null): void {
    for (const entry of entries) {
      const id = "fields" in entry ? this.#read(entry.fields, base).item?.id : undefined;
      if (id !== undefined) this.#seen.set(hashId(id), entry.line);
    }
  }

  async take(
    entries: readonly Entry[],
    base: string | null,
    outcome: Outcome,
    now: number,
  ): Promise<void> {
    // By id, so that of an id that comes twice only the later one is put, and no price flickers.
    const cards = new Map<string, { card: Card; records: number }>();
    for (const entry of entries) {
      const card = this.#cardOf(entry, base, outcome);
      if (card === null) continue;
      const records = (cards.get(card.id)?.records ?? 0) + 1;
      cards.set(card.id, { card, records });
    }
    if (this.#job.dryRun) for (const { records } of cards.values()) outcome.accepted += records;
    if (cards.size === 0 || this.#job.dryRun) return;
    const put = Array.from(cards.values(), ({ card }) => card);
    const changed = await this.#catalogue((catalogue) =>
      catalogue.put(put, now, this.#job.feed ?? undefined, this.#job.id),
    );
    for (const [place, { records }] of [...cards.values()].entries())
      outcome[changed[place] ? "accepted" : "unchanged"] += records;
  }

  async finish(
    truncated: string | null,
    last: number,
    _outcome: Outcome,
    now: number,
  ): Promise<Ending> {
    const { feed, mode, id, dryRun } = this.#job;
    const came = this.#seen.size;
    if (dryRun) return { removed: 0, complete: null, notes: [] };
    if (feed === null || mode === "merge")
      return { removed: 0, complete: Math.max(came, last), notes: [] };
    const kept = reasonToKeep(this.#job, truncated, came, last);
    if (kept !== null) return { removed: 0, complete: null, notes: [kept] };
    let removed = 0;
    for (let swept = -1; swept !== 0; removed += swept) {
      swept = await this.#catalogue((catalogue) => catalogue.sweep(feed, id, now));
      await breathe();
    }
    return { removed, complete: came, notes: [] };
  }

  #catalogue<T>(call: (stub: ReturnType<typeof catalogueStub>) => Promise<T>): Promise<T> {
    return callObject(() => call(catalogueStub(this.#env, this.#context.shop)));
  }

  #read(fields: Fields, base: string | null): ItemRead {
    const { currency } = this.#context;
    // A sale is judged at one time for the whole file, also when it is read again.
    return readItem(fields, { currency, base: base ?? this.#job.base, now: this.#job.started! });
  }

  #cardOf(entry: Entry, base: string | null, outcome: Outcome): Card | null {
    const { line } = entry;
    if ("problem" in entry) {
      reject(outcome, { line, id: entry.id, detail: entry.problem });
      return null;
    }
    const read = this.#read(entry.fields, base);
    if (read.item === null) {
      reject(outcome, { line, id: read.id, detail: read.problem });
      return null;
    }
    const { id } = read.item;
    for (const name of read.leftOut) note(outcome, `line ${line}, ${id}: ${name} is left out`);
    const before = this.#seen.get(hashId(id));
    if (before !== undefined) {
      outcome.duplicates += 1;
      note(outcome, `line ${line}, ${id}: came on line ${before} before; the later one counts`);
    }
    this.#seen.set(hashId(id), line);
    return toCard(read.item);
  }
}
