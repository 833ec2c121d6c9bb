import type { Card, LedgerRow } from "../core/catalogue/index.ts";

/** The ledger of prices and stock; `ledger_version` has one row. The table before knew no item's order. */
export const LEDGER_TABLES = `CREATE TABLE ledger (item TEXT NOT NULL, version INTEGER NOT NULL, time INTEGER NOT NULL, price INTEGER, currency TEXT, availability TEXT NOT NULL, quantity INTEGER, PRIMARY KEY (item, version)) WITHOUT ROWID;
   INSERT INTO ledger SELECT item, seq, time, price, currency, availability, NULL FROM prices;
   CREATE TABLE ledger_version (id INTEGER PRIMARY KEY, version INTEGER NOT NULL);
   INSERT INTO ledger_version SELECT 1, ifnull(max(seq), 0) FROM prices;
   DROP TABLE prices;`;

/** Longer than any campaign repeats; an item's older rows go when it gets a new one. */
const KEPT_MS = 400 * 86_400_000;

/**
 * What each item cost and whether it was to be had, and when. Rows lie by item, since that is how
 * they are asked for.
 */
export class PriceLedger {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Of the latest commit that recorded anything. */
  version(): number {
    return this.#sql.exec<{ version: number }>("SELECT version FROM ledger_version").one().version;
  }

  /** Begins what one commit records: all of it has one version. */
  open(now: number): LedgerEntry {
    return new LedgerEntry(this.#sql, this.version() + 1, now);
  }

  /** Rows of an item below version `before`, newest first, read as they are taken. */
  rows(item: string, before: number | null = null, limit = -1): Iterable<LedgerRow> {
    return this.#sql.exec<LedgerRow & Record<string, SqlStorageValue>>(
      "SELECT version, time, price, currency, availability, quantity FROM ledger WHERE item = ? AND version < ? ORDER BY version DESC LIMIT ?",
      item,
      before ?? Number.MAX_SAFE_INTEGER,
      limit,
    );
  }

  newest(item: string): LedgerRow | null {
    for (const row of this.rows(item)) return row;
    return null;
  }

  /** When an item was first in the ledger (epoch ms), or null. */
  firstTime(item: string): number | null {
    return this.#sql
      .exec<{ time: number | null }>("SELECT min(time) AS time FROM ledger WHERE item = ?", item)
      .one().time;
  }
}

/** The rows of one commit. */
export class LedgerEntry {
  readonly version: number;
  readonly #sql: SqlStorage;
  readonly #now: number;
  #isEmpty = true;

  constructor(sql: SqlStorage, version: number, now: number) {
    this.#sql = sql;
    this.version = version;
    this.#now = now;
  }

  /** What an item became. One that changes twice in a commit has changed once. */
  record({ id, price, currency, availability, quantity }: Card): void {
    this.#insert(id, { price, currency, availability, quantity: quantity ?? null });
  }

  /** Forgets what an item was so long ago that nothing asks for it. */
  prune(item: string): void {
    this.#sql.exec("DELETE FROM ledger WHERE item = ? AND time < ?", item, this.#now - KEPT_MS);
  }

  recordRemoval(item: string): void {
    this.#insert(item, { price: null, currency: null, availability: "removed", quantity: null });
  }

  /** Called last, inside the commit. */
  close(): void {
    if (!this.#isEmpty) this.#sql.exec("UPDATE ledger_version SET version = ?", this.version);
  }

  #insert(item: string, row: Omit<LedgerRow, "version" | "time">): void {
    this.#isEmpty = false;
    this.#sql.exec(
      "INSERT OR REPLACE INTO ledger (item, version, time, price, currency, availability, quantity) VALUES (?, ?, ?, ?, ?, ?, ?)",
      item,
      this.version,
      this.#now,
      row.price,
      row.currency,
      row.availability,
      row.quantity,
    );
  }
}
