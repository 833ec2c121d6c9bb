import type { PushBody } from "../wire/push.ts";

export const PUSH_TABLES = `CREATE TABLE vapid (id INTEGER PRIMARY KEY, jwk TEXT NOT NULL);
   CREATE TABLE pushes (seq INTEGER PRIMARY KEY, person TEXT NOT NULL, message TEXT NOT NULL,
     due INTEGER NOT NULL, since INTEGER NOT NULL, tries INTEGER NOT NULL)`;

/** A push message that is on its way. Times are epoch ms. */
export interface PushRow {
  seq: number;
  person: string;
  message: PushBody;
  due: number;
  since: number;
  /** Tries that failed. */
  tries: number;
}

/** The shop's key pair for push services, and the messages that it has to send. */
export class CourierPushes {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** The private key as JWK, which holds the public one; null before it was made. */
  vapid(): JsonWebKey | null {
    const [row] = this.#sql.exec<{ jwk: string }>("SELECT jwk FROM vapid");
    return row === undefined ? null : (JSON.parse(row.jwk) as JsonWebKey);
  }

  /** Keeps a key pair unless there is one: browsers have subscribed with that. */
  putVapid(jwk: JsonWebKey): void {
    this.#sql.exec("INSERT OR IGNORE INTO vapid (id, jwk) VALUES (1, ?)", JSON.stringify(jwk));
  }

  add(person: string, message: PushBody, now: number): void {
    this.#sql.exec(
      "INSERT INTO pushes (person, message, due, since, tries) VALUES (?, ?, ?3, ?3, 0)",
      person,
      JSON.stringify(message),
      now,
    );
  }

  due(now: number, limit: number): PushRow[] {
    return this.#sql
      .exec<Omit<PushRow, "message"> & { message: string }>(
        "SELECT * FROM pushes WHERE due <= ? ORDER BY due LIMIT ?",
        now,
        limit,
      )
      .toArray()
      .map((row) => Object.assign(row, { message: JSON.parse(row.message) as PushBody }));
  }

  nextDue(): number | null {
    return this.#sql.exec<{ due: number | null }>("SELECT min(due) AS due FROM pushes").one().due;
  }

  putOff({ seq, tries }: PushRow, due: number): void {
    this.#sql.exec("UPDATE pushes SET due = ?, tries = ? WHERE seq = ?", due, tries, seq);
  }

  drop(seq: number): void {
    this.#sql.exec("DELETE FROM pushes WHERE seq = ?", seq);
  }

  erase(names: readonly string[]): void {
    this.#sql.exec(
      "DELETE FROM pushes WHERE person IN (SELECT value FROM json_each(?))",
      JSON.stringify(names),
    );
  }
}
