import type { Announcement } from "../core/messages/index.ts";
import { INBOX_TABLES } from "./inbox.ts";
import { checkedSize } from "./limits.ts";

export const COURIER_STEPS = [
  `${INBOX_TABLES}
   CREATE TABLE announcements (seq INTEGER PRIMARY KEY, id TEXT NOT NULL, kept INTEGER NOT NULL,
     type TEXT NOT NULL, at INTEGER NOT NULL, person TEXT NOT NULL, data TEXT NOT NULL)`,
];

/** Rows that one call of `forget` takes at most, so that no commit grows with what has piled up. */
const FORGET_AT_ONCE = 500;

/** An announcement as it is kept: numbered in the order in which it came. */
export type AnnouncementRow = Omit<Announcement, "data"> & {
  seq: number;
  /** Of the message that brought it. */
  id: string;
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
  add(id: string, { type, at, person, data }: Announcement, now: number): void {
    this.#sql.exec(
      "INSERT INTO announcements (id, kept, type, at, person, data) VALUES (?, ?, ?, ?, ?, ?)",
      id,
      now,
      type,
      at,
      person,
      checkedSize("an announcement", JSON.stringify(data)),
    );
  }

  /**
   * Those after row `after`, the oldest first. Filters read past what they leave out, without an
   * index: each row of an index would be paid for with every announcement.
   */
  list(after: number, { type, person }: AnnouncementFilter, limit: number): AnnouncementRow[] {
    return this.#sql
      .exec<AnnouncementRow>(
        `SELECT seq, id, type, at, person, data FROM announcements
         WHERE seq > ?1 AND (?2 IS NULL OR type = ?2) AND (?3 IS NULL OR person = ?3)
         ORDER BY seq LIMIT ?4`,
        after,
        type,
        person,
        limit,
      )
      .toArray();
  }

  /**
   * Drops the oldest rows that were stored before `before` (epoch ms). The latest row stays whatever
   * its age, since its number is what the next one counts on from.
   */
  forget(before: number): void {
    this.#sql.exec(
      `DELETE FROM announcements WHERE kept < ?1 AND seq < (SELECT max(seq) FROM announcements)
         AND seq IN (SELECT seq FROM announcements ORDER BY seq LIMIT ?2)`,
      before,
      FORGET_AT_ONCE,
    );
  }
}
