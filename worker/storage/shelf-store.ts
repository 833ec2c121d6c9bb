import type { StoredCounter, StoredItem } from "../core/recommend/index.ts";
import { INBOX_TABLES } from "./inbox.ts";
import { checkedSize } from "./limits.ts";

export const SHELF_STEPS = [
  `${INBOX_TABLES}
   CREATE TABLE items (number INTEGER PRIMARY KEY, id TEXT NOT NULL, count REAL NOT NULL, row BLOB NOT NULL);
   CREATE TABLE counters (axis TEXT, item TEXT, score REAL NOT NULL, units REAL NOT NULL, landmark INTEGER NOT NULL, PRIMARY KEY (axis, item)) WITHOUT ROWID`,
];

/** The item-to-item table, one row an item, and the decayed counters, one row an axis and item. */
export class ShelfStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  *dictionary(): Generator<[number: number, id: string, count: number]> {
    const rows = this.#sql.exec<{ number: number; id: string; count: number }>(
      "SELECT number, id, count FROM items",
    );
    for (const { number, id, count } of rows) yield [number, id, count];
  }

  row(number: number): Uint8Array | undefined {
    const [found] = this.#sql.exec<{ row: ArrayBuffer }>(
      "SELECT row FROM items WHERE number = ?",
      number,
    );
    return found === undefined ? undefined : new Uint8Array(found.row);
  }

  putItem({ number, id, count, blob }: StoredItem): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO items (number, id, count, row) VALUES (?, ?, ?, ?)",
      number,
      id,
      count,
      checkedSize("an item's row", blob.buffer),
    );
  }

  counters(): Iterable<StoredCounter> {
    return this.#sql.exec<StoredCounter & Record<string, SqlStorageValue>>(
      "SELECT axis, item, score, units, landmark FROM counters",
    );
  }

  putCounter({ axis, item, score, units, landmark }: StoredCounter): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO counters (axis, item, score, units, landmark) VALUES (?, ?, ?, ?, ?)",
      axis,
      item,
      score,
      units,
      landmark,
    );
  }
}
