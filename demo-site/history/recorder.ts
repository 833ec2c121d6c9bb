import type { Consent } from "../../worker/wire/batch.ts";
import type { Event, Item } from "../../worker/wire/event.ts";
import { ga4Item, CURRENCY, productPath } from "../catalogue.ts";
import type { Product } from "../fixture.ts";
import type { Arrival } from "./arrivals.ts";
import { SECOND } from "./calendar.ts";
import { between, type Random } from "./random.ts";

/** One body of `POST /v1/events`, sent with the secret key. A refund belongs to no session. */
export interface Visit {
  visitor: string;
  session: string | null;
  consent: Consent;
  events: Event[];
}

export const SHOP_ORIGIN = "https://lantern-and-thistle.example";
export const GRANTED: Consent = {
  analytics_storage: "granted",
  ad_storage: "granted",
  ad_user_data: "granted",
  ad_personalization: "granted",
};

/** Pounds without the dust of binary fractions. */
export const pounds = (amount: number) => Math.round(amount * 100) / 100;
const worth = (items: readonly Item[]) =>
  pounds(items.reduce((sum, item) => sum + (item.price ?? 0) * (item.quantity ?? 1), 0));

/**
 * Writes down a visit page by page the way the tag would. Times begin at 0 and are moved to where the
 * visit belongs when it is finished, since only its last page may have a known time.
 */
export class Recorder {
  readonly #session: string;
  readonly #random: Random;
  readonly #events: (Event & { at: number })[] = [];
  #at = 0;
  #seq = 0;
  #views = 0;
  #pageBegan = 0;
  #referrer: string;
  #query: string;
  #page: { url: string; title: string } | null = null;

  constructor(session: string, random: Random, arrival: Arrival) {
    this.#session = session;
    this.#random = random;
    this.#referrer = arrival.referrer;
    this.#query = arrival.query;
  }

  /** Lets time pass on the page. */
  wait(low: number, high: number): void {
    this.#at += Math.round(between(this.#random, low, high) * SECOND);
  }

  openPage(path: string, title: string): void {
    this.leavePage();
    const url = SHOP_ORIGIN + path + this.#query;
    this.#page = { url, title };
    this.#pageBegan = this.#at;
    this.#views++;
    this.#add({ name: "page_view", page: { url, title, referrer: this.#referrer } });
    this.#referrer = SHOP_ORIGIN + path;
    this.#query = "";
  }

  openProduct(product: Product): void {
    this.openPage(productPath(product.id), product.title);
    this.commerce("view_item", [ga4Item(product)]);
    this.wait(6, 45);
  }

  /** An e-commerce event on the present page; `value` is what its items are worth. */
  commerce(name: string, items: Item[], more: Partial<Event> = {}): void {
    this.#add({ name, currency: CURRENCY, value: worth(items), items, ...more });
  }

  search(term: string): void {
    this.#add({ name: "search", search_term: term });
  }

  /** The leave record: some of the time on a page is spent looking elsewhere. */
  leavePage(): void {
    if (!this.#page) return;
    const visible = this.#at - this.#pageBegan;
    const focused = Math.round(visible * between(this.#random, 0.7, 1));
    const active = Math.round(focused * between(this.#random, 0.3, 0.8));
    const scroll = Math.round(between(this.#random, 15, 100));
    this.#add({ name: "page_leave", engagement: { visible, focused, active, scroll } });
    this.#page = null;
  }

  /** The finished visit, placed so that `anchor` happens at `time`. */
  finish(visitor: string, time: number, anchor: "start" | "purchase"): Visit {
    this.leavePage();
    const fixed = anchor === "start" ? 0 : this.#events.find((e) => e.name === "purchase")!.at;
    const events = this.#events.map(({ at, ...event }) => ({
      ...event,
      time: new Date(time + at - fixed).toISOString(),
    }));
    return { visitor, session: this.#session, consent: GRANTED, events };
  }

  #add(event: Omit<Event, "id">): void {
    const seq = this.#seq++;
    this.#events.push({
      id: `${this.#session}-${seq}`,
      view: `${this.#session}-v${this.#views}`,
      seq,
      at: this.#at,
      ...(this.#page && { page: this.#page }),
      ...event,
    });
  }
}
