import { type BuyerBook, buyersOf, type OrderRecord } from "../core/customer/index.ts";

/** Books that are kept: today's, and of those that somebody looks at beside it. */
const MAX_BOOKS = 4;

export interface BookQuery {
  /** IANA name of the shop's time zone. */
  zone: string;
  /** Epoch ms; what is dated later is left out. */
  now: number;
  /** ISO 4217; null for the currency of most orders. */
  currency: string | null;
}

/** A shop's valid orders by customer, made when a report asks for them and kept until an order changes. */
export class BuyerBooks {
  readonly #orders: () => Iterable<OrderRecord>;
  readonly #books = new Map<string, BuyerBook>();
  /** Time of the latest order (epoch ms); null when it is not known. */
  #latest: number | null = null;

  constructor(orders: () => Iterable<OrderRecord>) {
    this.#orders = orders;
  }

  at({ zone, now, currency }: BookQuery): BuyerBook {
    this.#latest ??= latestOf(this.#orders());
    // All moments after the latest order have the same book.
    const key = JSON.stringify([zone, Math.min(now, this.#latest), currency]);
    let book = this.#books.get(key);
    book ??= buyersOf(this.#orders(), { zone, now, ...(currency !== null && { currency }) });
    this.#books.delete(key);
    this.#books.set(key, book);
    const [oldest] = this.#books.keys();
    if (this.#books.size > MAX_BOOKS) this.#books.delete(oldest!);
    return book;
  }

  /** An order has changed. */
  note(): void {
    this.#books.clear();
    this.#latest = null;
  }
}

function latestOf(orders: Iterable<OrderRecord>): number {
  let latest = -Infinity;
  for (const { time } of orders) latest = Math.max(latest, time);
  return latest;
}
