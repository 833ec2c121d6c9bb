import type { Card, ItemUse, Offer, PriceFacts, Word } from "../core/catalogue/index.ts";
import { FEED_RUN_TABLES } from "./feed-runs.ts";
import { INBOX_DUE, INBOX_TABLES } from "./inbox.ts";
import { LEDGER_TABLES } from "./price-ledger.ts";
import { WAITING_TABLES } from "./waiting-store.ts";

export const CATALOGUE_STEPS = [
  `CREATE TABLE items (id TEXT PRIMARY KEY, card TEXT NOT NULL, price INTEGER, added INTEGER NOT NULL) WITHOUT ROWID;
   CREATE TABLE prices (seq INTEGER PRIMARY KEY, item TEXT NOT NULL, time INTEGER NOT NULL, price INTEGER, currency TEXT, availability TEXT NOT NULL)`,
  `${INBOX_TABLES}
   CREATE TABLE learnt (item TEXT PRIMARY KEY, word TEXT NOT NULL) WITHOUT ROWID`,
  `${LEDGER_TABLES}
   ALTER TABLE items ADD COLUMN since INTEGER;
   ALTER TABLE items ADD COLUMN reference INTEGER;
   ALTER TABLE items ADD COLUMN feed TEXT;
   ${FEED_RUN_TABLES};
   ${WAITING_TABLES}`,
  INBOX_DUE,
];

export interface StoredItem {
  card: Card;
  /** When it was first seen (epoch ms). */
  added: number;
  /** On whose word it stands; null for the shop's own. */
  word: Word | null;
  /** The feed that brought it; null where none did. */
  feed: string | null;
  /** Null where the ledger knows no price. */
  facts: PriceFacts | null;
}

/** Items as they are. */
export class CatalogueStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  item(id: string): StoredItem | null {
    const [row] = this.#sql.exec<{
      card: string;
      added: number;
      word: string | null;
      feed: string | null;
      since: number | null;
      reference: number | null;
    }>(
      "SELECT card, added, word, feed, since, reference FROM items LEFT JOIN learnt ON item = id WHERE id = ?",
      id,
    );
    if (row === undefined) return null;
    const { added, feed, since, reference } = row;
    const word = row.word === null ? null : (JSON.parse(row.word) as Word);
    const facts = since === null ? null : { since, reference };
    return { card: JSON.parse(row.card) as Card, added, word, feed, facts };
  }

  /** An item with what the ledger and its waiting list say of it. */
  cardWithOffer(id: string): Card | null {
    const [row] = this.#sql.exec<{
      card: string;
      since: number | null;
      reference: number | null;
      served: number | null;
    }>(
      "SELECT card, since, reference, served FROM items LEFT JOIN waiting_lists ON item = id WHERE id = ?",
      id,
    );
    if (row === undefined) return null;
    const { since, reference, served } = row;
    const offer: Offer = { since, reference, served: served ?? 0 };
    return { ...(JSON.parse(row.card) as Card), offer };
  }

  /** What the merchant says of how items are used up; those of which nothing is said are left out. */
  uses(): ItemUse[] {
    const rows = this.#sql.exec<{
      id: string;
      days: number | null;
      lag: number | null;
      again: number | null;
    }>(
      `SELECT id, card ->> 'days_per_unit' AS days, card ->> 'start_lag_days' AS lag, card ->> 'replenishable' AS again
       FROM items WHERE coalesce(days, lag, again) IS NOT NULL`,
    );
    return Array.from(rows, ({ id, days, lag, again }) => ({
      item: id,
      ...(days !== null && { daysPerUnit: days }),
      ...(lag !== null && { startLag: lag }),
      ...(again !== null && { replenishable: again === 1 }),
    }));
  }

  put({ card, added, word, feed, facts }: StoredItem): void {
    this.#sql.exec(
      `INSERT INTO items (id, card, price, added, feed, since, reference) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
       ON CONFLICT (id) DO UPDATE SET card = ?2, price = ?3, feed = ?5, since = ?6, reference = ?7`,
      card.id,
      JSON.stringify(card),
      card.price,
      added,
      feed,
      facts?.since ?? null,
      facts?.reference ?? null,
    );
    if (word !== null)
      this.#sql.exec(
        "INSERT OR REPLACE INTO learnt (item, word) VALUES (?, ?)",
        card.id,
        JSON.stringify(word),
      );
  }

  /** The item is the shop's own from now on. */
  dropWord(id: string): void {
    this.#sql.exec("DELETE FROM learnt WHERE item = ?", id);
  }

  /** Whether there was such an item. */
  remove(id: string): boolean {
    this.dropWord(id);
    const gone = this.#sql.exec("DELETE FROM items WHERE id = ? RETURNING id", id);
    return gone.toArray().length > 0;
  }

  /** Ids of the items that a feed brought. */
  ofFeed(feed: string): string[] {
    return this.#sql
      .exec<{ id: string }>("SELECT id FROM items WHERE feed = ?", feed)
      .toArray()
      .map(({ id }) => id);
  }

  countLearnt(): number {
    return this.#sql.exec<{ n: number }>("SELECT count(*) AS n FROM learnt").one().n;
  }
}
