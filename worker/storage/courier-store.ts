import { wants } from "../core/outbound/index.ts";
import type { Announcement } from "../core/messages/index.ts";
import { ALERT_TABLES } from "./courier-alerts.ts";
import { DELIVERY_TABLE } from "./courier-deliveries.ts";
import { PUSH_TABLES } from "./courier-pushes.ts";
import { WEBHOOK_TABLE } from "./courier-webhooks.ts";
import { INBOX_DUE, INBOX_TABLES } from "./inbox.ts";
import { checkedSize } from "./limits.ts";

export const COURIER_STEPS = [
  `${INBOX_TABLES}
   CREATE TABLE announcements (seq INTEGER PRIMARY KEY, id TEXT NOT NULL, kept INTEGER NOT NULL,
     type TEXT NOT NULL, at INTEGER NOT NULL, person TEXT NOT NULL, data TEXT NOT NULL)`,
  // An announcement is told under its number: the id of the message that brought it names the person.
  `ALTER TABLE announcements DROP COLUMN id;
   ${WEBHOOK_TABLE};
   ${DELIVERY_TABLE};
   ${PUSH_TABLES};
   ${ALERT_TABLES}`,
  INBOX_DUE,
];

/** Rows that one call of `forget` takes at most, so that no commit grows with what has piled up. */
const FORGET_AT_ONCE = 500;
/** Rows that one look for what a webhook wants reads at most. */
const READ_AT_ONCE = 1_000;

/** An announcement as it is kept: numbered in the order in which it came. */
export type AnnouncementRow = Omit<Announcement, "data"> & {
  seq: number;
  /** JSON. */
  data: string;
};

/** Which announcements are asked for: null stands for all. */
export interface AnnouncementFilter {
  type: string | null;
  person: string | null;
}

/** What was announced, one row each, the oldest first. */
export class CourierStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** @param now when it is stored, epoch ms */
  add({ type, at, person, data }: Announcement, now: number): void {
    this.#sql.exec(
      "INSERT INTO announcements (kept, type, at, person, data) VALUES (?, ?, ?, ?, ?)",
      now,
      type,
      at,
      person,
      checkedSize("an announcement", JSON.stringify(data)),
    );
  }

  get(seq: number): AnnouncementRow | null {
    const [row] = this.#sql.exec<AnnouncementRow>(
      "SELECT seq, type, at, person, data FROM announcements WHERE seq = ? AND type <> ''",
      seq,
    );
    return row ?? null;
  }

  /** The number of the latest one; 0 before the first. */
  last(): number {
    return this.#sql
      .exec<{ seq: number }>("SELECT ifnull(max(seq), 0) AS seq FROM announcements")
      .one().seq;
  }

  /**
   * Those after row `after`, the oldest first. Filters read past what they leave out, without an
   * index: each row of an index would be paid for with every announcement.
   */
  list(after: number, { type, person }: AnnouncementFilter, limit: number): AnnouncementRow[] {
    return this.#sql
      .exec<AnnouncementRow>(
        `SELECT seq, type, at, person, data FROM announcements
         WHERE seq > ?1 AND type <> '' AND (?2 IS NULL OR type = ?2) AND (?3 IS NULL OR person = ?3)
         ORDER BY seq LIMIT ?4`,
        after,
        type,
        person,
        limit,
      )
      .toArray();
  }

  /**
   * The next announcements after row `after` that a webhook of these types wants, and the row up to
   * which there is no other.
   */
  wanted(
    after: number,
    types: readonly string[],
    limit: number,
  ): { found: AnnouncementRow[]; readTo: number } {
    const rows = this.list(after, { type: null, person: null }, READ_AT_ONCE);
    const found = rows.filter(({ type }) => wants(types, type)).slice(0, limit);
    const readTo = found.length < limit ? rows.at(-1)?.seq : found.at(-1)?.seq;
    return { found, readTo: readTo ?? after };
  }

  /** Takes people out of all that was announced; the numbers stay, which others count on from. */
  erase(names: readonly string[]): number {
    return this.#sql
      .exec(
        `UPDATE announcements SET type = '', person = '', data = '{}'
         WHERE person IN (SELECT value FROM json_each(?)) RETURNING seq`,
        JSON.stringify(names),
      )
      .toArray().length;
  }

  /**
   * Drops the oldest rows that were stored before `before` (epoch ms), so many at once; whether there may be
   * more of them. Of the latest row its number stays whatever its age, since the next one counts on from it.
   */
  forget(before: number): boolean {
    const { rowsWritten } = this.#sql.exec(
      `DELETE FROM announcements WHERE kept < ?1 AND seq < (SELECT max(seq) FROM announcements)
         AND seq IN (SELECT seq FROM announcements ORDER BY seq LIMIT ?2)`,
      before,
      FORGET_AT_ONCE,
    );
    this.#sql.exec(
      `UPDATE announcements SET type = '', person = '', data = '{}'
       WHERE seq = (SELECT max(seq) FROM announcements) AND kept < ? AND type <> ''`,
      before,
    );
    return rowsWritten === FORGET_AT_ONCE;
  }
}
