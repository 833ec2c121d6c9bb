import type { Removed } from "../core/privacy/index.ts";

export const DIRECTORY_STEPS = [
  `CREATE TABLE claims (key TEXT PRIMARY KEY, person TEXT NOT NULL, event TEXT NOT NULL) WITHOUT ROWID`,
  `ALTER TABLE claims ADD COLUMN at INTEGER NOT NULL DEFAULT 0`,
];

export interface Claim {
  key: string;
  person: string;
  event: string;
  /** When it was claimed (epoch ms). */
  at: number;
}

/** Who came first with a key, for ever. */
export class DirectoryStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The claim that holds `claim.key` now: an earlier one, or this. */
  claim(claim: Claim): Claim {
    this.#sql.exec(
      "INSERT INTO claims (key, person, event, at) VALUES (?, ?, ?, ?) ON CONFLICT (key) DO NOTHING",
      claim.key,
      claim.person,
      claim.event,
      claim.at,
    );
    const rows = this.#sql.exec<{ key: string; person: string; event: string; at: number }>(
      "SELECT key, person, event, at FROM claims WHERE key = ?",
      claim.key,
    );
    return rows.one();
  }

  /** Gives up what this very claim took: nothing came of it. */
  withdraw({ key, person, event, at }: Claim): void {
    this.#sql.exec(
      "DELETE FROM claims WHERE key = ? AND person = ? AND event = ? AND at = ?",
      key,
      person,
      event,
      at,
    );
  }

  /**
   * Takes people out of the claims. Orders that are kept are nobody's from now on, since whoever tells of
   * one again must not count it again.
   */
  erase(names: readonly string[], keepsOrders: boolean): Removed {
    const whose = "person IN (SELECT value FROM json_each(?))";
    const list = JSON.stringify(names);
    const orders = keepsOrders
      ? this.#sql.exec(
          `UPDATE claims SET person = '', event = '' WHERE key LIKE 'order:%' AND ${whose}`,
          list,
        ).rowsWritten
      : 0;
    return {
      orders,
      claims: this.#sql.exec(`DELETE FROM claims WHERE ${whose}`, list).rowsWritten,
    };
  }

  /** Who holds a key, or null. */
  holder(key: string): string | null {
    const rows = this.#sql.exec<{ person: string }>("SELECT person FROM claims WHERE key = ?", key);
    return rows.toArray()[0]?.person ?? null;
  }
}
