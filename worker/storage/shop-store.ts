import type { ShopStatus } from "../wire/shop.ts";
import { ACCESS_TABLES } from "./access-store.ts";
import { AUDIT_TABLES } from "./audit-store.ts";
import { REPLIES_TABLES } from "./replies-store.ts";
import { emptyTables } from "./tables.ts";

export const SHOP_STEPS = [
  `CREATE TABLE settings (id INTEGER PRIMARY KEY, body TEXT NOT NULL);
   CREATE TABLE clock (id INTEGER PRIMARY KEY, offset INTEGER NOT NULL);
   CREATE TABLE due (name TEXT PRIMARY KEY, binding TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
   CREATE INDEX due_at ON due (at)`,
  `${ACCESS_TABLES};
   ${AUDIT_TABLES};
   CREATE TABLE shop (id INTEGER PRIMARY KEY, status TEXT NOT NULL)`,
  REPLIES_TABLES,
  `CREATE TABLE shelves (shards INTEGER PRIMARY KEY);
   ALTER TABLE replies ADD COLUMN personal INTEGER NOT NULL DEFAULT 1`,
];

export interface DueRow {
  name: string;
  binding: string;
  at: number;
}

/** A shop's settings and whether it is open; and, under the test clock only, its offset and which object is due when. */
export class ShopStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  settings(): unknown {
    const [row] = this.#sql.exec<{ body: string }>("SELECT body FROM settings");
    return row === undefined ? null : JSON.parse(row.body);
  }

  putSettings(settings: unknown): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO settings (id, body) VALUES (1, ?)",
      JSON.stringify(settings),
    );
  }

  /** Remembers that the shop's shelf was on so many shards. */
  noteShards(shards: number): void {
    this.#sql.exec("INSERT OR IGNORE INTO shelves (shards) VALUES (?)", shards);
  }

  /** Numbers of shards that were noted. */
  shards(): number[] {
    return this.#sql
      .exec<{ shards: number }>("SELECT shards FROM shelves")
      .toArray()
      .map(({ shards }) => shards);
  }

  /** Null for a shop that nobody has made: its keys are of the deployment's command. */
  status(): ShopStatus | null {
    const [row] = this.#sql.exec<{ status: ShopStatus }>("SELECT status FROM shop");
    return row?.status ?? null;
  }

  putStatus(status: ShopStatus): void {
    this.#sql.exec("INSERT OR REPLACE INTO shop (id, status) VALUES (1, ?)", status);
  }

  /** Deletes all that lies in the shop's object, but its status and its clock. */
  empty(): void {
    emptyTables(this.#sql, ["schema", "shop", "clock"]);
  }

  clockOffset(): number {
    const [row] = this.#sql.exec<{ offset: number }>("SELECT offset FROM clock");
    return row?.offset ?? 0;
  }

  putClockOffset(offset: number): void {
    this.#sql.exec("INSERT OR REPLACE INTO clock (id, offset) VALUES (1, ?)", offset);
  }

  putDue({ name, binding, at }: DueRow): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO due (name, binding, at) VALUES (?, ?, ?)",
      name,
      binding,
      at,
    );
  }

  dropDue(name: string): void {
    this.#sql.exec("DELETE FROM due WHERE name = ?", name);
  }

  /** The object that is due first at `now`, or null. */
  firstDue(now: number): DueRow | null {
    const rows = this.#sql.exec<{ name: string; binding: string; at: number }>(
      "SELECT name, binding, at FROM due WHERE at <= ? ORDER BY at, name LIMIT 1",
      now,
    );
    return rows.toArray()[0] ?? null;
  }
}
