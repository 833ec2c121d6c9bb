import { checkedSize } from "./limits.ts";
import { withoutEvent } from "./open-log.ts";
import { createJournal, isOldJournal, upgradeJournal } from "./person-tables.ts";

/** One row: the document, the ids seen, and the open visits' events as JSON lines. */
export interface PersonRow {
  state: string;
  seen: ArrayBuffer;
  log: string;
}

export interface JournalRow {
  /** Counts up as rows are written; rows that another record gave come later than what they tell. */
  seq: number;
  /** Time of its last event (epoch ms). */
  at: number;
  /** The part that it came from (`core/person/handover`); empty for one's own. */
  source: string;
  session: string;
  /** Facts of visits that ended with it, as JSON lines; empty when none did. */
  facts: string;
  /** JSON lines. */
  events: string;
}

export type NewRow = Omit<JournalRow, "seq">;

type Stored<Row> = Row & Record<string, SqlStorageValue>;

const COLUMNS = "seq, at, source, session, facts, events";

/**
 * A person's tables: one row that every batch rewrites (rows written are the bill), and a journal
 * with one row for each visit that has ended or 16 KB of it.
 *
 * The tables are made by the first save, so that reading a person who does not exist stores nothing;
 * those that hardly anybody needs, when they are needed, since a table is a row too.
 */
export class PersonStore {
  readonly #storage: DurableObjectStorage;
  #hasTables: boolean;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.#hasTables = this.#findTables();
    if (this.#hasTables && isOldJournal(storage.sql)) upgradeJournal(storage);
  }

  load(): PersonRow | null {
    // Asked again, since a transaction that failed has taken the tables with it.
    this.#hasTables = this.#findTables();
    if (!this.#hasTables) return null;
    const rows = this.#storage.sql.exec<Stored<PersonRow>>("SELECT state, seen, log FROM person");
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

  append({ at, source, session, facts, events }: NewRow): void {
    this.#storage.sql.exec(
      "INSERT INTO journal (at, source, session, facts, events) VALUES (?, ?, ?, ?, ?)",
      at,
      source,
      session,
      facts,
      checkedSize("a journal row", events),
    );
  }

  /** How much of a person is stored, by what it is. */
  count(): { journal_rows: number } {
    if (!this.#hasTables) return { journal_rows: 0 };
    const { n } = this.#storage.sql.exec<{ n: number }>("SELECT count(*) AS n FROM journal").one();
    return { journal_rows: n };
  }

  /** Drops what happened before `before` (epoch ms) and is in the journal; how many rows. */
  dropJournalBefore(before: number): number {
    if (!this.#hasTables) return 0;
    return this.#storage.sql.exec("DELETE FROM journal WHERE at < ?", before).rowsWritten;
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
    this.#storage.sql.exec(
      "CREATE TABLE IF NOT EXISTS dead (seq INTEGER PRIMARY KEY, message TEXT NOT NULL)",
    );
    this.#storage.sql.exec("INSERT INTO dead (message) VALUES (?)", JSON.stringify(message));
  }

  /** Keeps messages that do not fit into the person's row. */
  putOverflow(messages: unknown): void {
    const body = checkedSize("an overflow row", JSON.stringify(messages));
    this.#storage.sql.exec(
      "CREATE TABLE IF NOT EXISTS overflow (seq INTEGER PRIMARY KEY, messages TEXT NOT NULL)",
    );
    this.#storage.sql.exec("INSERT INTO overflow (messages) VALUES (?)", body);
  }

  /** Takes out the oldest row of `putOverflow`, or null when there is none. */
  takeOverflow(): unknown {
    const [row] = this.#storage.sql.exec<{ messages: string }>(
      "DELETE FROM overflow WHERE seq = (SELECT min(seq) FROM overflow) RETURNING messages",
    );
    return row === undefined ? null : JSON.parse(row.messages);
  }

  /** Journal rows before a place, the latest first; without those of the parts `hidden`. */
  journal(before: { at: number; seq: number }, limit: number, hidden: string[] = []): JournalRow[] {
    if (!this.#hasTables) return [];
    return this.#storage.sql
      .exec<Stored<JournalRow>>(
        `SELECT ${COLUMNS} FROM journal WHERE (at, seq) < (?, ?)
         AND source NOT IN (SELECT value FROM json_each(?)) ORDER BY at DESC, seq DESC LIMIT ?`,
        before.at,
        before.seq,
        JSON.stringify(hidden),
        limit,
      )
      .toArray();
  }

  /** Journal rows of some parts in the order in which they were written, after row `seq`. */
  *rowsOf(sources: readonly string[], seq = 0): Generator<JournalRow> {
    if (!this.#hasTables) return;
    yield* this.#storage.sql.exec<Stored<JournalRow>>(
      `SELECT ${COLUMNS} FROM journal WHERE seq > ?
       AND source IN (SELECT value FROM json_each(?)) ORDER BY seq`,
      seq,
      JSON.stringify(sources),
    );
  }

  dropRowsOf(sources: readonly string[]): void {
    this.#storage.sql.exec(
      "DELETE FROM journal WHERE source IN (SELECT value FROM json_each(?))",
      JSON.stringify(sources),
    );
  }

  #findTables(): boolean {
    const { sql } = this.#storage;
    return sql.exec("SELECT 1 FROM sqlite_schema WHERE name = 'person'").toArray().length > 0;
  }

  #createTables(): void {
    this.#storage.sql.exec(
      `CREATE TABLE person (id INTEGER PRIMARY KEY, state TEXT NOT NULL, seen BLOB NOT NULL, log TEXT NOT NULL);
       ${createJournal("journal")}`,
    );
    this.#hasTables = true;
  }
}
