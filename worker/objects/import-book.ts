import {
  type Feed,
  isOpen,
  isOver,
  type Job,
  type JobOrder,
  newFeed,
  newJob,
  type Outcome,
  shareOf,
  withOutcome,
} from "../core/imports/index.ts";
import { customerOf } from "../core/customer/index.ts";
import { mentions, type Removed } from "../core/privacy/index.ts";
import type { RejectedLine } from "../wire/import.ts";
import { ImportStore } from "../storage/import-store.ts";

const HOUR = 3_600_000;
/** An upload that is not at its end by then never will be. */
const UPLOAD_WITHIN = HOUR;
/** Reports are kept so long, and so many of them. */
const KEPT_FOR = 30 * 24 * HOUR;
const MAX_JOBS = 200;

/** A shop's imports and feeds, in memory as they are in storage. */
export class ImportBook {
  readonly store: ImportStore;
  readonly #storage: DurableObjectStorage;
  #jobs = new Map<number, Job>();
  #feeds = new Map<string, Feed>();

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.store = new ImportStore(storage.sql);
    this.reload();
  }

  reload(): void {
    this.#jobs = new Map(this.store.jobs().map((job) => [job.no, job]));
    this.#feeds = new Map(this.store.feeds().map((feed) => [feed.name, feed]));
  }

  jobs(): Job[] {
    return [...this.#jobs.values()];
  }

  job(id: string): Job | undefined {
    return this.jobs().find((job) => job.id === id);
  }

  /** The job whose turn it is. */
  firstOpen(): Job | undefined {
    return this.jobs().find(isOpen);
  }

  open(id: string, order: JobOrder, now: number): void {
    this.put(newJob(Math.max(0, ...this.#jobs.keys()) + 1, id, order, now));
  }

  put(job: Job): Job {
    this.store.putJob(job);
    this.#jobs.set(job.no, job);
    return job;
  }

  /** A part of the file is worked through, in one commit with its report. */
  commit(job: Job, outcome: Outcome, change: Partial<Job>): void {
    this.#storage.transactionSync(() => {
      const lines = outcome.lines.toSorted((a, b) => a.line - b.line);
      // Shares are told after all parts are read.
      const part = job.told === undefined ? job.done : job.done + 1 + job.told;
      this.store.putRejected(job.no, part, lines);
      const shares = Map.groupBy(outcome.gathered, (one) => shareOf(one, job.chunks));
      for (const [share, own] of shares) this.store.putGathered(job.no, share, job.done, own);
      if (job.told !== undefined) this.store.dropGathered(job.no, job.told);
      const after = this.put({ ...withOutcome(job, outcome), ...change });
      if (isOver(after)) this.store.dropWork(job.no);
    });
  }

  fail(job: Job, error: string, now: number): void {
    this.#storage.transactionSync(() => {
      this.put({ ...job, status: "failed", error, finished: now });
      this.store.dropWork(job.no);
    });
  }

  /** Takes people out of what is reported of files: rejected lines and notes. */
  erase(names: readonly string[]): Removed {
    const isNamed = mentions(names);
    const ids = new Set(names.map((name) => customerOf(name) ?? name));
    const isAbout = ({ id, detail }: RejectedLine) =>
      (id !== null && ids.has(id)) || isNamed(detail);
    let notes = 0;
    return this.#storage.transactionSync(() => {
      for (const job of this.jobs()) {
        const kept = job.notes.filter((note) => !isNamed(note));
        notes += job.notes.length - kept.length;
        if (kept.length < job.notes.length) this.put({ ...job, notes: kept });
      }
      return { rejected_lines: this.store.forgetRejected(isAbout), notes };
    });
  }

  feeds(): Feed[] {
    return [...this.#feeds.values()];
  }

  /** The feed that is to be fetched first, of those that are to be by now. */
  feedDue(now: number): Feed | undefined {
    return this.feeds()
      .filter(({ next }) => next !== null && next <= now)
      .toSorted((a, b) => a.next! - b.next!)[0];
  }

  /** A feed as it stands; one that nobody has spoken of yet is new. */
  feed(name: string): Feed {
    return this.#feeds.get(name) ?? newFeed(name);
  }

  putFeed(feed: Feed): void {
    this.store.putFeed(feed);
    this.#feeds.set(feed.name, feed);
  }

  dropFeed(name: string): boolean {
    this.store.dropFeed(name);
    return this.#feeds.delete(name);
  }

  dueAt(): number | null {
    const due = Math.min(
      ...this.jobs().map(dueOf),
      ...this.feeds().map(({ next }) => next ?? Infinity),
    );
    return due === Infinity ? null : due;
  }

  /** Ends uploads that broke off in silence, and forgets old reports. */
  tidy(now: number): void {
    for (const job of this.jobs())
      if (job.status === "receiving" && dueOf(job) <= now)
        this.fail(job, "the upload broke off", now);
    const over = this.jobs().filter(isOver);
    const spare = over.slice(0, Math.max(0, this.#jobs.size - MAX_JOBS));
    for (const { no } of new Set([...spare, ...over.filter((job) => dueOf(job) <= now)])) {
      this.store.dropJob(no);
      this.#jobs.delete(no);
    }
  }
}

/** When there is something to do about a job (epoch ms). */
function dueOf(job: Job): number {
  if (isOpen(job)) return 0;
  return job.status === "receiving" ? job.created + UPLOAD_WITHIN : job.finished! + KEPT_FOR;
}
