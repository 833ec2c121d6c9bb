import {
  type Encoding,
  encodingOf,
  type Entry,
  FeedDecoder,
  FeedError,
  type FeedReader,
  formatOf,
  readerOf,
} from "../core/catalogue/feeds/index.ts";
import {
  type Job,
  MAX_LINES,
  noOutcome,
  type Outcome,
  VOCABULARIES,
  withMapping,
} from "../core/imports/index.ts";
import { breathe } from "../edge/breathe.ts";
import type { FeedFormat } from "../wire/import.ts";
import type { Ending, Importer } from "./importer.ts";

/** Records that are taken in at once: some 50 ms of work, which others wait for. */
const BATCH = 250;
/** A chunk's text is read in pieces, so that a file of tiny lines is never in memory as records. */
const PIECE = 64 * 1024;
/** So much of a file's beginning is looked at to tell what it is. */
const HEAD = 64 * 1024;

/** What a file is, by its first chunk; throws a FeedError for none that can be read. */
export function recognise(job: Job, head: Uint8Array): { encoding: Encoding; format: FeedFormat } {
  const charset = /charset\s*=\s*"?([\w.:-]+)/i.exec(job.contentType)?.[1] ?? null;
  const encoding = encodingOf(head.subarray(0, HEAD), charset, job.utf8);
  const text = new FeedDecoder(encoding.label).write(head.subarray(0, HEAD));
  const isOfItems = job.type === "items";
  const format = job.format ?? formatOf(text, job.contentType, job.name, isOfItems);
  if (format === null)
    throw new FeedError(1, "this is neither XML, CSV, TSV nor JSON; say which with format=");
  return { encoding, format };
}

/**
 * One file on its way through decoder, reader and importer. All that it has in memory follows from
 * the chunks that it was given, so that after a kill `skip` brings it back to where it was.
 */
export class ImportRun {
  readonly job: number;
  readonly #decoder: FeedDecoder;
  readonly #reader: FeedReader;
  readonly #importer: Importer;
  readonly #maxLines: number;
  #lines = 0;

  constructor(job: Job, importer: Importer) {
    this.job = job.no;
    this.#decoder = new FeedDecoder(job.encoding!.label);
    this.#maxLines = job.type === "items" ? MAX_LINES.items : MAX_LINES.others;
    this.#reader = readerOf(
      job.format!,
      job.type === "items"
        ? undefined
        : withMapping(VOCABULARIES[job.type], job.reading?.mapping ?? {}),
    );
    this.#importer = importer;
  }

  /** Reads a chunk whose outcome was committed before. */
  async skip(chunk: Uint8Array): Promise<void> {
    for (const entries of this.#batches(this.#decoder.write(chunk))) {
      this.#importer.recall(entries, this.#reader.base);
      await breathe();
    }
  }

  async take(chunk: Uint8Array, now: number): Promise<Outcome> {
    return this.#takeAll(this.#batches(this.#decoder.write(chunk)), now);
  }

  /** @param last what the last complete run brought */
  async finish(last: number, now: number): Promise<{ outcome: Outcome; ending: Ending }> {
    const outcome = await this.#takeAll(this.#batches(this.#decoder.end()), now);
    const { entries, truncated } = this.#reader.end();
    for (const part of parts(entries))
      await this.#importer.take(part, this.#reader.base, outcome, now);
    return { outcome, ending: await this.#importer.finish(truncated, last, outcome, now) };
  }

  async #takeAll(batches: Iterable<Entry[]>, now: number): Promise<Outcome> {
    const outcome = noOutcome();
    for (const entries of batches) {
      await this.#importer.take(entries, this.#reader.base, outcome, now);
      await breathe();
    }
    return outcome;
  }

  *#batches(text: string): Generator<Entry[]> {
    let waiting: Entry[] = [];
    for (let at = 0; at < text.length; at += PIECE) {
      const entries = this.#reader.write(text.slice(at, at + PIECE));
      this.#lines += entries.length;
      if (this.#lines > this.#maxLines)
        throw new FeedError(entries.at(-1)!.line, `more than ${this.#maxLines} records`);
      waiting.push(...entries);
      if (waiting.length < BATCH) continue;
      yield* parts(waiting);
      waiting = [];
    }
    yield* parts(waiting);
  }
}

function* parts(entries: Entry[]): Generator<Entry[]> {
  for (let at = 0; at < entries.length; at += BATCH) yield entries.slice(at, at + BATCH);
}
