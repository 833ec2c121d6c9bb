export const DIRECTORY_STEPS = [
  `CREATE TABLE claims (key TEXT PRIMARY KEY, person TEXT NOT NULL, event TEXT NOT NULL) WITHOUT ROWID`,
];

export interface Claim {
  key: string;
  person: string;
  event: string;
}

/** Who came first with a key, for ever. */
export class DirectoryStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The claim that holds `claim.key` now: an earlier one, or this. */
  claim(claim: Claim): Claim {
    this.#sql.exec(
      "INSERT INTO claims (key, person, event) VALUES (?, ?, ?) ON CONFLICT (key) DO NOTHING",
      claim.key,
      claim.person,
      claim.event,
    );
    const rows = this.#sql.exec<{ key: string; person: string; event: string }>(
      "SELECT key, person, event FROM claims WHERE key = ?",
      claim.key,
    );
    return rows.one();
  }
}
