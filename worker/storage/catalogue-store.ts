import type { Card, PriceChange, Word } from "../core/catalogue/index.ts";
import { INBOX_TABLES } from "./inbox.ts";

export const CATALOGUE_STEPS = [
  `CREATE TABLE items (id TEXT PRIMARY KEY, card TEXT NOT NULL, price INTEGER, added INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE prices (seq INTEGER PRIMARY KEY, item TEXT NOT NULL, time INTEGER NOT NULL, price INTEGER, currency TEXT, availability TEXT NOT NULL)`,
  `${INBOX_TABLES}
   CREATE TABLE learnt (item TEXT PRIMARY KEY, word TEXT NOT NULL) WITHOUT ROWID`,
];

/** An item, when it was first seen (epoch ms), and on whose word; null is the shop's own. */
export interface StoredItem {
  card: Card;
  added: number;
  word: Word | null;
}

/** Items as they are, and the ledger of what each cost and whether it was to be had, and when. */
export class CatalogueStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  item(id: string): StoredItem | null {
    const [row] = this.#sql.exec<{ card: string; added: number; word: string | null }>(
      "SELECT card, added, word FROM items LEFT JOIN learnt ON item = id WHERE id = ?",
      id,
    );
    if (row === undefined) return null;
    const word = row.word === null ? null : (JSON.parse(row.word) as Word);
    return { card: JSON.parse(row.card) as Card, added: row.added, word };
  }

  /** `word` is null for an item of the shop's own list. */
  put(card: Card, word: Word | null, now: number): void {
    this.#sql.exec(
      "INSERT INTO items (id, card, price, added) VALUES (?1, ?2, ?3, ?4) ON CONFLICT (id) DO UPDATE SET card = ?2, price = ?3",
      card.id,
      JSON.stringify(card),
      card.price,
      now,
    );
    if (word === null) this.#sql.exec("DELETE FROM learnt WHERE item = ?", card.id);
    else
      this.#sql.exec(
        "INSERT OR REPLACE INTO learnt (item, word) VALUES (?, ?)",
        card.id,
        JSON.stringify(word),
      );
  }

  countLearnt(): number {
    return this.#sql.exec<{ n: number }>("SELECT count(*) AS n FROM learnt").one().n;
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
