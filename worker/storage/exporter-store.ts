export const EXPORTER_STEPS = [
  `CREATE TABLE progress (id INTEGER PRIMARY KEY, body TEXT NOT NULL);
   CREATE TABLE people (person TEXT PRIMARY KEY, row INTEGER NOT NULL) WITHOUT ROWID`,
  `CREATE TABLE erasing (of TEXT PRIMARY KEY, after TEXT NOT NULL, files INTEGER NOT NULL) WITHOUT ROWID`,
];

/** How far a shop's export is. */
export interface Progress {
  /** When the next part is due (epoch ms). */
  due: number;
  /** Number of the last change that is written. */
  cursor: number;
  /** The part that is being written: the day it is filed under, which a retry must not change. */
  part: { day: string; to: number } | null;
}

/** How far an erasure has looked through the files: up to which of them, and how many held its people. */
export interface Erasing {
  after: string;
  files: number;
}

/** What of a shop was exported: up to which change, and of each person up to which row of the journal. */
export class ExporterStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  progress(): Progress | null {
    const [row] = this.#sql.exec<{ body: string }>("SELECT body FROM progress");
    return row === undefined ? null : (JSON.parse(row.body) as Progress);
  }

  putProgress(progress: Progress): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO progress (id, body) VALUES (1, ?)",
      JSON.stringify(progress),
    );
  }

  rowOf(person: string): number {
    const [row] = this.#sql.exec<{ row: number }>(
      "SELECT row FROM people WHERE person = ?",
      person,
    );
    return row?.row ?? 0;
  }

  putRow(person: string, row: number): void {
    this.#sql.exec("INSERT OR REPLACE INTO people (person, row) VALUES (?, ?)", person, row);
  }

  /** @param of hash of what is erased, which names nobody */
  erasing(of: string): Erasing | null {
    const rows = this.#sql.exec<{ after: string; files: number }>(
      "SELECT after, files FROM erasing WHERE of = ?",
      of,
    );
    return rows.toArray()[0] ?? null;
  }

  putErasing(of: string, { after, files }: Erasing): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO erasing (of, after, files) VALUES (?, ?, ?)",
      of,
      after,
      files,
    );
  }

  dropErasing(of: string): void {
    this.#sql.exec("DELETE FROM erasing WHERE of = ?", of);
  }

  erase(names: readonly string[]): number {
    return this.#sql.exec(
      "DELETE FROM people WHERE person IN (SELECT value FROM json_each(?))",
      JSON.stringify(names),
    ).rowsWritten;
  }
}
