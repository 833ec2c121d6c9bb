import { checkedSize } from "./limits.ts";

export const AUDIT_TABLES = `
  CREATE TABLE audit (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, who TEXT NOT NULL,
    action TEXT NOT NULL, subject TEXT NOT NULL, changes TEXT NOT NULL)`;

/** Each row that is written clears away at most so many that are too old. */
const FORGET_AT_ONCE = 10;

/** Who changed what. */
export type AuditRow = {
  /** Epoch ms. */
  at: number;
  /** A user's e-mail, or a key's label and id. */
  who: string;
  /** Dotted, the thing before what was done to it: `key.revoked`. */
  action: string;
  /** The key, user, person … that it was done to. */
  subject: string;
  /** JSON: by field, what it was and what it is. */
  changes: string;
};

/** What was changed in a shop and by whom, a row each. */
export class AuditStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Adds a row, and drops some of those from before `keptFrom` (epoch ms). */
  add({ at, who, action, subject, changes }: AuditRow, keptFrom: number): void {
    this.#sql.exec(
      "INSERT INTO audit (at, who, action, subject, changes) VALUES (?, ?, ?, ?, ?)",
      at,
      who,
      action,
      subject,
      checkedSize("a change", changes),
    );
    this.#sql.exec(
      "DELETE FROM audit WHERE at < ?1 AND seq IN (SELECT seq FROM audit ORDER BY seq LIMIT ?2)",
      keptFrom,
      FORGET_AT_ONCE,
    );
  }

  /** At most `limit` rows below row `before`, the latest first; null begins at the latest. */
  list(before: number | null, limit: number): (AuditRow & { seq: number })[] {
    return this.#sql
      .exec<AuditRow & { seq: number }>(
        `SELECT seq, at, who, action, subject, changes FROM audit
         WHERE ?1 IS NULL OR seq < ?1 ORDER BY seq DESC LIMIT ?2`,
        before,
        limit,
      )
      .toArray();
  }
}
