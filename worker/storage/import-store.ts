import type { Feed, Job } from "../core/imports/index.ts";
import type { RejectedLine } from "../wire/import.ts";
import { checkedSize } from "./limits.ts";

/** Chunks and reports of one job lie beside each other: key = number of the job · 2^20 + place. */
const PLACES = 2 ** 20;
/** A part of a file has fewer rejected lines than its place has room for: at most 10 000 are kept. */
const ROWS_A_PART = 64;
const LINES_A_ROW = 500;

export const IMPORT_STEPS = [
  `CREATE TABLE jobs (no INTEGER PRIMARY KEY, body TEXT NOT NULL);
   CREATE TABLE chunks (key INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
   CREATE TABLE rejected (key INTEGER PRIMARY KEY, lines TEXT NOT NULL);
   CREATE TABLE feeds (name TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID`,
];

/** A shop's imports: what came in and waits, what became of it, and where feeds are fetched from. */
export class ImportStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  jobs(): Job[] {
    return this.#bodies<Job>("SELECT body FROM jobs ORDER BY no");
  }

  feeds(): Feed[] {
    return this.#bodies<Feed>("SELECT body FROM feeds ORDER BY name");
  }

  #bodies<T>(query: string): T[] {
    const rows = this.#sql.exec<{ body: string }>(query);
    return rows.toArray().map(({ body }) => JSON.parse(body) as T);
  }

  putJob(job: Job): void {
    const body = checkedSize("an import", JSON.stringify(job));
    this.#sql.exec("INSERT OR REPLACE INTO jobs (no, body) VALUES (?, ?)", job.no, body);
  }

  putFeed(feed: Feed): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO feeds (name, body) VALUES (?, ?)",
      feed.name,
      JSON.stringify(feed),
    );
  }

  dropFeed(name: string): void {
    this.#sql.exec("DELETE FROM feeds WHERE name = ?", name);
  }

  putChunk(job: number, place: number, bytes: Uint8Array): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO chunks (key, bytes) VALUES (?, ?)",
      job * PLACES + place,
      checkedSize("a chunk of a file", bytes.slice().buffer),
    );
  }

  chunk(job: number, place: number): Uint8Array {
    const rows = this.#sql.exec<{ bytes: ArrayBuffer }>(
      "SELECT bytes FROM chunks WHERE key = ?",
      job * PLACES + place,
    );
    return new Uint8Array(rows.one().bytes);
  }

  dropChunks(job: number): void {
    this.#sql.exec("DELETE FROM chunks WHERE key BETWEEN ? AND ?", ...placesOf(job));
  }

  dropJob(job: number): void {
    this.dropChunks(job);
    this.#sql.exec("DELETE FROM rejected WHERE key BETWEEN ? AND ?", ...placesOf(job));
    this.#sql.exec("DELETE FROM jobs WHERE no = ?", job);
  }

  /** The rejected lines of one part of a job's file, in rows that a report reads one by one. */
  putRejected(job: number, part: number, lines: readonly RejectedLine[]): void {
    for (let at = 0; at < lines.length; at += LINES_A_ROW) {
      const row = JSON.stringify(lines.slice(at, at + LINES_A_ROW));
      this.#sql.exec(
        "INSERT OR REPLACE INTO rejected (key, lines) VALUES (?, ?)",
        job * PLACES + part * ROWS_A_PART + at / LINES_A_ROW,
        checkedSize("a report of rejected lines", row),
      );
    }
  }

  /** The first `count` rejected lines of a job, or all. */
  firstRejected(job: number, count: number): RejectedLine[] {
    const lines: RejectedLine[] = [];
    for (let row = this.rejectedFrom(job, 0); row !== null && lines.length < count;) {
      lines.push(...row.lines);
      row = this.rejectedFrom(job, row.place + 1);
    }
    return lines.slice(0, count);
  }

  /** The rejected lines of the first row from `place` on, or null. */
  rejectedFrom(job: number, place: number): { place: number; lines: RejectedLine[] } | null {
    const [row] = this.#sql.exec<{ key: number; lines: string }>(
      "SELECT key, lines FROM rejected WHERE key BETWEEN ? AND ? ORDER BY key LIMIT 1",
      job * PLACES + place,
      placesOf(job)[1],
    );
    if (row === undefined) return null;
    return { place: row.key % PLACES, lines: JSON.parse(row.lines) as RejectedLine[] };
  }
}

const placesOf = (job: number): [first: number, last: number] => [
  job * PLACES,
  job * PLACES + PLACES - 1,
];
