import type { Retention } from "../../wire/privacy.ts";

const DAY_MS = 86_400_000;
const MONTH_MS = (365.25 / 12) * DAY_MS;
/** Journals of people who are idle are looked at on the days after they have become too old. */
const WINDOW_MS = 2 * DAY_MS;

/** Up to when (epoch ms) something of each kind must have happened to be kept. */
export interface Terms {
  visitors: number;
  customers: number;
  journal: number;
  facts: number;
}

/** Customers are kept as long as facts are. */
export const termsAt = ({ visitors, journal, facts }: Retention, now: number): Terms => ({
  visitors: now - visitors * MONTH_MS,
  customers: now - facts * MONTH_MS,
  journal: now - journal * MONTH_MS,
  facts: now - facts * MONTH_MS,
});

/** What is known of how long somebody has been idle. */
export interface Idler {
  person: string;
  /** When they were last heard of (epoch ms). */
  last: number;
  orders: number;
}

/** Somebody with an account or an order. */
export const isCustomer = ({ person, orders }: Pick<Idler, "person" | "orders">): boolean =>
  orders > 0 || person.startsWith("c/");

/** Whether a record has lain idle for longer than it may. */
export const isIdle = (
  idler: Idler,
  { visitors, customers }: Pick<Terms, "visitors" | "customers">,
): boolean => idler.last < (isCustomer(idler) ? customers : visitors);

/** Whether somebody's record is to be looked at now: to go, or to lose its oldest events. */
export const isToBeSeen = (idler: Idler, terms: Terms): boolean =>
  isIdle(idler, terms) || (idler.last < terms.journal && idler.last >= terms.journal - WINDOW_MS);
