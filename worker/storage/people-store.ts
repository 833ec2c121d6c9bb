import type { PersonFact } from "../core/measure/index.ts";
import type { Idler } from "../core/privacy/index.ts";
import { checkedSize } from "./limits.ts";

/** A step of the ledger's migrations. */
export const PEOPLE_TABLE = `CREATE TABLE people (person TEXT PRIMARY KEY, version INTEGER NOT NULL, body TEXT NOT NULL) WITHOUT ROWID`;

/** What the ledger knows of people, one row each. */
export class PeopleStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Keeps a fact, unless one of the same or a later version is there. */
  put(fact: PersonFact): void {
    this.#sql.exec(
      `INSERT INTO people (person, version, body) VALUES (?1, ?2, ?3)
       ON CONFLICT (person) DO UPDATE SET version = ?2, body = ?3 WHERE version < ?2`,
      fact.person,
      fact.version,
      checkedSize("a person's fact", JSON.stringify(fact)),
    );
  }

  /** People after `person` of whom nothing was heard since `before` (epoch ms), by name. */
  *idle(person: string, before: number): Generator<Idler> {
    yield* this.#sql.exec<Idler & Record<string, SqlStorageValue>>(
      `SELECT person, iif(body ->> '$.lastSeen' > 0, body ->> '$.lastSeen', body ->> '$.at') AS last,
         body ->> '$.orders' AS orders
       FROM people WHERE person > ? AND last < ? ORDER BY person`,
      person,
      before,
    );
  }

  drop(names: readonly string[]): void {
    this.#sql.exec(
      "DELETE FROM people WHERE person IN (SELECT value FROM json_each(?))",
      JSON.stringify(names),
    );
  }

  /** Names after `person`, in order, at most `limit`: of whoever was seen, or has an order. */
  names(person: string, limit: number): string[] {
    return this.#sql
      .exec<{ person: string }>(
        `SELECT person FROM people WHERE person > ?1
         UNION SELECT json_extract(body, '$.person') AS buyer FROM sales WHERE buyer > ?1
         ORDER BY 1 LIMIT ?2`,
        person,
        limit,
      )
      .toArray()
      .map((row) => row.person);
  }

  /** Everybody whose id comes after `person`, by id, read as they are taken. */
  *after(person: string): Generator<PersonFact> {
    const rows = this.#sql.exec<{ body: string }>(
      "SELECT body FROM people WHERE person > ? ORDER BY person",
      person,
    );
    for (const { body } of rows) yield JSON.parse(body) as PersonFact;
  }
}
