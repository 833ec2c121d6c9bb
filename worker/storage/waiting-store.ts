import type { Place } from "../core/catalogue/index.ts";

/**
 * Who waits for which item, and how far each list has been served. `served` of a person is when a
 * piece was promised (epoch ms), of a list a count; `lapses` is when the oldest promise ends.
 */
export const WAITING_TABLES = `CREATE TABLE waiting (item TEXT NOT NULL, person TEXT NOT NULL, joined INTEGER NOT NULL, served INTEGER, PRIMARY KEY (item, person)) WITHOUT ROWID;
   CREATE TABLE waiting_lists (item TEXT PRIMARY KEY, free INTEGER NOT NULL, served INTEGER NOT NULL, lapses INTEGER) WITHOUT ROWID`;

/** The lists of people who wait for items, in the order in which they asked. */
export class WaitingStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Keeps the place of who is in the list already. */
  join(item: string, person: string, joined: number): void {
    this.#sql.exec(
      "INSERT OR IGNORE INTO waiting (item, person, joined) VALUES (?, ?, ?)",
      item,
      person,
      joined,
    );
  }

  /** Takes a person out of a list; what place they had. */
  leave(item: string, person: string): Place {
    const place = this.place(item, person);
    if (place !== "gone")
      this.#sql.exec("DELETE FROM waiting WHERE item = ? AND person = ?", item, person);
    return place;
  }

  /** Items that these people wait for, with who it is. */
  listsOf(names: readonly string[]): { item: string; person: string }[] {
    return this.#sql
      .exec<{ item: string; person: string }>(
        "SELECT item, person FROM waiting WHERE person IN (SELECT value FROM json_each(?))",
        JSON.stringify(names),
      )
      .toArray();
  }

  place(item: string, person: string): Place {
    const [row] = this.#sql.exec<{ served: number | null }>(
      "SELECT served FROM waiting WHERE item = ? AND person = ?",
      item,
      person,
    );
    return row === undefined ? "gone" : (row.served ?? "waiting");
  }

  /** People in a list, and to how many of them a piece is promised. */
  count(item: string): { people: number; promised: number } {
    return this.#sql
      .exec<{ people: number; promised: number }>(
        "SELECT count(*) AS people, count(served) AS promised FROM waiting WHERE item = ?",
        item,
      )
      .one();
  }

  /** Takes out whoever has waited since before `oldest`, and still does. */
  forget(item: string, oldest: number): void {
    this.#sql.exec(
      "DELETE FROM waiting WHERE item = ? AND joined < ? AND served IS NULL",
      item,
      oldest,
    );
  }

  /** Promises a piece each to the first `pieces` who wait; how many they are. */
  promise(item: string, pieces: number, now: number): number {
    return this.#sql
      .exec(
        `UPDATE waiting SET served = ?1 WHERE item = ?2 AND person IN
         (SELECT person FROM waiting WHERE item = ?2 AND served IS NULL ORDER BY joined, person LIMIT ?3)
       RETURNING person`,
        now,
        item,
        pieces,
      )
      .toArray().length;
  }

  /** Promises that cannot be kept: those who had one wait again, where they stood. */
  takeBack(item: string): void {
    this.#sql.exec("UPDATE waiting SET served = NULL WHERE item = ? AND served IS NOT NULL", item);
  }

  /** Takes out whoever was promised a piece by `until`; how many they are. */
  passOn(item: string, until: number): number {
    return this.#sql
      .exec("DELETE FROM waiting WHERE item = ? AND served <= ? RETURNING person", item, until)
      .toArray().length;
  }

  /** Pieces that are promised to nobody, negative when more were promised than are there; null for an item that nobody has waited for. */
  free(item: string): number | null {
    const [row] = this.#sql.exec<{ free: number }>(
      "SELECT free FROM waiting_lists WHERE item = ?",
      item,
    );
    return row?.free ?? null;
  }

  /** Notes how far a list is served; `isNews` has those who wait ask again. */
  setFree(item: string, free: number, placeMs: number, isNews: boolean): void {
    this.#sql.exec(
      `INSERT INTO waiting_lists (item, free, served, lapses)
       SELECT ?1, ?2, ?4, min(served) + ?3 FROM waiting WHERE item = ?1
       ON CONFLICT (item) DO UPDATE SET free = ?2, served = served + ?4, lapses = excluded.lapses`,
      item,
      free,
      placeMs,
      isNews ? 1 : 0,
    );
  }

  /** Lists with a promise that ends by `now`. */
  lapsed(now: number): string[] {
    return this.#sql
      .exec<{ item: string }>("SELECT item FROM waiting_lists WHERE lapses <= ?", now)
      .toArray()
      .map(({ item }) => item);
  }

  /** When the next promise ends (epoch ms), or null. */
  nextLapse(): number | null {
    return this.#sql
      .exec<{ lapses: number | null }>("SELECT min(lapses) AS lapses FROM waiting_lists")
      .one().lapses;
  }
}
