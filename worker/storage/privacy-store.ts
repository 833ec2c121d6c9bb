import type { ErasureRequest } from "../core/privacy/index.ts";

export const PRIVACY_STEPS = [
  `CREATE TABLE requests (id TEXT PRIMARY KEY, completed INTEGER, body TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE retention (id INTEGER PRIMARY KEY, due INTEGER NOT NULL, after TEXT NOT NULL)`,
  `CREATE TABLE closing (id INTEGER PRIMARY KEY, due INTEGER NOT NULL, after TEXT NOT NULL)`,
];

/** How far a walk over the shop's people is: when it goes on (epoch ms), and after which of them. */
export interface Walk {
  due: number;
  after: string;
}

/**
 * Requests of erasure, which name nobody once they are done; and the two walks over all people, of retention
 * and of a shop that is closed.
 */
export class PrivacyStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  put(request: ErasureRequest): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO requests (id, completed, body) VALUES (?, ?, ?)",
      request.id,
      request.completed,
      JSON.stringify(request),
    );
  }

  request(id: string): ErasureRequest | null {
    const [row] = this.#sql.exec<{ body: string }>("SELECT body FROM requests WHERE id = ?", id);
    return row === undefined ? null : (JSON.parse(row.body) as ErasureRequest);
  }

  /** Requests that are not done, by id. */
  open(): ErasureRequest[] {
    return this.#sql
      .exec<{ body: string }>("SELECT body FROM requests WHERE completed IS NULL ORDER BY id")
      .toArray()
      .map(({ body }) => JSON.parse(body) as ErasureRequest);
  }

  /** Null before it was begun. */
  walk(of: "retention" | "closing"): Walk | null {
    const rows = this.#sql.exec<{ due: number; after: string }>(`SELECT due, after FROM ${of}`);
    return rows.toArray()[0] ?? null;
  }

  putWalk(of: "retention" | "closing", { due, after }: Walk): void {
    this.#sql.exec(`INSERT OR REPLACE INTO ${of} (id, due, after) VALUES (1, ?, ?)`, due, after);
  }
}
