import { type Outgoing, outboxRuns } from "../core/person/index.ts";
import { checkedSize } from "./limits.ts";

/** A step of the migrations of an object that passes messages on. */
export const PASSING_TABLE = `CREATE TABLE passing (seq INTEGER PRIMARY KEY, messages TEXT NOT NULL)`;

type Row = { seq: number; messages: string };

/** Messages on their way through an object, in rows of many, each until their receivers have them. */
export class PassingStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  put(messages: readonly Outgoing[]): void {
    for (const run of outboxRuns(messages))
      this.#sql.exec(
        "INSERT INTO passing (messages) VALUES (?)",
        checkedSize("messages to pass on", JSON.stringify(run)),
      );
  }

  isEmpty(): boolean {
    return this.#sql.exec("SELECT 1 FROM passing LIMIT 1").toArray().length === 0;
  }

  /** The row that has waited longest, or null. */
  first(): { seq: number; messages: Outgoing[] } | null {
    const [row] = this.#sql.exec<Row>("SELECT seq, messages FROM passing ORDER BY seq LIMIT 1");
    return row === undefined ? null : { seq: row.seq, messages: JSON.parse(row.messages) };
  }

  /** Leaves of a row what has not arrived. */
  leave(seq: number, messages: readonly Outgoing[]): void {
    if (messages.length === 0) this.#sql.exec("DELETE FROM passing WHERE seq = ?", seq);
    else
      this.#sql.exec(
        "UPDATE passing SET messages = ? WHERE seq = ?",
        JSON.stringify(messages),
        seq,
      );
  }

  /** Takes out all messages whose text is `about` somebody; how many they were. */
  forget(about: (text: string) => boolean): number {
    let count = 0;
    for (const { seq, messages } of this.#sql
      .exec<Row>("SELECT seq, messages FROM passing")
      .toArray()) {
      const all = JSON.parse(messages) as Outgoing[];
      const kept = all.filter((message) => !about(JSON.stringify(message)));
      count += all.length - kept.length;
      if (kept.length < all.length) this.leave(seq, kept);
    }
    return count;
  }
}
