import { EARLIER_WEEKS, type Finding, gapAt, silence, WEEK_MS } from "../core/alerts/index.ts";
import { dayOf } from "../core/measure/index.ts";

const DAY = 86_400_000;

/** When visits ended, of the ledger's facts. Its table is read through only when nobody comes any more. */
export class Traffic {
  readonly #sql: SqlStorage;
  /** When the last visit ended (epoch ms); null while it was not asked for. */
  #last: number | null = null;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Notes a visit that ended at `last`. */
  note(last: number): void {
    if (this.#last !== null && last > this.#last) this.#last = last;
  }

  /** Whether the tag has fallen silent, see `silence`. */
  silence(now: number): Finding | null {
    this.#last ??= this.#readLast(now);
    const gap = gapAt(this.#last, now);
    if (gap === null) return null;
    const weeks = Math.min(EARLIER_WEEKS, Math.floor((gap.to - this.#firstDay() * DAY) / WEEK_MS));
    const earlier = Array.from({ length: Math.max(0, weeks) }, (_, week) =>
      this.#ended(gap.from - (week + 1) * WEEK_MS, gap.to - (week + 1) * WEEK_MS),
    );
    return silence(gap, earlier);
  }

  /** When the last visit of two days ended; 0 when there was none. */
  #readLast(now: number): number {
    return this.#one(
      "SELECT max(json_extract(body, '$.last')) AS n FROM facts WHERE day >= ?",
      dayOf(now) - 1,
    );
  }

  /** The day of the first visit, or 0 before that. */
  #firstDay(): number {
    return this.#one("SELECT min(day) AS n FROM facts WHERE day >= ?", 0);
  }

  /** Visits that ended after `from` until `to`. A visit begins at most a day before its end. */
  #ended(from: number, to: number): number {
    return this.#one(
      `SELECT count(*) AS n FROM facts WHERE day BETWEEN ? AND ?
         AND json_extract(body, '$.last') > ? AND json_extract(body, '$.last') <= ?`,
      dayOf(from) - 1,
      dayOf(to),
      from,
      to,
    );
  }

  #one(query: string, ...bindings: number[]): number {
    return this.#sql.exec<{ n: number | null }>(query, ...bindings).one().n ?? 0;
  }
}
