import {
  feedReply,
  importReply,
  isOver,
  type JobOrder,
  withSource,
} from "../core/imports/index.ts";
import type { Removed } from "../core/privacy/index.ts";
import type { Env } from "../edge/env.ts";
import type { Intake } from "../edge/intake.ts";
import { type Address, ScheduledObject } from "../edge/scheduled-object.ts";
import { IMPORT_STEPS } from "../storage/import-store.ts";
import { migrate } from "../storage/migrate.ts";
import type { FeedBody, FeedReply, ImportReply, RejectedReply } from "../wire/import.ts";
import { ImportBook } from "./import-book.ts";
import { ImportWork } from "./import-work.ts";

const MAX_FEEDS = 50;
/** Files that are uploaded or wait for their turn. */
const MAX_WAITING = 20;
/** Chunks that one alarm works through before it rings again. */
const CHUNKS_AN_ALARM = 4;
const REJECTED_SHOWN = 100;

/**
 * A shop's imports, one after another, so that two runs of a feed never cross; and its feeds, which
 * are fetched by the clock. A file lies in chunks until it is worked through; after each chunk what
 * it came to is committed, and what is killed goes on after the last one.
 */
export class Import extends ScheduledObject {
  readonly #shop: string;
  readonly #book: ImportBook;
  #work: ImportWork;
  /** What is under way: an alarm and the test clock may both ask for it. */
  #running: Promise<void> | null = null;
  #isFetching = false;
  #isEnding = false;
  /** Called when a file is in. */
  #onArrival = () => {};

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.prepare();
    this.#shop = ctx.id.name!.split("/")[0]!;
    this.#book = new ImportBook(ctx.storage);
    this.#work = new ImportWork(env, this.#shop, this.#book);
  }

  /** Begins an upload, twice is once; false when too many files wait already. */
  async open(id: string, order: JobOrder, now: number): Promise<boolean> {
    const waiting = this.#book.jobs().filter((job) => !isOver(job));
    const isKnown = waiting.some((job) => job.id === id);
    if (!isKnown && waiting.length >= MAX_WAITING) return false;
    if (!isKnown) this.#book.open(id, order, now);
    await this.arm(now);
    return true;
  }

  /** Stores a chunk of an upload. */
  append(id: string, place: number, bytes: Uint8Array): void {
    const job = this.#book.job(id);
    if (job?.status !== "receiving") throw new Error(`no upload ${id} is open`);
    this.#book.store.putChunk(job.no, place, bytes);
  }

  /** The file is in: its turn comes. */
  async close(id: string, intake: Intake, now: number): Promise<void> {
    const job = this.#book.job(id);
    if (job?.status === "receiving") this.#book.put({ ...job, ...intake, status: "queued" });
    this.#onArrival();
    await this.arm(now);
  }

  /** The file did not come whole. */
  async abandon(id: string, reason: string, now: number): Promise<void> {
    const job = this.#book.job(id);
    if (job?.status === "receiving") this.#book.fail(job, reason, now);
    await this.arm(now);
  }

  report(id: string): ImportReply | null {
    const job = this.#book.job(id);
    if (job === undefined) return null;
    return importReply(job, this.#book.store.firstRejected(job.no, REJECTED_SHOWN));
  }

  /** All imports that are remembered, the latest first. */
  reports(): ImportReply[] {
    return this.#book
      .jobs()
      .map((job) => importReply(job, []))
      .toReversed();
  }

  rejected(id: string, cursor: number): RejectedReply | null {
    const job = this.#book.job(id);
    if (job === undefined) return null;
    const row = this.#book.store.rejectedFrom(job.no, cursor);
    const next = row && this.#book.store.rejectedFrom(job.no, row.place + 1);
    return { rejected: row?.lines ?? [], next_cursor: next?.place ?? null };
  }

  /**
   * Takes people out of the reports. Null while a file is not over that was begun by `at` (epoch ms): it
   * may hold them, and goes when it has been read.
   */
  erase(names: string[], at: number): Removed | null {
    if (this.#book.jobs().some((job) => !isOver(job) && job.created <= at)) return null;
    return this.#book.erase(names);
  }

  feeds(): FeedReply[] {
    return this.#book.feeds().map(feedReply);
  }

  /** Sets where a feed is fetched from, and fetches it; null when there are too many. */
  async putFeed(name: string, source: FeedBody, now: number): Promise<FeedReply | null> {
    const known = this.#book.feeds();
    if (known.length >= MAX_FEEDS && !known.some((feed) => feed.name === name)) return null;
    const feed = withSource(this.#book.feed(name), source, now);
    this.#book.putFeed(feed);
    await this.arm(now);
    return feedReply(feed);
  }

  /** Fetches a feed no more; what it brought stays. */
  async dropFeed(name: string, now: number): Promise<boolean> {
    const isKnown = this.#book.dropFeed(name);
    await this.arm(now);
    return isKnown;
  }

  /** Fetches no feed any more: the shop is closed. */
  async dropFeeds(now: number): Promise<void> {
    for (const { name } of this.#book.feeds()) this.#book.dropFeed(name);
    await this.arm(now);
  }

  /** Deletes all that lies here once what is under way has stopped, since that writes to others. */
  override async empty(): Promise<void> {
    this.#isEnding = true;
    try {
      await this.#running?.catch(() => undefined);
      await super.empty();
    } finally {
      this.#isEnding = false;
    }
  }

  protected override prepare(): void {
    migrate(this.ctx.storage, IMPORT_STEPS);
  }

  protected override dueAt(): number | null {
    return this.#isEnding ? null : this.#book.dueAt();
  }

  protected override async runDue(now: number): Promise<void> {
    this.#running ??= this.#runAll(now).finally(() => (this.#running = null));
    await this.#running;
  }

  /** Fetches one feed, and works through files at the same time: a server may take its time. */
  async #runAll(now: number): Promise<void> {
    const fetched = this.#fetchDue(now);
    try {
      for (let chunks = 0; this.#isFetching || chunks < CHUNKS_AN_ALARM; chunks++) {
        const job = this.#isEnding ? undefined : this.#book.firstOpen();
        if (job !== undefined) await this.#work.step(job, now);
        else if (this.#isFetching) await Promise.race([fetched, this.#arrival()]);
        else break;
      }
    } finally {
      await fetched;
    }
    this.#book.tidy(now);
  }

  async #fetchDue(now: number): Promise<void> {
    const feed = this.#book.feedDue(now);
    if (feed === undefined) return;
    this.#isFetching = true;
    await this.#work.fetch(feed, now).finally(() => (this.#isFetching = false));
  }

  #arrival(): Promise<void> {
    return new Promise((arrived) => (this.#onArrival = arrived));
  }

  /** A run that failed half-way is made again from what is stored. */
  protected override reload(): void {
    this.#book.reload();
    this.#work = new ImportWork(this.env, this.#shop, this.#book);
  }

  protected override address(): Address {
    return { binding: "IMPORT", shop: this.#shop, name: this.ctx.id.name! };
  }
}
