import { type Card, isOutOfStock } from "../core/catalogue/index.ts";
import {
  axesOf,
  type AxisFacts,
  FactsIndex,
  stockKey,
  type StockQuery,
} from "../core/recommend/index.ts";

/**
 * What the catalogue knows of axes. The index is read from the items when it is first asked for, and
 * then follows what is put and removed.
 */
export class CatalogueFacts {
  readonly #sql: Pick<SqlStorage, "exec">;
  #index: FactsIndex | null = null;

  constructor(sql: Pick<SqlStorage, "exec">) {
    this.#sql = sql;
  }

  /** @param added when the catalogue first saw it (epoch ms) */
  put(card: Card, added: number): void {
    this.#index?.put(listed(card, added));
  }

  remove(id: string): void {
    this.#index?.remove(id);
  }

  /** Called when what was put may not have been stored. */
  forget(): void {
    this.#index = null;
  }

  of(axes: readonly string[]): Map<string, AxisFacts> {
    const index = this.#loaded();
    return new Map(
      axes.map((axis) => {
        const { rated, newest, ...facts } = index.of(axis);
        return [axis, { ...facts, rated: this.#cards(rated), newest: this.#cards(newest) }];
      }),
    );
  }

  /** By `stockKey`: ids of what is offered within each query, so many items at most. */
  stock(queries: readonly StockQuery[], count: number): Map<string, string[]> {
    const index = this.#loaded();
    return new Map(queries.map((query) => [stockKey(query), index.stock(query, count)]));
  }

  #loaded(): FactsIndex {
    return (this.#index ??= this.#load());
  }

  #load(): FactsIndex {
    const index = new FactsIndex();
    const rows = this.#sql.exec<{ card: string; added: number }>("SELECT card, added FROM items");
    for (const { card, added } of rows) index.put(listed(JSON.parse(card) as Card, added));
    return index;
  }

  #cards(ids: readonly string[]): Card[] {
    return ids.flatMap((id) => {
      const [row] = this.#sql.exec<{ card: string }>("SELECT card FROM items WHERE id = ?", id);
      return row === undefined ? [] : [JSON.parse(row.card) as Card];
    });
  }
}

const listed = (card: Card, added: number) => ({
  id: card.id,
  axes: axesOf({ ...card, category: card.product_type }),
  price: card.price,
  currency: card.currency,
  rating: card.rating ?? null,
  since: card.first_seen ?? added,
  group: card.group,
  isOffered: !isOutOfStock(card),
});
