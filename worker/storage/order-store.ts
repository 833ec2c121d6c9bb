import type { OrderLine, OrderRecord } from "../core/customer/index.ts";
import type { OrderFact, RefundFact, SalesFact } from "../core/orders/index.ts";
import { checkedSize } from "./limits.ts";

/** Orders and refunds of a ledger, by `o/<transaction>` and `r/<refund>`. */
export const SALES_TABLE = `CREATE TABLE sales (key TEXT PRIMARY KEY, version INTEGER NOT NULL, body TEXT NOT NULL) WITHOUT ROWID`;

/** A line of an order as a row has it: a third of what names of fields would take. */
type PackedLine = [item: string, category: string, quantity: number, price: number, back: number];
type PackedOrder = Omit<OrderFact, "order"> & {
  order: Omit<OrderRecord, "lines"> & { lines: PackedLine[] };
};

/** The facts of orders and refunds, which are the truth behind their sums. */
export class OrderStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  order(transaction: string): OrderFact | null {
    return this.#read(`o/${transaction}`) as OrderFact | null;
  }

  refund(id: string): RefundFact | null {
    return this.#read(`r/${id}`) as RefundFact | null;
  }

  /** What is known under the name of a fact. */
  known(fact: SalesFact): SalesFact | null {
    return this.#read(keyOf(fact));
  }

  put(fact: SalesFact): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO sales (key, version, body) VALUES (?, ?, ?)",
      keyOf(fact),
      fact.version,
      checkedSize("an order", JSON.stringify(fact.kind === "order" ? packed(fact) : fact)),
    );
  }

  drop(fact: SalesFact): void {
    this.#sql.exec("DELETE FROM sales WHERE key = ?", keyOf(fact));
  }

  /** All orders and refunds of some people, those too that were taken back. */
  *factsOf(names: readonly string[]): Generator<SalesFact> {
    const rows = this.#sql
      .exec<{ body: string }>(
        "SELECT body FROM sales WHERE json_extract(body, '$.person') IN (SELECT value FROM json_each(?))",
        JSON.stringify(names),
      )
      .toArray();
    for (const { body } of rows) yield factIn(body);
  }

  /** Those of the keys that are known. */
  ofKeys(keys: readonly string[]): SalesFact[] {
    return keys.flatMap((key) => this.#read(key) ?? []);
  }

  /** Orders and refunds after `key`, by key, with their keys: at most `limit`. */
  page(after: string, limit: number): { key: string; fact: SalesFact }[] {
    return this.#sql
      .exec<{ key: string; body: string }>(
        "SELECT key, body FROM sales WHERE key > ? ORDER BY key LIMIT ?",
        after,
        limit,
      )
      .toArray()
      .map(({ key, body }) => ({ key, fact: factIn(body) }));
  }

  /** All orders, which share their ids of items; those that were taken back are left out. */
  *orders(): Generator<OrderFact> {
    const shared = new Map<string, string>();
    const share = (text: string): string => {
      const known = shared.get(text);
      if (known === undefined) shared.set(text, text);
      return known ?? text;
    };
    const rows = this.#sql.exec<{ body: string }>(
      "SELECT body FROM sales WHERE key BETWEEN 'o/' AND 'o0'",
    );
    for (const { body } of rows) {
      const fact = unpacked(JSON.parse(body) as PackedOrder, share);
      if (!fact.gone) yield fact;
    }
  }

  #read(key: string): SalesFact | null {
    const [row] = this.#sql.exec<{ body: string }>("SELECT body FROM sales WHERE key = ?", key);
    return row === undefined ? null : factIn(row.body);
  }
}

function factIn(body: string): SalesFact {
  const fact = JSON.parse(body) as PackedOrder | RefundFact;
  return fact.kind === "order" ? unpacked(fact) : fact;
}

/** The row of a fact. */
export const keyOf = ({ kind, id }: SalesFact): string => `${kind === "order" ? "o" : "r"}/${id}`;

const packed = ({ order, ...fact }: OrderFact): PackedOrder => ({
  ...fact,
  order: {
    ...order,
    lines: order.lines.map(({ item, category, quantity, price, returned }): PackedLine => [
      item,
      category,
      quantity,
      price,
      returned,
    ]),
  },
});

/** @param share answers the one copy of a text that all orders use */
const unpacked = (
  { order, ...fact }: PackedOrder,
  share: (text: string) => string = (text) => text,
): OrderFact => ({
  ...fact,
  order: {
    ...order,
    lines: order.lines.map(([item, category, quantity, price, returned]): OrderLine => ({
      item: share(item),
      category: share(category),
      quantity,
      price,
      returned,
    })),
  },
});
