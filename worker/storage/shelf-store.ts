import type {
  StoredCounters,
  StoredItem,
  StoredOutcomes,
  StoredPage,
  TableName,
  Tuning,
} from "../core/recommend/index.ts";
import { COUNTER_GROUPS_TABLE, CounterGroups } from "./counter-groups.ts";
import { INBOX_DUE, INBOX_TABLES } from "./inbox.ts";
import { checkedSize } from "./limits.ts";
import type { Sql, SqlValue } from "./row-meter.ts";

const itemTable = (name: string) =>
  `CREATE TABLE ${name} (number INTEGER PRIMARY KEY, id TEXT NOT NULL, count REAL NOT NULL, row BLOB NOT NULL);`;

export const SHELF_STEPS = [
  `${INBOX_TABLES}
   ${itemTable("items")}
   CREATE TABLE counters (axis TEXT, item TEXT, score REAL NOT NULL, units REAL NOT NULL, landmark INTEGER NOT NULL, PRIMARY KEY (axis, item)) WITHOUT ROWID`,
  `${itemTable("baskets")}
   ${itemTable("buyers")}
   CREATE TABLE item_sums (item TEXT PRIMARY KEY, sums TEXT NOT NULL) WITHOUT ROWID;
   INSERT INTO item_sums SELECT item, json_group_array(json_array(axis, score, units, landmark)) FROM counters GROUP BY item;
   DROP TABLE counters;
   CREATE TABLE outcomes (item TEXT PRIMARY KEY, sold REAL NOT NULL, returned REAL NOT NULL, buyers REAL NOT NULL, again REAL NOT NULL, landmark INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE pages (id TEXT PRIMARY KEY, title TEXT NOT NULL, link TEXT NOT NULL, told INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE tuning (id INTEGER PRIMARY KEY, body TEXT NOT NULL)`,
  INBOX_DUE,
  COUNTER_GROUPS_TABLE,
];

/** Where each of the shelf's item tables lies. */
const TABLES: Record<TableName, string> = { table: "items", baskets: "baskets", buyers: "buyers" };

/** Item tables and outcomes, one row an item each, counters, and the pages that buyers read. */
export class ShelfStore {
  readonly #sql: Sql;
  readonly #counters: CounterGroups;

  constructor(sql: Sql) {
    this.#sql = sql;
    this.#counters = new CounterGroups(sql);
  }

  *dictionary(table: TableName): Generator<[number: number, id: string, count: number]> {
    const rows = this.#sql.exec<{ number: number; id: string; count: number }>(
      `SELECT number, id, count FROM ${TABLES[table]}`,
    );
    for (const { number, id, count } of rows) yield [number, id, count];
  }

  row(table: TableName, number: number): Uint8Array | undefined {
    const [found] = this.#sql.exec<{ row: ArrayBuffer }>(
      `SELECT row FROM ${TABLES[table]} WHERE number = ?`,
      number,
    );
    return found === undefined ? undefined : new Uint8Array(found.row);
  }

  putItem(table: TableName, { number, id, count, blob }: StoredItem): void {
    this.#sql.exec(
      `INSERT OR REPLACE INTO ${TABLES[table]} (number, id, count, row) VALUES (?, ?, ?, ?)`,
      number,
      id,
      count,
      checkedSize("an item's row", blob.buffer),
    );
  }

  counters(): Iterable<StoredCounters> {
    return this.#counters.read();
  }

  /** Writes what has changed; how many rows that is. */
  putCounters(changed: readonly StoredCounters[]): number {
    return this.#counters.put(changed);
  }

  outcomes(): Iterable<StoredOutcomes> {
    return this.#sql.exec<StoredOutcomes & Record<string, SqlValue>>(
      "SELECT item, sold, returned, buyers, again, landmark FROM outcomes",
    );
  }

  putOutcomes({ item, sold, returned, buyers, again, landmark }: StoredOutcomes): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO outcomes (item, sold, returned, buyers, again, landmark) VALUES (?, ?, ?, ?, ?, ?)",
      item,
      sold,
      returned,
      buyers,
      again,
      landmark,
    );
  }

  tuning(): Tuning | null {
    const [row] = this.#sql.exec<{ body: string }>("SELECT body FROM tuning");
    return row === undefined ? null : (JSON.parse(row.body) as Tuning);
  }

  putTuning(tuning: Tuning): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO tuning (id, body) VALUES (1, ?)",
      JSON.stringify(tuning),
    );
  }

  pages(): Iterable<StoredPage> {
    return this.#sql.exec<StoredPage & Record<string, SqlValue>>(
      "SELECT id, title, link, told FROM pages",
    );
  }

  putPage(id: string, page: StoredPage | null): void {
    if (page === null) this.#sql.exec("DELETE FROM pages WHERE id = ?", id);
    else
      this.#sql.exec(
        "INSERT OR REPLACE INTO pages (id, title, link, told) VALUES (?, ?, ?, ?)",
        id,
        page.title,
        page.link,
        page.told,
      );
  }
}
