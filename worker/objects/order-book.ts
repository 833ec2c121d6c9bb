import type { OrderRecord } from "../core/customer/index.ts";
import { dayOf, type VisitFact } from "../core/measure/index.ts";
import type { OrderFact } from "../core/orders/index.ts";
import { orderReport, type OrderReportQuery } from "../core/reports/index.ts";
import type { OrderStore } from "../storage/order-store.ts";

/** Answers that are kept, the latest asked. */
const MAX_ANSWERS = 40;

/**
 * All orders of a ledger in memory, as reports read them: read from the rows when one is asked for,
 * and kept up to date by what is folded. Answers are kept until an order changes or the day does.
 */
export class OrderBook {
  readonly #store: OrderStore;
  readonly #visits: () => Iterable<VisitFact>;
  #orders: Map<string, OrderRecord> | null = null;
  readonly #answers = new Map<string, object>();

  /** @param visits all facts of visits, as far as reports read them one by one */
  constructor(store: OrderStore, visits: () => Iterable<VisitFact>) {
    this.#store = store;
    this.#visits = visits;
  }

  report(query: OrderReportQuery): object {
    const key = JSON.stringify({ ...query, at: dayOf(query.at) });
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    this.#orders ??= new Map(Array.from(this.#store.orders(), (fact) => [fact.id, recordOf(fact)]));
    const answer = orderReport({ orders: this.#orders.values(), visits: this.#visits }, query);
    this.#answers.set(key, answer);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > MAX_ANSWERS) this.#answers.delete(oldest!);
    return answer;
  }

  note(fact: OrderFact): void {
    this.#answers.clear();
    if (fact.gone) this.#orders?.delete(fact.id);
    else this.#orders?.set(fact.id, recordOf(fact));
  }

  /** Forgets all: what was noted may not have been written. */
  discard(): void {
    this.#orders = null;
    this.#answers.clear();
  }
}

/** Reports read no lines of orders that name nobody: a quarter of a till's lines are such. */
const recordOf = ({ order }: OrderFact): OrderRecord =>
  order.person === null ? { ...order, lines: [] } : order;
