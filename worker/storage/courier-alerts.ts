import type { Finding } from "../core/alerts/index.ts";

export const ALERT_TABLES = `CREATE TABLE alerts (seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL,
     detail TEXT NOT NULL, raised INTEGER NOT NULL, resolved INTEGER);
   CREATE TABLE watch (id INTEGER PRIMARY KEY, due INTEGER NOT NULL)`;

/** An alert as it was raised. Times are epoch ms; `resolved` is null while it is open. */
export interface AlertRow extends Finding {
  seq: number;
  raised: number;
  resolved: number | null;
}

/** A shop's alerts, and when they are looked at next. */
export class CourierAlerts {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Those that are open, then those resolved at or after `since`; the newest first. */
  list(since: number): AlertRow[] {
    return this.#rows(
      "SELECT * FROM alerts WHERE resolved IS NULL OR resolved >= ? ORDER BY resolved IS NOT NULL, seq DESC",
      since,
    );
  }

  open(): AlertRow[] {
    return this.#rows("SELECT * FROM alerts WHERE resolved IS NULL ORDER BY seq");
  }

  raise({ kind, subject, detail }: Finding, now: number): void {
    this.#sql.exec(
      "INSERT INTO alerts (kind, subject, detail, raised) VALUES (?, ?, ?, ?)",
      kind,
      subject,
      detail,
      now,
    );
  }

  resolve(seq: number, now: number): void {
    this.#sql.exec("UPDATE alerts SET resolved = ? WHERE seq = ?", now, seq);
  }

  /** Drops what was resolved before `before` (epoch ms). */
  forget(before: number): void {
    this.#sql.exec("DELETE FROM alerts WHERE resolved < ?", before);
  }

  /** When all is looked at next (epoch ms); null before the first time. */
  due(): number | null {
    const [row] = this.#sql.exec<{ due: number }>("SELECT due FROM watch");
    return row?.due ?? null;
  }

  putDue(due: number): void {
    this.#sql.exec("INSERT OR REPLACE INTO watch (id, due) VALUES (1, ?)", due);
  }

  #rows(query: string, ...bindings: number[]): AlertRow[] {
    return this.#sql
      .exec(query, ...bindings)
      .toArray()
      .map((row) => row as unknown as AlertRow);
  }
}
