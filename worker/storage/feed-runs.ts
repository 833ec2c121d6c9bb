import { hashOf, HashSet } from "../core/visit/index.ts";

export const FEED_RUN_TABLES = `CREATE TABLE feed_runs (feed TEXT NOT NULL, run TEXT NOT NULL, part INTEGER NOT NULL, items BLOB NOT NULL, PRIMARY KEY (feed, run, part)) WITHOUT ROWID`;

/**
 * Which items the latest run of each feed brought, as hashes in one row a batch: marking each item
 * would rewrite the whole catalogue with every run, though most of it is as it was.
 */
export class FeedRuns {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Notes items of a run. Those of the feed's other runs are forgotten. */
  mark(feed: string, run: string, items: readonly string[]): void {
    this.#sql.exec("DELETE FROM feed_runs WHERE feed = ? AND run <> ?", feed, run);
    const hashes = new HashSet();
    for (const item of items) hashes.add(hashOf(item));
    this.#sql.exec(
      `INSERT INTO feed_runs (feed, run, part, items)
       SELECT ?1, ?2, ifnull(max(part), 0) + 1, ?3 FROM feed_runs WHERE feed = ?1 AND run = ?2`,
      feed,
      run,
      hashes.encode(),
    );
  }

  /** Tells of an item whether the run brought it; null when nothing is known of the run. */
  brought(feed: string, run: string): ((item: string) => boolean) | null {
    const rows = this.#sql.exec<{ items: ArrayBuffer }>(
      "SELECT items FROM feed_runs WHERE feed = ? AND run = ?",
      feed,
      run,
    );
    const known = new HashSet();
    for (const { items } of rows) known.addAll(new Uint8Array(items));
    return known.size === 0 ? null : (item) => known.has(hashOf(item));
  }
}
