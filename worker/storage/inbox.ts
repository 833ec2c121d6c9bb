import { firstRememberedHour, type Message, sendingHour } from "../core/messages/index.ts";
import { hashOf, HashSet } from "../core/visit/index.ts";
import { checkedSize } from "./limits.ts";
import type { Sql } from "./row-meter.ts";

/**
 * Ids of one hour that are remembered, the latest first: 1.4 MB. What does not fit would stop the
 * object for good; forgetting the earliest only risks that one of them comes again so late.
 */
const MAX_IDS_AN_HOUR = 175_000;
/** Batches share a row up to this size: each row that begins is one that must be deleted. */
const ROW_CHARS = 32_768;
/** Rows that are read in one go. */
const ROWS_A_READ = 64;

/** Tables of an object that takes messages: what waits, and hashes of the ids folded, by hour. */
export const INBOX_TABLES = `CREATE TABLE inbox (seq INTEGER PRIMARY KEY, body TEXT NOT NULL);
   CREATE TABLE folded (hour INTEGER PRIMARY KEY, ids BLOB NOT NULL);
   CREATE TABLE dead (seq INTEGER PRIMARY KEY, body TEXT NOT NULL);`;

/** A later step of the same tables: when what waits is to be folded (epoch ms). */
export const INBOX_DUE = `ALTER TABLE inbox ADD COLUMN due INTEGER NOT NULL DEFAULT 0`;

/** A row of what waits: batches of messages, a line of JSON each. */
type Row = { seq: number; body: string };

/**
 * Messages that others have sent. A batch is acknowledged when it is a line of a row; it can be read at
 * once, and leaves when what it has changed is saved. One that is sent again is known by the hashes of
 * its ids, which lie by sending hour, so that only the hours that are touched are written again.
 */
export class Inbox {
  readonly #sql: Sql;
  /** The last row, which the next batch may join; undefined until it is looked for. */
  #tail: { seq: number; chars: number } | null | undefined;
  /** How many rows wait; undefined until they are counted. */
  #size: number | undefined;
  /** Whether all that waits has been read, so that readers need not look. */
  #isAllRead = false;
  /** What has been read: all rows before `seq`, and so many lines of that one. */
  #read = { seq: 0, lines: 0 };
  /** Ids of what was folded, by hour, and the hours in which some were read since the last `drop`. */
  readonly #hours = new Map<number, HashSet>();
  readonly #touched = new Set<number>();

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  isEmpty(): boolean {
    return this.size() === 0;
  }

  /** How many rows wait. */
  size(): number {
    return (this.#size ??= this.#sql
      .exec<{ n: number }>("SELECT count(*) AS n FROM inbox")
      .one().n);
  }

  /** When the oldest is to be folded (epoch ms), or null when nothing waits. */
  dueAt(): number | null {
    return this.#sql.exec<{ due: number | null }>("SELECT min(due) AS due FROM inbox").one().due;
  }

  /** Stores a batch that is to be folded at `due` (epoch ms), or with what waits already. */
  put(messages: readonly Message[], due: number): void {
    const line = checkedSize("an inbox row", JSON.stringify(messages));
    const tail = (this.#tail ??= this.#findTail());
    this.#isAllRead = false;
    if (tail !== null && tail.chars + line.length < ROW_CHARS) {
      this.#sql.exec("UPDATE inbox SET body = body || char(10) || ? WHERE seq = ?", line, tail.seq);
      tail.chars += line.length + 1;
    } else {
      const seq = (tail?.seq ?? 0) + 1;
      this.#sql.exec("INSERT INTO inbox (seq, body, due) VALUES (?, ?, ?)", seq, line, due);
      this.#tail = { seq, chars: line.length };
      this.#size = undefined;
    }
  }

  /** Hands what was not read yet to `fold`, each id once: at most `batches` of it. */
  read<Body>(batches: number, fold: (body: Body, id: string) => void): void {
    if (this.#isAllRead) return;
    let left = batches;
    const rows = this.#rows();
    for (const { seq, body } of rows) {
      const lines = body.split("\n").slice(0, this.#linesRead(seq) + left);
      for (const line of lines.slice(this.#linesRead(seq))) {
        this.readOne(JSON.parse(line) as Message<Body>[], fold);
        left -= 1;
      }
      this.#read = { seq, lines: lines.length };
      if (left === 0) return;
    }
    this.#isAllRead = rows.length < ROWS_A_READ;
  }

  /** Hands the messages of one batch to `fold`, which need not be stored before, each id once. */
  readOne<Body>(batch: readonly Message<Body>[], fold: (body: Body, id: string) => void): void {
    for (const { id, body } of batch) {
      const hour = sendingHour(id);
      const folded = this.#foldedIn(hour);
      if (!folded.add(hashOf(id))) continue;
      this.#touched.add(hour);
      fold(body, id);
    }
  }

  /** Takes out what was read. Call it in one transaction with what `fold` writes. */
  drop(now: number): void {
    for (const hour of this.#touched) this.#remember(hour, this.#hours.get(hour)!);
    this.#sql.exec("DELETE FROM folded WHERE hour < ?", firstRememberedHour(now));
    const { seq, lines } = this.#read;
    this.#sql.exec("DELETE FROM inbox WHERE seq < ?", seq);
    const [row] = this.#sql.exec<Row>("SELECT seq, body FROM inbox WHERE seq = ?", seq);
    if (row !== undefined) this.#keep(seq, row.body.split("\n").slice(lines));
    this.rewind();
  }

  /** Puts the oldest waiting batch aside, so that what cannot be folded does not hold up the rest. */
  buryFirst(): void {
    const [row] = this.#sql.exec<Row>("SELECT seq, body FROM inbox ORDER BY seq LIMIT 1");
    if (row === undefined) return;
    const [first = "", ...rest] = row.body.split("\n");
    this.#putDead(first);
    this.#keep(row.seq, rest);
    this.rewind();
  }

  /** Keeps messages that cannot be passed on, for whoever looks into it. */
  bury(messages: readonly Message[]): void {
    if (messages.length > 0) this.#putDead(JSON.stringify(messages));
  }

  /** Reads from the beginning again: what was made of it is lost, or saved. */
  rewind(): void {
    this.#tail = undefined;
    this.#size = undefined;
    this.#isAllRead = false;
    this.#read = { seq: 0, lines: 0 };
    this.#hours.clear();
    this.#touched.clear();
  }

  /** Takes out of what was put aside all messages whose text is `about` somebody; how many they were. */
  forgetDead(about: (text: string) => boolean): number {
    let messages = 0;
    for (const { seq, body } of this.#sql
      .exec<Row>("SELECT seq, body FROM dead ORDER BY seq")
      .toArray()) {
      const all = JSON.parse(body) as Message[];
      const kept = all.filter((message) => !about(JSON.stringify(message)));
      messages += all.length - kept.length;
      if (kept.length === 0) this.#sql.exec("DELETE FROM dead WHERE seq = ?", seq);
      else if (kept.length < all.length)
        this.#sql.exec("UPDATE dead SET body = ? WHERE seq = ?", JSON.stringify(kept), seq);
    }
    return messages;
  }

  #putDead(body: string): void {
    this.#sql.exec("INSERT INTO dead (body) VALUES (?)", body);
  }

  #findTail(): { seq: number; chars: number } | null {
    const [row] = this.#sql.exec<{ seq: number; chars: number }>(
      "SELECT seq, length(body) AS chars FROM inbox ORDER BY seq DESC LIMIT 1",
    );
    return row ?? null;
  }

  /** Rows from the one on that was read last. */
  #rows(): Row[] {
    return this.#sql
      .exec<Row>(
        "SELECT seq, body FROM inbox WHERE seq >= ? ORDER BY seq LIMIT ?",
        this.#read.seq,
        ROWS_A_READ,
      )
      .toArray();
  }

  #linesRead(seq: number): number {
    return seq === this.#read.seq ? this.#read.lines : 0;
  }

  #keep(seq: number, lines: readonly string[]): void {
    if (lines.length === 0) this.#sql.exec("DELETE FROM inbox WHERE seq = ?", seq);
    else this.#sql.exec("UPDATE inbox SET body = ? WHERE seq = ?", lines.join("\n"), seq);
  }

  #foldedIn(hour: number): HashSet {
    let ids = this.#hours.get(hour);
    if (ids === undefined) {
      const [row] = this.#sql
        .exec<{ ids: ArrayBuffer }>("SELECT ids FROM folded WHERE hour = ?", hour)
        .toArray();
      ids = row === undefined ? new HashSet() : HashSet.decode(new Uint8Array(row.ids));
      this.#hours.set(hour, ids);
    }
    return ids;
  }

  #remember(hour: number, ids: HashSet): void {
    while (ids.size > MAX_IDS_AN_HOUR) ids.forgetFirst();
    this.#sql.exec(
      "INSERT OR REPLACE INTO folded (hour, ids) VALUES (?, ?)",
      hour,
      checkedSize("an hour of message ids", ids.encode()),
    );
  }
}
