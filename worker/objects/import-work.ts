import { FeedError } from "../core/catalogue/feeds/index.ts";
import {
  afterFailure,
  afterFetch,
  type Feed,
  isGathered,
  type Job,
} from "../core/imports/index.ts";
import { callObject } from "../edge/call.ts";
import type { Env } from "../edge/env.ts";
import { fetchFeed } from "../edge/fetch-feed.ts";
import { takeIn } from "../edge/intake.ts";
import { readSettings } from "../edge/shop-reads.ts";
import { ledgerStub } from "../edge/stubs.ts";
import type { ImportBook } from "./import-book.ts";
import { ImportRun, recognise } from "./import-run.ts";
import { ItemImporter } from "./item-importer.ts";
import { OrderImporter } from "./order-importer.ts";
import { tellGathered } from "./order-teller.ts";
import { PersonImporter } from "./person-importer.ts";

const IMPORTERS = {
  items: ItemImporter,
  orders: OrderImporter,
  refunds: OrderImporter,
  deliveries: OrderImporter,
  customers: PersonImporter,
  reviews: PersonImporter,
  tickets: PersonImporter,
};

/** A job that was begun so often and never ended takes its object down. */
const MAX_BEGINS = 20;

/** What an alarm of a shop's imports does, piece by piece. */
export class ImportWork {
  readonly #env: Env;
  readonly #shop: string;
  readonly #book: ImportBook;
  #run: ImportRun | null = null;

  constructor(env: Env, shop: string, book: ImportBook) {
    this.#env = env;
    this.#shop = shop;
    this.#book = book;
  }

  /** Fetches a feed into a job of its own. What fails leaves the catalogue as it is. */
  async fetch(feed: Feed, now: number): Promise<void> {
    const after = await this.#fetched(feed, now);
    // Set anew or dropped meanwhile: then it was the old one that was fetched.
    const current = this.#book.feed(feed.name);
    if (current.source === feed.source) this.#book.putFeed({ ...after, items: current.items });
  }

  async #fetched(feed: Feed, now: number): Promise<Feed> {
    const id = crypto.randomUUID();
    try {
      const found = await fetchFeed(feed.source!, feed);
      if (found === null) return afterFetch(feed, null, now);
      const { etag, modified, contentType, url } = found;
      const { format } = feed.source!;
      const order = { type: "items", feed: feed.name, mode: "replace", force: false } as const;
      this.#book.open(
        id,
        {
          ...order,
          format: format === "shopify" ? "json" : (format ?? null),
          contentType,
          name: new URL(url).pathname,
          base: url,
        },
        now,
      );
      const { no } = this.#book.job(id)!;
      const intake = await takeIn(found.file, async (chunk, place) =>
        this.#book.store.putChunk(no, place, chunk),
      );
      this.#book.put({ ...this.#book.job(id)!, ...intake, status: "queued" });
      return afterFetch(feed, { etag, modified, import: id }, now);
    } catch (error) {
      const reason = (error as Error).message;
      const job = this.#book.job(id);
      if (job !== undefined) this.#book.fail(job, reason, now);
      return afterFailure(feed, reason, now);
    }
  }

  /** Works through the next chunk of a job, or its end. */
  async step(job: Job, now: number): Promise<void> {
    try {
      if (job.told !== undefined) return await this.#tell(job, job.told, now);
      const run = this.#run?.job === job.no ? this.#run : await this.#begin(job, now);
      const { id, done, chunks } = job;
      if (done === chunks) return await this.#finish(id, run, now);
      const outcome = await run.take(this.#book.store.chunk(job.no, done), now);
      this.#book.commit(this.#book.job(id)!, outcome, { done: done + 1 });
    } catch (error) {
      if (!(error instanceof FeedError)) throw error;
      this.#run = null;
      const detail = `line ${error.line}: ${error.message}`;
      this.#book.fail(this.#book.job(job.id)!, detail, now);
      if (job.feed !== null) this.#book.putFeed({ ...this.#book.feed(job.feed), error: detail });
    }
  }

  async #finish(id: string, run: ImportRun, now: number): Promise<void> {
    const { feed } = this.#book.job(id)!;
    const last = feed === null ? 0 : this.#book.feed(feed).items;
    const { outcome, ending } = await run.finish(last, now);
    const { removed, complete, notes } = ending;
    this.#run = null;
    if (feed !== null) {
      const { items, ...state } = this.#book.feed(feed);
      this.#book.putFeed({ ...state, items: complete ?? items, error: null });
    }
    const whole = { ...outcome, notes: [...notes, ...outcome.notes] };
    const job = this.#book.job(id)!;
    const ended = { status: "done", removed, finished: now } as const;
    this.#book.commit(job, whole, isGathered(job.type) ? { told: 0 } : ended);
  }

  /** Tells one share of what was gathered; whoever sees "done" finds its sums in the reports. */
  async #tell({ no, id }: Job, share: number, now: number): Promise<void> {
    const job = this.#book.job(id)!;
    const gathered = this.#book.store.gathered(no, share);
    const outcome = await tellGathered(this.#env, this.#shop, job, gathered, now);
    const told = share + 1;
    const isLast = told >= job.chunks;
    if (isLast && !job.dryRun)
      await callObject(() => ledgerStub(this.#env, this.#shop).settle(now));
    const ended = isLast ? ({ status: "done", finished: now } as const) : {};
    this.#book.commit(this.#book.job(id)!, outcome, { told, ...ended });
  }

  /** The run of a job, brought to where it was. */
  async #begin(job: Job, now: number): Promise<ImportRun> {
    const head = this.#book.store.chunk(job.no, 0);
    if (job.begins >= MAX_BEGINS)
      throw new FeedError(job.lines, "given up, since it never came to an end");
    const { encoding, format } = recognise(job, head);
    const notes = encoding.note === null ? [] : [`the file ${encoding.note}`];
    const begun = this.#book.put({
      ...job,
      encoding,
      format,
      status: "running",
      begins: job.begins + 1,
      started: job.started ?? now,
      notes: job.begins === 0 ? notes : job.notes,
    });
    const settings = await readSettings(this.#env, this.#shop, now);
    const context = { shop: this.#shop, currency: settings.currency, zone: settings.time_zone };
    const importer = new IMPORTERS[begun.type](this.#env, begun, context);
    const run = new ImportRun(begun, importer);
    for (let place = 0; place < begun.done; place++)
      await run.skip(this.#book.store.chunk(job.no, place));
    this.#run = run;
    return run;
  }
}
