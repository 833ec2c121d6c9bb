import { checkedSize } from "./limits.ts";
import { tablesOf } from "./tables.ts";

/**
 * What a record keeps while it changes hands: parcels that have not arrived, each in parts, and batches
 * that came when the taker could not be reached. The tables are made when they are first needed, since
 * most people never are.
 */
export class HandoverStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Keeps a parcel by the parts that it is made of, as each has a size of its own. */
  putParcel(
    root: string,
    parts: Iterable<readonly [part: string, body: string | ArrayBuffer]>,
  ): void {
    this.#sql.exec(
      `CREATE TABLE IF NOT EXISTS parcels
       (root TEXT, part TEXT, body, PRIMARY KEY (root, part)) WITHOUT ROWID`,
    );
    for (const [part, body] of parts)
      this.#sql.exec(
        "INSERT OR REPLACE INTO parcels (root, part, body) VALUES (?, ?, ?)",
        root,
        part,
        checkedSize("a parcel", body),
      );
  }

  parcel(root: string): Map<string, string | ArrayBuffer> {
    const rows = this.#sql.exec<{ part: string; body: string | ArrayBuffer }>(
      "SELECT part, body FROM parcels WHERE root = ? ORDER BY part",
      root,
    );
    return new Map(Array.from(rows, ({ part, body }) => [part, body]));
  }

  dropParcel(root: string): void {
    this.#sql.exec("DELETE FROM parcels WHERE root = ?", root);
  }

  /** Keeps a batch that could not be passed on. */
  hold(batch: string): void {
    this.#sql.exec(
      "CREATE TABLE IF NOT EXISTS held (seq INTEGER PRIMARY KEY, batch TEXT NOT NULL)",
    );
    this.#sql.exec("INSERT INTO held (batch) VALUES (?)", checkedSize("a batch", batch));
  }

  /** The batch that was held first, or null. */
  firstHeld(): { seq: number; batch: string } | null {
    if (!this.#hasHeld()) return null;
    const [row] = this.#sql.exec<{ seq: number; batch: string }>(
      "SELECT seq, batch FROM held ORDER BY seq LIMIT 1",
    );
    return row ?? null;
  }

  /** All batches that are held, in their order. */
  held(): string[] {
    if (!this.#hasHeld()) return [];
    const rows = this.#sql.exec<{ batch: string }>("SELECT batch FROM held ORDER BY seq");
    return Array.from(rows, ({ batch }) => batch);
  }

  dropHeld(seq: number): void {
    if (this.#hasHeld()) this.#sql.exec("DELETE FROM held WHERE seq = ?", seq);
  }

  #hasHeld(): boolean {
    return tablesOf(this.#sql).has("held");
  }
}
