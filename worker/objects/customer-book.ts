import {
  type Buyer,
  type CustomerSettings,
  localDay,
  type ShopNumbers,
  shopNumbers,
} from "../core/customer/index.ts";
import { type CustomerStanding, standingsOf } from "../core/reports/index.ts";
import type { BuyerBooks } from "./buyer-books.ts";

/** The numbers of a day stand until orders for this share of all have changed. */
const STALE_SHARE = 0.01;

/**
 * A shop's customers in memory: their valid orders, and the numbers that each of them is compared with,
 * computed once a day.
 */
export class CustomerBook {
  readonly #books: BuyerBooks;
  #numbers: { day: number; key: string; orders: number; is: ShopNumbers } | null = null;
  /** Orders that have changed since the numbers were computed. */
  #changed = 0;

  constructor(books: BuyerBooks) {
    this.#books = books;
  }

  /** Everybody with a valid order until `now` (epoch ms). */
  buyers({ zone }: Pick<CustomerSettings, "zone">, now: number): Buyer[] {
    return this.#books.at({ zone, now, currency: null }).buyers;
  }

  /** What customers are compared with: once a day, and anew when one order in a hundred has changed. */
  numbers(settings: CustomerSettings, now: number): ShopNumbers {
    const { zone, rfmCuts } = settings;
    const [day, key] = [localDay(now, zone), JSON.stringify([zone, rfmCuts])];
    const known = this.#numbers;
    const isFresh = known?.day === day && known.key === key;
    if (isFresh && this.#changed <= STALE_SHARE * known.orders) return known.is;
    const buyers = this.buyers(settings, now);
    const orders = buyers.reduce((sum, buyer) => sum + buyer.orders.length, 0);
    this.#numbers = { day, key, orders, is: shopNumbers(buyers, now, settings) };
    this.#changed = 0;
    return this.#numbers.is;
  }

  /** The segments by orders of everybody whose name comes after `after`. */
  standings(settings: CustomerSettings, now: number, after = ""): CustomerStanding[] {
    const numbers = this.numbers(settings, now);
    const buyers = this.buyers(settings, now).filter(({ person }) => person > after);
    return standingsOf(buyers, now, settings, numbers);
  }

  /** An order has changed. */
  note(): void {
    this.#changed += 1;
  }
}
