import type { Addend, Sum, VisitFact } from "../core/measure/index.ts";
import { INBOX_TABLES } from "./inbox.ts";

export const LEDGER_STEPS = [
  `${INBOX_TABLES}
   CREATE TABLE facts (id TEXT PRIMARY KEY, day INTEGER NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
   CREATE TABLE sums (day INTEGER, measure TEXT, key TEXT, n REAL NOT NULL, PRIMARY KEY (day, measure, key)) WITHOUT ROWID`,
  // Facts know the sections that were read and the bridge to the visit before.
  `UPDATE facts SET body = json_set(body, '$.sections', json('{}'), '$.bridge', json('null'))`,
];

/** Facts, which are the truth, and their day-grained sums, which reports read. */
export class LedgerStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  fact(id: string): VisitFact | null {
    const [row] = this.#sql.exec<{ body: string }>("SELECT body FROM facts WHERE id = ?", id);
    return row === undefined ? null : (JSON.parse(row.body) as VisitFact);
  }

  putFact(fact: VisitFact, day: number): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO facts (id, day, body) VALUES (?, ?, ?)",
      fact.id,
      day,
      JSON.stringify(fact),
    );
  }

  addToSum({ day, measure, key, n }: Addend): void {
    this.#sql.exec(
      "INSERT INTO sums (day, measure, key, n) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (day, measure, key) DO UPDATE SET n = n + ?4",
      day,
      measure,
      key,
      n,
    );
  }

  /** Sums of some measures over the days `from` to `to` (since the epoch, both included). */
  sums(from: number, to: number, measures: readonly string[]): Sum[] {
    return this.#sql
      .exec<{ measure: string; key: string; n: number }>(
        `SELECT measure, key, sum(n) AS n FROM sums
         WHERE day BETWEEN ? AND ? AND measure IN (SELECT value FROM json_each(?))
         GROUP BY measure, key ORDER BY measure, n DESC, key`,
        from,
        to,
        JSON.stringify(measures),
      )
      .toArray();
  }
}
