import type { Delivery } from "../core/outbound/index.ts";

/** What waits is found by when it is due; most deliveries never wait, and cost no row of the index. */
export const DELIVERY_TABLE = `CREATE TABLE deliveries (seq INTEGER PRIMARY KEY, webhook TEXT NOT NULL,
     event INTEGER NOT NULL, type TEXT NOT NULL, status TEXT NOT NULL, due INTEGER, since INTEGER NOT NULL,
     tries INTEGER NOT NULL, last INTEGER NOT NULL, attempts TEXT NOT NULL);
   CREATE INDEX deliveries_due ON deliveries (webhook, due) WHERE due IS NOT NULL`;

/** Rows that one call takes out at most, so that no commit grows with what has piled up. */
const FORGET_AT_ONCE = 500;

/** A delivery, numbered in the order in which they were first made. */
export interface DeliveryRow extends Delivery {
  seq: number;
}

interface Row extends Record<string, SqlStorageValue> {
  seq: number;
  attempts: string;
}

const COLUMNS = "seq, webhook, event, type, status, due, since, tries, attempts";

const toDelivery = ({ attempts, ...row }: Row): DeliveryRow =>
  ({ ...row, attempts: JSON.parse(attempts) }) as unknown as DeliveryRow;

/** Which deliveries are asked for; null stands for all. */
export interface DeliveryFilter {
  webhook: string | null;
  status: Delivery["status"] | null;
}

/** The log of deliveries, one row each, those among them that are tried again. */
export class CourierDeliveries {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Adds a delivery, or replaces the one of this number; answers its number. */
  put(delivery: Delivery, known: number | null): number {
    const { webhook, event, type, status, due, since, tries, attempts } = delivery;
    const { seq } = this.#sql
      .exec<{ seq: number }>(
        `INSERT OR REPLACE INTO deliveries (seq, webhook, event, type, status, due, since, tries, last, attempts)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING seq`,
        known,
        webhook,
        event,
        type,
        status,
        due,
        since,
        tries,
        attempts.at(-1)?.at ?? since,
        JSON.stringify(attempts),
      )
      .one();
    return seq;
  }

  get(seq: number): DeliveryRow | null {
    const [row] = this.#sql.exec<Row>(`SELECT ${COLUMNS} FROM deliveries WHERE seq = ?`, seq);
    return row === undefined ? null : toDelivery(row);
  }

  /** What is due of a webhook at `now`, the longest due first. */
  due(webhook: string, now: number, limit: number): DeliveryRow[] {
    return this.#sql
      .exec<Row>(
        `SELECT ${COLUMNS} FROM deliveries WHERE webhook = ? AND due <= ? ORDER BY due LIMIT ?`,
        webhook,
        now,
        limit,
      )
      .toArray()
      .map(toDelivery);
  }

  /** When the next one of a webhook is due; null when none is. */
  nextDue(webhook: string): number | null {
    return this.#sql
      .exec<{ due: number | null }>(
        "SELECT min(due) AS due FROM deliveries WHERE webhook = ? AND due IS NOT NULL",
        webhook,
      )
      .one().due;
  }

  /** At most `limit` deliveries before row `before`, the newest first. */
  list(before: number | null, { webhook, status }: DeliveryFilter, limit: number): DeliveryRow[] {
    return this.#sql
      .exec<Row>(
        `SELECT ${COLUMNS} FROM deliveries
         WHERE (?1 IS NULL OR seq < ?1) AND (?2 IS NULL OR webhook = ?2) AND (?3 IS NULL OR status = ?3)
         ORDER BY seq DESC LIMIT ?4`,
        before,
        webhook,
        status,
        limit,
      )
      .toArray()
      .map(toDelivery);
  }

  /** How many deliveries of each webhook wait, or are dead. */
  counts(): Map<string, { waiting: number; dead: number }> {
    const rows = this.#sql.exec<{ webhook: string; waiting: number; dead: number }>(
      `SELECT webhook, sum(status = 'waiting') AS waiting, sum(status = 'dead') AS dead
       FROM deliveries WHERE status <> 'delivered' GROUP BY webhook`,
    );
    return new Map(Array.from(rows, ({ webhook, ...counts }) => [webhook, counts]));
  }

  /** Dead letters of a webhook that were last tried at or after `since`: all are due again at `now`. */
  replay(webhook: string, since: number, now: number): number {
    return this.#sql
      .exec(
        `UPDATE deliveries SET status = 'waiting', due = ?3, since = ?3, tries = 0
         WHERE webhook = ?1 AND status = 'dead' AND last >= ?2 RETURNING seq`,
        webhook,
        since,
        now,
      )
      .toArray().length;
  }

  drop(seq: number): void {
    this.#sql.exec("DELETE FROM deliveries WHERE seq = ?", seq);
  }

  dropOf(webhook: string): void {
    this.#sql.exec("DELETE FROM deliveries WHERE webhook = ?", webhook);
  }

  /** Drops what was told of people, whatever became of it; their announcements must still be there. */
  erase(names: readonly string[]): void {
    this.#sql.exec(
      `DELETE FROM deliveries WHERE event IN (
         SELECT seq FROM announcements WHERE person IN (SELECT value FROM json_each(?)))`,
      JSON.stringify(names),
    );
  }

  /** Drops the oldest rows that were last tried before `before` (epoch ms). */
  forget(before: number): boolean {
    const { rowsWritten } = this.#sql.exec(
      `DELETE FROM deliveries WHERE last < ?1 AND due IS NULL
         AND seq IN (SELECT seq FROM deliveries ORDER BY seq LIMIT ?2)`,
      before,
      FORGET_AT_ONCE,
    );
    return rowsWritten >= FORGET_AT_ONCE;
  }
}
