/** Replies that are kept for a repetition of their request (`routes/idempotency.ts`). */
export const REPLIES_TABLES = `CREATE TABLE replies (
     key TEXT PRIMARY KEY, at INTEGER NOT NULL, owner TEXT NOT NULL, request TEXT, reply TEXT
   ) WITHOUT ROWID;
   CREATE INDEX replies_at ON replies (at)`;

/** What is known of a key: whose request has it since when, and what came of that. */
export interface KeptReply {
  /** Epoch ms. */
  at: number;
  owner: string;
  /** Digest of the request; null while it is under way. */
  request: string | null;
  /** Sealed; null while it is under way, and when it was forgotten since. */
  reply: string | null;
}

/** What came of a request. */
export interface Done {
  request: string;
  reply: string;
  /** Whether it may tell of a person. */
  isPersonal: boolean;
}

export class RepliesStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  get(key: string): KeptReply | null {
    const rows = this.#sql.exec<{
      at: number;
      owner: string;
      request: string | null;
      reply: string | null;
    }>("SELECT at, owner, request, reply FROM replies WHERE key = ?", key);
    return rows.toArray()[0] ?? null;
  }

  begin(key: string, owner: string, at: number): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO replies (key, at, owner) VALUES (?, ?, ?)",
      key,
      at,
      owner,
    );
  }

  keep(key: string, owner: string, { request, reply, isPersonal }: Done): void {
    this.#sql.exec(
      "UPDATE replies SET request = ?, reply = ?, personal = ? WHERE key = ? AND owner = ?",
      request,
      reply,
      Number(isPersonal),
      key,
      owner,
    );
  }

  /** Forgets the replies that may tell of a person; that their requests were carried out stays. How many. */
  forgetPersonal(): number {
    return this.#sql.exec(
      "UPDATE replies SET reply = NULL WHERE personal = 1 AND reply IS NOT NULL",
    ).rowsWritten;
  }

  drop(key: string, owner: string): void {
    this.#sql.exec("DELETE FROM replies WHERE key = ? AND owner = ?", key, owner);
  }

  /** Drops what began before `since` (epoch ms), and of the rest all but the latest `most`. */
  tidy(since: number, most: number): void {
    this.#sql.exec("DELETE FROM replies WHERE at < ?", since);
    const [row] = this.#sql.exec<{ at: number }>(
      "SELECT at FROM replies ORDER BY at DESC LIMIT 1 OFFSET ?",
      most,
    );
    if (row !== undefined) this.#sql.exec("DELETE FROM replies WHERE at <= ?", row.at);
  }
}
