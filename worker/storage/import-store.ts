import type { Feed, Gathered, Job } from "../core/imports/index.ts";
import type { RejectedLine } from "../wire/import.ts";
import { checkedSize } from "./limits.ts";

/** Chunks and reports of one job lie beside each other: key = number of the job · 2^20 + place. */
const PLACES = 2 ** 20;
/** A part of a file has fewer rejected lines than its place has room for: at most 10 000 are kept. */
const ROWS_A_PART = 64;
const LINES_A_ROW = 500;
/** What was gathered of a file: key = (number of the job · 2^14 + share) · 2^20 + part · 2^6 + row of it. */
const SHARES = 2 ** 14;
const GATHERED_A_PART = 64;
/** Characters of a row of it; a single transaction has at most a million. */
const GATHERED_A_ROW = 400_000;

export const IMPORT_STEPS = [
  `CREATE TABLE jobs (no INTEGER PRIMARY KEY, body TEXT NOT NULL);
   CREATE TABLE chunks (key INTEGER PRIMARY KEY, bytes BLOB NOT NULL);
   CREATE TABLE rejected (key INTEGER PRIMARY KEY, lines TEXT NOT NULL);
   CREATE TABLE feeds (name TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID`,
  `CREATE TABLE gathered (key INTEGER PRIMARY KEY, body TEXT NOT NULL)`,
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

  /** Drops what a job is made from: its file, and what was gathered of it. */
  dropWork(job: number): void {
    this.#sql.exec("DELETE FROM chunks WHERE key BETWEEN ? AND ?", ...placesOf(job));
    const [first, last] = [job * SHARES * PLACES, (job + 1) * SHARES * PLACES - 1];
    this.#sql.exec("DELETE FROM gathered WHERE key BETWEEN ? AND ?", first, last);
  }

  /** Keeps what a part of a job's file adds to one of its shares. */
  putGathered(job: number, share: number, part: number, gathered: readonly Gathered[]): void {
    const rows = textRows(gathered);
    if (rows.length > GATHERED_A_PART) throw new Error("a part of a file holds too much");
    for (const [n, row] of rows.entries())
      this.#sql.exec(
        "INSERT OR REPLACE INTO gathered (key, body) VALUES (?, ?)",
        placesOf(job * SHARES + share)[0] + part * GATHERED_A_PART + n,
        checkedSize("orders of a file", row),
      );
  }

  /** What was gathered in one share of a job's file, in the file's order. */
  gathered(job: number, share: number): Gathered[] {
    const rows = this.#sql.exec<{ body: string }>(
      "SELECT body FROM gathered WHERE key BETWEEN ? AND ? ORDER BY key",
      ...placesOf(job * SHARES + share),
    );
    return rows.toArray().flatMap(({ body }) => JSON.parse(body) as Gathered[]);
  }

  dropGathered(job: number, share: number): void {
    this.#sql.exec(
      "DELETE FROM gathered WHERE key BETWEEN ? AND ?",
      ...placesOf(job * SHARES + share),
    );
  }

  dropJob(job: number): void {
    this.dropWork(job);
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

  /** Takes out rejected lines that are `about` somebody; how many they were. */
  forgetRejected(about: (line: RejectedLine) => boolean): number {
    let forgotten = 0;
    for (const { key, lines } of this.#sql
      .exec<{ key: number; lines: string }>("SELECT key, lines FROM rejected")
      .toArray()) {
      const all = JSON.parse(lines) as RejectedLine[];
      const kept = all.filter((line) => !about(line));
      if (kept.length === all.length) continue;
      forgotten += all.length - kept.length;
      this.#sql.exec("UPDATE rejected SET lines = ? WHERE key = ?", JSON.stringify(kept), key);
    }
    return forgotten;
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

/** Lists as JSON, each short enough for a row. */
function textRows(gathered: readonly Gathered[]): string[] {
  const rows: string[][] = [];
  let room = 0;
  for (const one of gathered) {
    const text = JSON.stringify(one);
    if (text.length > room) {
      rows.push([]);
      room = GATHERED_A_ROW;
    }
    rows.at(-1)!.push(text);
    room -= text.length;
  }
  return rows.map((texts) => `[${texts.join(",")}]`);
}

const placesOf = (job: number): [first: number, last: number] => [
  job * PLACES,
  job * PLACES + PLACES - 1,
];
