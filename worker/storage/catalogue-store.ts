import type { Card, PriceChange } from "../core/catalogue/index.ts";

export const CATALOGUE_STEPS = [
  `CREATE TABLE items (id TEXT PRIMARY KEY, card TEXT NOT NULL, price INTEGER, added INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE prices (seq INTEGER PRIMARY KEY, item TEXT NOT NULL, time INTEGER NOT NULL, price INTEGER, currency TEXT, availability TEXT NOT NULL)`,
];

/** Items as they are, and the ledger of what each cost and whether it was to be had, and when. */
export class CatalogueStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  card(id: string): Card | null {
    const [row] = this.#sql.exec<{ card: string }>("SELECT card FROM items WHERE id = ?", id);
    return row === undefined ? null : (JSON.parse(row.card) as Card);
  }

  put(card: Card, now: number): void {
    this.#sql.exec(
      "INSERT INTO items (id, card, price, added) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (id) DO UPDATE SET card = ?2, price = ?3",
      card.id,
      JSON.stringify(card),
      card.price,
      now,
    );
  }

  recordPrice(card: Card, now: number): void {
    this.#sql.exec(
      "INSERT INTO prices (item, time, price, currency, availability) VALUES (?, ?, ?, ?, ?)",
      card.id,
      now,
      card.price,
      card.currency,
      card.availability,
    );
  }

  /** The latest `limit` rows of the price ledger, newest first. */
  latestPrices(limit: number): PriceChange[] {
    return this.#sql
      .exec<{ item: string; time: number; price: number | null; currency: string | null }>(
        "SELECT item, time, price, currency FROM prices ORDER BY seq DESC LIMIT ?",
        limit,
      )
      .toArray();
  }

  prices(): number[] {
    return this.#sql
      .exec<{ price: number }>("SELECT price FROM items WHERE price IS NOT NULL")
      .toArray()
      .map((row) => row.price);
  }

  /** Items added last, so that a shop without sales has something to show. */
  newest(limit: number): Card[] {
    return this.#sql
      .exec<{ card: string }>("SELECT card FROM items ORDER BY added DESC, id LIMIT ?", limit)
      .toArray()
      .map((row) => JSON.parse(row.card) as Card);
  }
}
