import { checkedSize } from "./limits.ts";
import { withoutEvent } from "./open-log.ts";

/** One row: the document, the ids seen, and the open visits' events as JSON lines. */
export interface PersonRow {
  state: string;
  seen: ArrayBuffer;
  log: string;
}

export interface JournalRow {
  seq: number;
  session: string;
  /** JSON lines. */
  events: string;
}

/**
 * A person's tables: one row that every batch rewrites (rows written are the bill), and a journal
 * with one row for each visit that has ended or 16 KB of it.
 *
 * The tables are made by the first save, so that reading a person who does not exist stores nothing.
 */
export class PersonStore {
  readonly #storage: DurableObjectStorage;
  #hasTables: boolean;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.#hasTables = this.#findTables();
  }

  load(): PersonRow | null {
    // Asked again, since a transaction that failed has taken the tables with it.
    this.#hasTables = this.#findTables();
    if (!this.#hasTables) return null;
    const rows = this.#storage.sql.exec<PersonRow & Record<string, SqlStorageValue>>(
      "SELECT state, seen, log FROM person",
    );
    return rows.toArray()[0] ?? null;
  }

  save(row: PersonRow): void {
    if (!this.#hasTables) this.#createTables();
    this.#storage.sql.exec(
      "INSERT INTO person (id, state, seen, log) VALUES (1, ?1, ?2, ?3) ON CONFLICT (id) DO UPDATE SET state = ?1, seen = ?2, log = ?3",
      checkedSize("a person's state", row.state),
      checkedSize("a person's seen ids", row.seen),
      checkedSize("a person's open log", row.log),
    );
  }

  append(session: string, events: string): void {
    this.#storage.sql.exec(
      "INSERT INTO journal (session, events) VALUES (?, ?)",
      session,
      checkedSize("a journal row", events),
    );
  }

  /** Takes one event out of the latest journal row of its session. */
  dropFromJournal(session: string, id: string): void {
    const [row] = this.#storage.sql.exec<{ seq: number; events: string }>(
      "SELECT seq, events FROM journal WHERE session = ? ORDER BY seq DESC LIMIT 1",
      session,
    );
    if (row === undefined) return;
    const kept = withoutEvent(row.events.split("\n"), id).join("\n");
    if (kept !== row.events)
      this.#storage.sql.exec("UPDATE journal SET events = ? WHERE seq = ?", kept, row.seq);
  }

  /** Keeps a message that could not be delivered in time, for whoever looks into it. */
  bury(message: unknown): void {
    this.#storage.sql.exec("INSERT INTO dead (message) VALUES (?)", JSON.stringify(message));
  }

  /** Keeps messages that do not fit into the person's row. */
  putOverflow(messages: unknown): void {
    const body = checkedSize("an overflow row", JSON.stringify(messages));
    this.#storage.sql.exec("INSERT INTO overflow (messages) VALUES (?)", body);
  }

  /** Takes out the oldest row of `putOverflow`, or null when there is none. */
  takeOverflow(): unknown {
    const [row] = this.#storage.sql.exec<{ messages: string }>(
      "DELETE FROM overflow WHERE seq = (SELECT min(seq) FROM overflow) RETURNING messages",
    );
    return row === undefined ? null : JSON.parse(row.messages);
  }

  /** Journal rows below `before`, newest first. */
  journal(before: number, limit: number): JournalRow[] {
    if (!this.#hasTables) return [];
    return this.#storage.sql
      .exec<JournalRow & Record<string, SqlStorageValue>>(
        "SELECT seq, session, events FROM journal WHERE seq < ? ORDER BY seq DESC LIMIT ?",
        before,
        limit,
      )
      .toArray();
  }

  #findTables(): boolean {
    const { sql } = this.#storage;
    return sql.exec("SELECT 1 FROM sqlite_schema WHERE name = 'person'").toArray().length > 0;
  }

  #createTables(): void {
    this.#storage.sql.exec(
      `CREATE TABLE person (id INTEGER PRIMARY KEY, state TEXT NOT NULL, seen BLOB NOT NULL, log TEXT NOT NULL);
       CREATE TABLE journal (seq INTEGER PRIMARY KEY, session TEXT NOT NULL, events TEXT NOT NULL);
       CREATE TABLE overflow (seq INTEGER PRIMARY KEY, messages TEXT NOT NULL);
       CREATE TABLE dead (seq INTEGER PRIMARY KEY, message TEXT NOT NULL)`,
    );
    this.#hasTables = true;
  }
}
