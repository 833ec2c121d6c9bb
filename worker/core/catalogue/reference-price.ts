import type { Card } from "./card.ts";

/** Look-back of the price indication rule (Directive 98/6/EC, Article 6a). */
export const REFERENCE_MS = 30 * 86_400_000;

/** One row of the price and stock ledger: what an item became, and when. */
export interface LedgerRow {
  /** Of the catalogue: counted up with each commit that changes a price or stock. */
  version: number;
  /** Epoch ms. */
  time: number;
  /** Minor units; null where the item has no price or is removed. */
  price: number | null;
  currency: string | null;
  availability: Card["availability"] | "removed";
  /** Pieces, or null where nobody counts them. */
  quantity: number | null;
}

/** What the ledger says of the price that an item has now. */
export interface PriceFacts {
  /** When this price began (epoch ms). */
  since: number;
  /**
   * The lowest price of the 30 days before that, in minor units of the same currency; null when
   * nothing is known of them. Only against it may a price be called reduced.
   */
  reference: number | null;
}

/** What the catalogue adds to a card that it hands out. */
export interface Offer {
  /** See `PriceFacts`; null where the ledger knows no price. */
  since: number | null;
  reference: number | null;
  /** Counted up when places in its waiting list were given or passed on; 0 before the first. */
  served: number;
}

/**
 * Reads the facts off an item's ledger, newest row first and no further back than it must; null when
 * the item has no price now. An absence ends no price: what comes back at the price that it had is
 * not reduced anew.
 *
 * Directive 98/6/EC, Article 6a(2): the prior price is the lowest of at least 30 days before the
 * reduction. The reduced price itself is not counted, and a rise to reduce from wins nothing.
 */
export function priceFacts(newestFirst: Iterable<LedgerRow>): PriceFacts | null {
  const rows = newestFirst[Symbol.iterator]();
  const newest = rows.next();
  if (newest.done || newest.value.price === null) return null;
  const { price, currency } = newest.value;
  let since = newest.value.time;
  let reference: number | null = null;
  let isReduction = true;
  /** When the row at hand stopped being in force. */
  let until = since;
  for (let next = rows.next(); !next.done; next = rows.next()) {
    if (until <= since - REFERENCE_MS) break;
    const row = next.value;
    until = row.time;
    if (row.price === null) continue;
    isReduction &&= row.price === price && row.currency === currency;
    if (isReduction) since = row.time;
    else if (row.currency === currency) reference = Math.min(reference ?? Infinity, row.price);
  }
  return { since, reference };
}

/** The lowest price of the 30 days before `now`: what a reduction that began now would have to beat. */
export function lowestBefore(
  now: number,
  currency: string,
  newestFirst: Iterable<LedgerRow>,
): number | null {
  return priceFacts(reducedAt(now, currency, newestFirst))?.reference ?? null;
}

/** The ledger as if the item cost less than ever from `now` on. */
function* reducedAt(
  now: number,
  currency: string,
  newestFirst: Iterable<LedgerRow>,
): Iterable<LedgerRow> {
  const offer = { price: -1, currency, availability: "in_stock", quantity: null } as const;
  yield { version: Infinity, time: now, ...offer };
  yield* newestFirst;
}

/** Whether a price may be shown as reduced, with a line through `reference` or a percentage. */
export const isReduced = (price: number, reference: number | null): boolean =>
  reference !== null && price < reference;
