import type { OrderRecord } from "../core/customer/index.ts";
import { dayOf } from "../core/measure/index.ts";
import type { OrderFact } from "../core/orders/index.ts";
import { orderReport, type OrderReportQuery, type ReportSources } from "../core/reports/index.ts";
import type { OrderStore } from "../storage/order-store.ts";
import { BuyerBooks } from "./buyer-books.ts";
import { CustomerBook } from "./customer-book.ts";

/** Answers that are kept, the latest asked. */
const MAX_ANSWERS = 40;
/** For so long stands what was read from visits, which come all the time. */
const VISITS_STAND_MS = 60_000;

interface Answer {
  is: object;
  /** Epoch ms of the shop's clock. */
  at: number;
  readsVisits: boolean;
}

type Visits = Pick<ReportSources, "visits" | "people">;

/**
 * All orders of a ledger in memory, as reports read them: read from the rows when one is asked for,
 * and kept up to date by what is folded. Answers are kept until an order changes or the day does.
 */
export class OrderBook {
  readonly #store: OrderStore;
  readonly #sources: Visits;
  readonly #buyers = new BuyerBooks(() => this.#all().values());
  /** The same orders by customer. */
  readonly customers = new CustomerBook(this.#buyers);
  #orders: Map<string, OrderRecord> | null = null;
  readonly #answers = new Map<string, Answer>();

  /** @param sources all facts of visits and people, as far as reports read them one by one */
  constructor(store: OrderStore, sources: Visits) {
    this.#store = store;
    this.#sources = sources;
  }

  report(query: OrderReportQuery): object {
    const key = JSON.stringify({ ...query, at: dayOf(query.at) });
    const known = this.#answers.get(key);
    if (known !== undefined && stands(known, query.at)) return known.is;
    let readsVisits = false;
    const visits = () => {
      readsVisits = true;
      return this.#sources.visits();
    };
    const { people } = this.#sources;
    const is = orderReport(
      { book: this.#buyers.at({ ...query, now: query.at }), visits, people },
      query,
    );
    this.#answers.delete(key);
    this.#answers.set(key, { is, at: query.at, readsVisits });
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > MAX_ANSWERS) this.#answers.delete(oldest!);
    return is;
  }

  #all(): Map<string, OrderRecord> {
    this.#orders ??= new Map(Array.from(this.#store.orders(), (fact) => [fact.id, recordOf(fact)]));
    return this.#orders;
  }

  note(fact: OrderFact): void {
    this.#answers.clear();
    this.#buyers.note();
    this.customers.note();
    if (fact.gone) this.#orders?.delete(fact.id);
    else this.#orders?.set(fact.id, recordOf(fact));
  }

  /** Forgets all: what was noted may not have been written. */
  discard(): void {
    this.#orders = null;
    this.#answers.clear();
    this.#buyers.note();
    this.customers.note();
  }
}

const stands = ({ at, readsVisits }: Answer, now: number): boolean =>
  !readsVisits || Math.abs(now - at) < VISITS_STAND_MS;

/** Reports read no lines of orders that name nobody: a quarter of a till's lines are such. */
const recordOf = ({ order }: OrderFact): OrderRecord =>
  order.person === null ? { ...order, lines: [] } : order;
