/** A step of the ledger's migrations. */
export const CHANGES_TABLE = `CREATE TABLE changes (seq INTEGER PRIMARY KEY, what TEXT NOT NULL, key TEXT NOT NULL)`;

/** That something of a person (by ref) or of a sale (by the key of its row) has changed. */
export interface Change {
  seq: number;
  what: "person" | "sale";
  key: string;
}

/** What has changed since the last export, a row each; only of shops that export continuously. */
export class ChangeLog {
  readonly #sql: SqlStorage;
  /** Changes of the fold that is under way, each once. */
  readonly #noted = new Map<string, Omit<Change, "seq">>();

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  note(what: Change["what"], key: string): void {
    this.#noted.set(`${what} ${key}`, { what, key });
  }

  /** Writes what was noted, or forgets it. */
  close(isKept: boolean): void {
    if (isKept)
      for (const { what, key } of this.#noted.values())
        this.#sql.exec("INSERT INTO changes (what, key) VALUES (?, ?)", what, key);
    this.#noted.clear();
  }

  /** The oldest changes after number `seq`, at most `limit`. */
  after(seq: number, limit: number): Change[] {
    return this.#sql
      .exec<Change & Record<string, SqlStorageValue>>(
        "SELECT seq, what, key FROM changes WHERE seq > ? ORDER BY seq LIMIT ?",
        seq,
        limit,
      )
      .toArray();
  }

  /** Drops changes up to `seq`, but for the last of all: its number is what the next counts on from. */
  dropTo(seq: number): void {
    this.#sql.exec(
      "DELETE FROM changes WHERE seq <= ? AND seq < (SELECT max(seq) FROM changes)",
      seq,
    );
  }

  erase(names: readonly string[]): void {
    this.#sql.exec(
      "UPDATE changes SET key = '' WHERE what = 'person' AND key IN (SELECT value FROM json_each(?))",
      JSON.stringify(names),
    );
  }
}
