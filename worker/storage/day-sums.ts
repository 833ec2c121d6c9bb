import type { Addend, Sum } from "../core/measure/index.ts";
import { checkedSize } from "./limits.ts";

/** A part of a day takes in sums up to this size (characters); what is beyond it begins another. */
const PART_CHARS = 32_768;

/** A step of the ledger's migrations, from a table with a row for each sum. */
export const DAY_SUMS_TABLE = `CREATE TABLE day_sums (day INTEGER, part INTEGER, sums TEXT NOT NULL, PRIMARY KEY (day, part)) WITHOUT ROWID;
   INSERT INTO day_sums SELECT day, part, json_group_array(json_array(measure, key, n)) FROM
     (SELECT *, (row_number() OVER (PARTITION BY day) - 1) / 300 AS part FROM sums) GROUP BY day, part;
   DROP TABLE sums`;

/** One sum of a day: measure, key, and what it comes to. */
type Cell = [measure: string, key: string, n: number];

interface Row extends Record<string, SqlStorageValue> {
  measure: string;
  key: string;
  n: number;
}

/** Cells of the days from ?1 to ?2 whose measure is one of ?3; parts of a day may have cells in common. */
const CELLS = `SELECT day, cell.value ->> 0 AS measure, cell.value ->> 1 AS key, cell.value ->> 2 AS n
  FROM day_sums, json_each(sums) AS cell
  WHERE day BETWEEN ?1 AND ?2 AND measure IN (SELECT value FROM json_each(?3))`;

/**
 * Day-grained sums, which only ever add up. A day is a few rows of many sums each, since each row
 * written is paid for: what is added goes into the day's last part.
 */
export class DaySums {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Adds to the sums: a row for each day among them. */
  add(addends: readonly Addend[]): void {
    for (const [day, own] of Map.groupBy(addends, (addend) => addend.day)) this.#addTo(day, own);
  }

  /** Sums of some measures of each day from `from` to `to` (since the epoch, both included). */
  days(from: number, to: number, measures: readonly string[]): Addend[] {
    return this.#sql
      .exec<Row & { day: number }>(
        `SELECT day, measure, key, sum(n) AS n FROM (${CELLS})
         GROUP BY day, measure, key HAVING sum(n) <> 0 ORDER BY day, key`,
        from,
        to,
        JSON.stringify(measures),
      )
      .toArray();
  }

  /** Sums of some measures over the days `from` to `to` (since the epoch, both included). */
  sums(from: number, to: number, measures: readonly string[]): Sum[] {
    return this.#sql
      .exec<Row>(
        `SELECT measure, key, sum(n) AS n FROM (${CELLS})
         GROUP BY measure, key ORDER BY measure, n DESC, key`,
        from,
        to,
        JSON.stringify(measures),
      )
      .toArray();
  }

  #addTo(day: number, addends: readonly Addend[]): void {
    const [last] = this.#sql.exec<{ part: number; sums: string }>(
      "SELECT part, sums FROM day_sums WHERE day = ? ORDER BY part DESC LIMIT 1",
      day,
    );
    const isFull = last !== undefined && last.sums.length > PART_CHARS;
    const cells = last === undefined || isFull ? [] : (JSON.parse(last.sums) as Cell[]);
    const known = new Map(cells.map((cell) => [JSON.stringify(cell.slice(0, 2)), cell]));
    for (const { measure, key, n } of addends) {
      const cell = known.get(JSON.stringify([measure, key]));
      if (cell === undefined) cells.push([measure, key, n]);
      else cell[2] += n;
    }
    const first = last === undefined ? 0 : last.part + Number(isFull);
    for (const [place, part] of partsOf(cells).entries())
      this.#sql.exec(
        "INSERT OR REPLACE INTO day_sums (day, part, sums) VALUES (?, ?, ?)",
        day,
        first + place,
        checkedSize("a day's sums", JSON.stringify(part)),
      );
  }
}

function partsOf(cells: readonly Cell[]): Cell[][] {
  const parts: Cell[][] = [];
  let chars = Infinity;
  for (const cell of cells) {
    if (chars > PART_CHARS) {
      parts.push([]);
      chars = 0;
    }
    chars += JSON.stringify(cell).length + 1;
    parts.at(-1)!.push(cell);
  }
  return parts;
}
