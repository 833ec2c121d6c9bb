import { timeOfLines } from "./open-log.ts";

/** The journal; what it is sorted by stands before the texts, so that a scan need not read them. */
export const createJournal = (name: string): string =>
  `CREATE TABLE ${name} (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, source TEXT NOT NULL,
   session TEXT NOT NULL, facts TEXT NOT NULL, events TEXT NOT NULL)`;

/** Whether the journal is of the time when a row did not say when and by which part it was made. */
export function isOldJournal(sql: SqlStorage): boolean {
  const [table] = sql.exec<{ sql: string }>(
    "SELECT sql FROM sqlite_schema WHERE name = 'journal' AND type = 'table'",
  );
  return table !== undefined && !table.sql.includes("source");
}

/** Moves the rows of an old journal into one of today's form. */
export function upgradeJournal(storage: DurableObjectStorage): void {
  const { sql } = storage;
  storage.transactionSync(() => {
    sql.exec(createJournal("journal_now"));
    const rows = sql.exec<{ seq: number; session: string; events: string }>(
      "SELECT seq, session, events FROM journal ORDER BY seq",
    );
    for (const { seq, session, events } of rows)
      sql.exec(
        "INSERT INTO journal_now (seq, at, source, session, facts, events) VALUES (?, ?, '', ?, '', ?)",
        seq,
        timeOfLines(events),
        session,
        events,
      );
    sql.exec("DROP TABLE journal; ALTER TABLE journal_now RENAME TO journal");
  });
}
