import { firstRememberedHour, type Message, sendingHour } from "../core/messages/index.ts";
import { BYTES_PER_HASH, hashId, packHashes, unpackHashes } from "../core/visit/index.ts";
import { checkedSize } from "./limits.ts";
import type { Sql } from "./row-meter.ts";

/**
 * Ids of one hour that are remembered, the latest first: 1.4 MB. What does not fit would stop the
 * object for good; forgetting the earliest only risks that one of them comes again so late.
 */
const MAX_IDS_AN_HOUR = 175_000;

/** Tables of an object that takes messages: what waits, and hashes of the ids folded, by hour. */
export const INBOX_TABLES = `CREATE TABLE inbox (seq INTEGER PRIMARY KEY, body TEXT NOT NULL);
   CREATE TABLE folded (hour INTEGER PRIMARY KEY, ids BLOB NOT NULL);
   CREATE TABLE dead (seq INTEGER PRIMARY KEY, body TEXT NOT NULL);`;

/**
 * Messages that others have sent, each batch one row until an alarm folds it. A batch is
 * acknowledged when its row is stored. One that is sent again is known by the hashes of its ids,
 * which lie by sending hour, so that a fold rewrites only the hours that it touches.
 */
export class Inbox {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  isEmpty(): boolean {
    return this.#sql.exec("SELECT 1 FROM inbox LIMIT 1").toArray().length === 0;
  }

  put(messages: readonly Message[]): void {
    const body = checkedSize("an inbox row", JSON.stringify(messages));
    this.#sql.exec("INSERT INTO inbox (body) VALUES (?)", body);
  }

  /** Puts the oldest waiting row aside, so that what cannot be folded does not hold up the rest. */
  buryFirst(): void {
    this.#sql.exec("INSERT INTO dead (body) SELECT body FROM inbox ORDER BY seq LIMIT 1");
    this.#sql.exec("DELETE FROM inbox WHERE seq = (SELECT min(seq) FROM inbox)");
  }

  /** Takes out of what was put aside all messages whose text is `about` somebody; how many they were. */
  forgetDead(about: (text: string) => boolean): number {
    let messages = 0;
    for (const { seq, body } of this.#sql
      .exec<{ seq: number; body: string }>("SELECT seq, body FROM dead ORDER BY seq")
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

  /**
   * Hands the messages of up to `limit` waiting rows to `fold`, each id once, and takes the rows
   * out. Call it inside a transaction: what `fold` writes and the removal belong together.
   */
  drain<Body>(now: number, limit: number, fold: (body: Body, id: string) => void): void {
    const rows = this.#sql
      .exec<{ seq: number; body: string }>(
        "SELECT seq, body FROM inbox ORDER BY seq LIMIT ?",
        limit,
      )
      .toArray();
    const last = rows.at(-1);
    if (last === undefined) return;
    const hours = new Map<number, Set<string>>();
    for (const row of rows)
      for (const message of JSON.parse(row.body) as Message<Body>[]) {
        const folded = this.#foldedIn(hours, sendingHour(message.id));
        const hash = hashId(message.id);
        if (folded.has(hash)) continue;
        folded.add(hash);
        fold(message.body, message.id);
      }
    for (const [hour, ids] of hours) this.#remember(hour, ids);
    this.#sql.exec("DELETE FROM folded WHERE hour < ?", firstRememberedHour(now));
    this.#sql.exec("DELETE FROM inbox WHERE seq <= ?", last.seq);
  }

  #foldedIn(hours: Map<number, Set<string>>, hour: number): Set<string> {
    let ids = hours.get(hour);
    if (ids === undefined) {
      const [row] = this.#sql
        .exec<{ ids: ArrayBuffer }>("SELECT ids FROM folded WHERE hour = ?", hour)
        .toArray();
      ids =
        row === undefined
          ? new Set<string>()
          : unpackHashes(new DataView(row.ids), 0, row.ids.byteLength / BYTES_PER_HASH);
      hours.set(hour, ids);
    }
    return ids;
  }

  #remember(hour: number, ids: Set<string>): void {
    const kept = [...ids].slice(-MAX_IDS_AN_HOUR);
    const blob = new ArrayBuffer(kept.length * BYTES_PER_HASH);
    packHashes(new DataView(blob), 0, kept);
    this.#sql.exec(
      "INSERT OR REPLACE INTO folded (hour, ids) VALUES (?, ?)",
      hour,
      checkedSize("an hour of message ids", blob),
    );
  }
}
