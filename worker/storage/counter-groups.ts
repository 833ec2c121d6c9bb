import type { StoredCounters } from "../core/recommend/index.ts";
import { checkedSize } from "./limits.ts";
import type { Sql } from "./row-meter.ts";

/** Items whose counters share a row: 16 take 10 KB, and what is looked at most came up first, together. */
const ITEMS_A_GROUP = 16;

/** A step of the shelf's migrations, from a table with a row for each item. */
export const COUNTER_GROUPS_TABLE = `CREATE TABLE counter_groups (number INTEGER PRIMARY KEY, counters TEXT NOT NULL);
   INSERT INTO counter_groups SELECT number, json_group_array(json_array(item, json(sums))) FROM
     (SELECT *, (row_number() OVER (ORDER BY item) - 1) / ${ITEMS_A_GROUP} AS number FROM item_sums) GROUP BY number;
   DROP TABLE item_sums`;

type Group = [item: string, sums: StoredCounters["sums"]][];

/** Counters of items, of several in one row, since each row written is paid for. */
export class CounterGroups {
  readonly #sql: Sql;
  /** Which group an item is in, once all were read. */
  readonly #groups = new Map<string, number>();
  /** The last group, which new items join, and how many are in it. */
  #last = { number: 0, size: 0 };

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** All counters; to be called before the first `put`. */
  *read(): Generator<StoredCounters> {
    this.#groups.clear();
    this.#last = { number: 0, size: 0 };
    const rows = this.#sql.exec<{ number: number; counters: string }>(
      "SELECT number, counters FROM counter_groups ORDER BY number",
    );
    for (const { number, counters } of rows) {
      const group = JSON.parse(counters) as Group;
      for (const [item] of group) this.#groups.set(item, number);
      this.#last = { number, size: group.length };
      for (const [item, sums] of group) yield { item, sums };
    }
  }

  /** Writes what has changed; how many rows that is. An item without sums leaves. */
  put(changed: readonly StoredCounters[]): number {
    const byGroup = Map.groupBy(changed, ({ item }) => this.#groupOf(item));
    for (const [number, own] of byGroup) this.#putInto(number, own);
    return byGroup.size;
  }

  #putInto(number: number, changed: readonly StoredCounters[]): void {
    const [row] = this.#sql.exec<{ counters: string }>(
      "SELECT counters FROM counter_groups WHERE number = ?",
      number,
    );
    const group = new Map(row === undefined ? [] : (JSON.parse(row.counters) as Group));
    for (const { item, sums } of changed)
      if (sums.length > 0) group.set(item, sums);
      else {
        group.delete(item);
        this.#groups.delete(item);
      }
    if (group.size === 0) this.#sql.exec("DELETE FROM counter_groups WHERE number = ?", number);
    else
      this.#sql.exec(
        "INSERT OR REPLACE INTO counter_groups (number, counters) VALUES (?, ?)",
        number,
        checkedSize("counters of items", JSON.stringify([...group])),
      );
  }

  /** The group of an item, which joins the last one if it is new, or begins another. */
  #groupOf(item: string): number {
    const known = this.#groups.get(item);
    if (known !== undefined) return known;
    if (this.#last.size >= ITEMS_A_GROUP) this.#last = { number: this.#last.number + 1, size: 0 };
    this.#last.size += 1;
    this.#groups.set(item, this.#last.number);
    return this.#last.number;
  }
}
