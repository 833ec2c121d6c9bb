import { checkedSize } from "./limits.ts";
import { withoutEvent } from "./open-log.ts";
import { createJournal, isOldJournal, upgradeJournal } from "./person-tables.ts";
import { YoungRows } from "./young-rows.ts";

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
 * with one row for each visit that has ended or 16 KB of it, of which the latest ride in the person's
 * row. What is said here of the journal's rows is of those as well; what becomes of them is written by
 * the next `save`, which belongs at the end of the commit.
 *
 * Tables are made when something is written to them, so that reading a person who does not exist stores
 * nothing, and somebody who came once has no journal: a table is a row too.
 */
export class PersonStore {
  readonly #storage: DurableObjectStorage;
  #hasPerson = false;
  #hasJournal = false;
  #young = new YoungRows();

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  /** @param tables by `tablesOf`: a transaction that failed has taken what it made with it */
  load(tables: ReadonlySet<string>): PersonRow | null {
    this.#hasPerson = tables.has("person");
    this.#hasJournal = tables.has("journal");
    if (this.#hasJournal && isOldJournal(this.#storage.sql)) upgradeJournal(this.#storage);
    this.#young = new YoungRows();
    if (!this.#hasPerson) return null;
    const rows = this.#storage.sql.exec<Stored<PersonRow>>("SELECT state, seen, log FROM person");
    const [row] = rows.toArray();
    if (row === undefined) return null;
    const { young, rest } = YoungRows.parse(row.log);
    this.#young = young;
    return { ...row, log: rest };
  }

  save({ state, seen, log }: PersonRow): void {
    for (const grown of this.#young.takeGrown()) this.#insert(grown);
    if (!this.#hasPerson)
      this.#storage.sql.exec(
        "CREATE TABLE person (id INTEGER PRIMARY KEY, state TEXT NOT NULL, seen BLOB NOT NULL, log TEXT NOT NULL)",
      );
    this.#hasPerson = true;
    this.#storage.sql.exec(
      "INSERT INTO person (id, state, seen, log) VALUES (1, ?1, ?2, ?3) ON CONFLICT (id) DO UPDATE SET state = ?1, seen = ?2, log = ?3",
      checkedSize("a person's state", state),
      checkedSize("a person's seen ids", seen),
      checkedSize("a person's open log", this.#young.before(log)),
    );
  }

  append(row: NewRow): void {
    checkedSize("a journal row", row.events);
    this.#young.add({ ...row, seq: this.#lastSeq() + 1 });
  }

  /** How much of a person is stored, by what it is. */
  count(): { journal_rows: number } {
    const young = this.#young.size;
    if (!this.#hasJournal) return { journal_rows: young };
    const { n } = this.#storage.sql.exec<{ n: number }>("SELECT count(*) AS n FROM journal").one();
    return { journal_rows: n + young };
  }

  /** Drops what happened before `before` (epoch ms) and is in the journal; whether `save` is to follow. */
  dropJournalBefore(before: number): boolean {
    if (this.#hasJournal) this.#storage.sql.exec("DELETE FROM journal WHERE at < ?", before);
    return this.#young.keep(({ at }) => at >= before) > 0;
  }

  /** Takes one event out of the latest journal row of its session. */
  dropFromJournal(session: string, id: string): void {
    if (this.#young.dropEvent(session, id) || !this.#hasJournal) return;
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
    const rows = this.#young.all.filter(
      (row) => !hidden.includes(row.source) && byPlace(row, before) < 0,
    );
    if (this.#hasJournal)
      rows.push(
        ...this.#storage.sql.exec<Stored<JournalRow>>(
          `SELECT ${COLUMNS} FROM journal WHERE (at, seq) < (?, ?)
           AND source NOT IN (SELECT value FROM json_each(?)) ORDER BY at DESC, seq DESC LIMIT ?`,
          before.at,
          before.seq,
          JSON.stringify(hidden),
          limit,
        ),
      );
    return rows.sort((a, b) => byPlace(b, a)).slice(0, limit);
  }

  /** Journal rows of some parts in the order in which they were written, after row `seq`. */
  *rowsOf(sources: readonly string[], seq = 0): Generator<JournalRow> {
    if (this.#hasJournal)
      yield* this.#storage.sql.exec<Stored<JournalRow>>(
        `SELECT ${COLUMNS} FROM journal WHERE seq > ?
         AND source IN (SELECT value FROM json_each(?)) ORDER BY seq`,
        seq,
        JSON.stringify(sources),
      );
    yield* this.#young.all.filter((row) => row.seq > seq && sources.includes(row.source));
  }

  dropRowsOf(sources: readonly string[]): void {
    this.#young.keep(({ source }) => !sources.includes(source));
    if (!this.#hasJournal) return;
    this.#storage.sql.exec(
      "DELETE FROM journal WHERE source IN (SELECT value FROM json_each(?))",
      JSON.stringify(sources),
    );
  }

  #insert({ seq, at, source, session, facts, events }: JournalRow): void {
    if (!this.#hasJournal) this.#storage.sql.exec(createJournal("journal"));
    this.#hasJournal = true;
    this.#storage.sql.exec(
      `INSERT INTO journal (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)`,
      seq,
      at,
      source,
      session,
      facts,
      events,
    );
  }

  #lastSeq(): number {
    const { lastSeq } = this.#young;
    if (lastSeq !== null) return lastSeq;
    if (!this.#hasJournal) return 0;
    const sql = "SELECT coalesce(max(seq), 0) AS seq FROM journal";
    return this.#storage.sql.exec<{ seq: number }>(sql).one().seq;
  }
}

/** By time, and within one moment by number. */
const byPlace = (a: Pick<JournalRow, "at" | "seq">, b: Pick<JournalRow, "at" | "seq">): number =>
  a.at - b.at || a.seq - b.seq;
