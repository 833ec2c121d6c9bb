import type { KeyRow, User, UserSession } from "../core/access/index.ts";

export const ACCESS_TABLES = `
  CREATE TABLE keys (id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE users (email TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE sessions (id TEXT PRIMARY KEY, email TEXT NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID`;

/** Who may do what in a shop: keys, users, and where they are signed in. A shop has few of each. */
export class AccessStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  keys(): KeyRow[] {
    return this.#bodies<KeyRow>("SELECT body FROM keys");
  }

  putKey(key: KeyRow): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO keys (id, body) VALUES (?, ?)",
      key.id,
      JSON.stringify(key),
    );
  }

  dropKey(id: string): void {
    this.#sql.exec("DELETE FROM keys WHERE id = ?", id);
  }

  users(): User[] {
    return this.#bodies<User>("SELECT body FROM users ORDER BY email");
  }

  putUser(user: User): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO users (email, body) VALUES (?, ?)",
      user.email,
      JSON.stringify(user),
    );
  }

  /** Takes a user out, and signs them out everywhere. */
  dropUser(email: string): void {
    this.#sql.exec("DELETE FROM users WHERE email = ?", email);
    this.dropSessionsOf(email);
  }

  sessions(): UserSession[] {
    return this.#sql
      .exec<{ id: string; email: string; until: number }>("SELECT id, email, until FROM sessions")
      .toArray();
  }

  /** Adds a session, and drops those that have ended at `now` (epoch ms). */
  putSession({ id, email, until }: UserSession, now: number): void {
    this.#sql.exec("DELETE FROM sessions WHERE until <= ?", now);
    this.#sql.exec("INSERT INTO sessions (id, email, until) VALUES (?, ?, ?)", id, email, until);
  }

  dropSession(id: string): void {
    this.#sql.exec("DELETE FROM sessions WHERE id = ?", id);
  }

  dropSessionsOf(email: string): void {
    this.#sql.exec("DELETE FROM sessions WHERE email = ?", email);
  }

  #bodies<T>(sql: string): T[] {
    return Array.from(this.#sql.exec<{ body: string }>(sql), ({ body }) => JSON.parse(body) as T);
  }
}
