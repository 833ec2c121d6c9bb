import type { OrderFact, OrderStore, RefundFact, SalesFact } from "../core/orders/index.ts";
import { checkedSize } from "./limits.ts";

/**
 * The orders and refunds of one person, a row each. What is put is kept aside until `flush`, which
 * belongs into the commit of the person's row.
 *
 * The table is made by the first flush, so that people who never bought have none.
 */
export class PersonOrders implements OrderStore {
  readonly #sql: SqlStorage;
  readonly #staged = new Map<string, SalesFact>();
  #hasTable = false;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  order(transaction: string): OrderFact | null {
    return this.#read(`o/${transaction}`) as OrderFact | null;
  }

  refund(id: string): RefundFact | null {
    return this.#read(`r/${id}`) as RefundFact | null;
  }

  *orders(): Generator<OrderFact> {
    for (const fact of this.#staged.values()) if (fact.kind === "order") yield fact;
    for (const fact of this.page("o/", Number.MAX_SAFE_INTEGER))
      if (fact.kind === "order" && !this.#staged.has(keyOf(fact))) yield fact;
  }

  /** Orders and refunds by key, after `after`, at most `limit`; to list them, and to hand them over. */
  page(after: string, limit: number): SalesFact[] {
    if (!this.#hasTable) return [];
    return this.#sql
      .exec<{ body: string }>(
        "SELECT body FROM sales WHERE key > ? ORDER BY key LIMIT ?",
        after,
        limit,
      )
      .toArray()
      .map(({ body }) => JSON.parse(body) as SalesFact);
  }

  put(fact: SalesFact): void {
    this.#staged.set(keyOf(fact), fact);
  }

  /** Takes out what has gone to another record. */
  drop(facts: readonly SalesFact[]): void {
    if (!this.#hasTable) return;
    for (const fact of facts) this.#sql.exec("DELETE FROM sales WHERE key = ?", keyOf(fact));
  }

  /** Whether there is something to flush. */
  get hasStaged(): boolean {
    return this.#staged.size > 0;
  }

  /** Writes what was put. */
  flush(): void {
    if (this.#staged.size === 0) return;
    if (!this.#hasTable)
      this.#sql.exec("CREATE TABLE sales (key TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID");
    this.#hasTable = true;
    for (const [key, fact] of this.#staged)
      this.#sql.exec(
        "INSERT OR REPLACE INTO sales (key, body) VALUES (?, ?)",
        key,
        checkedSize("an order", JSON.stringify(fact)),
      );
    this.#staged.clear();
  }

  /**
   * Forgets what was put and not written: it is not so.
   *
   * @param tables by `tablesOf`
   */
  reload(tables: ReadonlySet<string>): void {
    this.#staged.clear();
    this.#hasTable = tables.has("sales");
  }

  #read(key: string): SalesFact | null {
    const staged = this.#staged.get(key);
    if (staged !== undefined) return staged;
    if (!this.#hasTable) return null;
    const [row] = this.#sql.exec<{ body: string }>("SELECT body FROM sales WHERE key = ?", key);
    return row === undefined ? null : (JSON.parse(row.body) as SalesFact);
  }
}

/** The row of a fact. */
export const keyOf = (fact: SalesFact): string => `${fact.kind === "order" ? "o" : "r"}/${fact.id}`;
