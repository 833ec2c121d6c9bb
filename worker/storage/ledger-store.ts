import type { Retraction, VisitFact } from "../core/measure/index.ts";
import { CHANGES_TABLE } from "./change-log.ts";
import { DAY_SUMS_TABLE } from "./day-sums.ts";
import { INBOX_DUE, INBOX_TABLES } from "./inbox.ts";
import { SALES_TABLE } from "./order-store.ts";
import { PASSING_TABLE } from "./passing-store.ts";
import { PEOPLE_TABLE } from "./people-store.ts";

export const LEDGER_STEPS = [
  `${INBOX_TABLES}
   CREATE TABLE facts (id TEXT PRIMARY KEY, day INTEGER NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE sums (day INTEGER, measure TEXT, key TEXT, n REAL NOT NULL, PRIMARY KEY (day, measure, key)) WITHOUT ROWID`,
  // Facts know the sections that were read and the bridge to the visit before.
  `UPDATE facts SET body = json_set(body, '$.sections', json('{}'), '$.bridge', json('null'))`,
  // … and what was said of them before an order.
  `UPDATE facts SET body = json_set(body, '$.scores', json('null'))`,
  PEOPLE_TABLE,
  SALES_TABLE,
  CHANGES_TABLE,
  INBOX_DUE,
  DAY_SUMS_TABLE,
  PASSING_TABLE,
];

/** Facts, which are the truth; reports read their day-grained sums, see `DaySums`. */
export class LedgerStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  fact(id: string): VisitFact | Retraction | null {
    const [row] = this.#sql.exec<{ body: string }>("SELECT body FROM facts WHERE id = ?", id);
    return row === undefined ? null : (JSON.parse(row.body) as VisitFact | Retraction);
  }

  putFact(fact: VisitFact | Retraction, day: number): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO facts (id, day, body) VALUES (?, ?, ?)",
      fact.id,
      day,
      JSON.stringify(fact),
    );
  }

  /** How many facts there are of visits from day `from` to day `to`, as far as `most`. */
  countFacts(from: number, to: number, most: number): number {
    const [row] = this.#sql.exec<{ n: number }>(
      "SELECT count(*) AS n FROM (SELECT 1 FROM facts WHERE day BETWEEN ? AND ? LIMIT ?)",
      from,
      to,
      most,
    );
    return row!.n;
  }

  /** The facts of visits from day `from` to day `to`, by id, read as they are taken. */
  *facts(from: number, to: number): Generator<VisitFact> {
    const rows = this.#sql.exec<{ body: string }>(
      "SELECT body FROM facts WHERE day BETWEEN ? AND ? ORDER BY id",
      from,
      to,
    );
    for (const { body } of rows) yield JSON.parse(body) as VisitFact;
  }

  /** The facts of the latest days' visits, at most `most` of them. */
  *latest(most: number): Generator<VisitFact> {
    const rows = this.#sql.exec<{ body: string }>(
      "SELECT body FROM facts WHERE day >= 0 ORDER BY day DESC LIMIT ?",
      most,
    );
    for (const { body } of rows) yield JSON.parse(body) as VisitFact;
  }

  /** Drops the facts of visits before day `day`; their sums stay. */
  forgetBefore(day: number): void {
    this.#sql.exec("DELETE FROM facts WHERE day BETWEEN 0 AND ?", day - 1);
  }
}
