import type { StoredModel } from "../core/intent/index.ts";
import { INBOX_DUE, INBOX_TABLES } from "./inbox.ts";
import { checkedSize } from "./limits.ts";
import { SLOT_DAY_TABLE } from "./slot-day-store.ts";
import { WEEK_TABLES } from "./week-store.ts";

export const LEARNER_STEPS = [
  `${INBOX_TABLES}
   CREATE TABLE model (id INTEGER PRIMARY KEY, state TEXT NOT NULL, session BLOB NOT NULL, week BLOB NOT NULL)`,
  SLOT_DAY_TABLE,
  INBOX_DUE,
  WEEK_TABLES,
];

/** The intent model: one row, its weights as BLOBs. */
export class LearnerStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  load(): StoredModel | null {
    const [row] = this.#sql.exec<{ state: string; session: ArrayBuffer; week: ArrayBuffer }>(
      "SELECT state, session, week FROM model",
    );
    if (row === undefined) return null;
    return {
      state: row.state,
      session: new Uint8Array(row.session),
      week: new Uint8Array(row.week),
    };
  }

  save({ state, session, week }: StoredModel): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO model (id, state, session, week) VALUES (1, ?, ?, ?)",
      checkedSize("the model's state", state),
      checkedSize("the session weights", bufferOf(session)),
      checkedSize("the week weights", bufferOf(week)),
    );
  }
}

/** The bytes of a view as a buffer of their own, which is what SQLite takes. */
const bufferOf = (bytes: Uint8Array): ArrayBuffer => bytes.slice().buffer;
