import type { PersonFact } from "../core/measure/index.ts";
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

  /** Everybody whose id comes after `person`, by id, read as they are taken. */
  *after(person: string): Generator<PersonFact> {
    const rows = this.#sql.exec<{ body: string }>(
      "SELECT body FROM people WHERE person > ? ORDER BY person",
      person,
    );
    for (const { body } of rows) yield JSON.parse(body) as PersonFact;
  }
}
