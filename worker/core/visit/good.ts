import type { EventItem, VisitEvent } from "./event.ts";

/**
 * An item as visits and orders keep it: with all that it is counted by. What is not known is left
 * out, since a person keeps hundreds of these.
 */
export interface Good {
  id: string;
  category: string;
  brand?: string;
  /** What the page showed or the buyer paid for one: minor units of `currency`. */
  price?: number;
  currency?: string;
  /** The search that came before it in the same visit. */
  search?: string;
}

/** A line of an order or a cart. */
export interface Line extends Good {
  quantity: number;
}

/** What the shop and the visit know of an event's item. */
interface Known {
  category: string;
  brand: string | null;
  search: string | null;
}

/** An event's item under the category and brand, and after the search, that it belongs to. */
export function goodOf(
  { id, price }: EventItem,
  { currency }: Pick<VisitEvent, "currency">,
  { category, brand, search }: Known,
): Good {
  const good: Good = { id, category };
  if (brand) good.brand = brand;
  if (price !== null && currency !== null) {
    good.price = price;
    good.currency = currency;
  }
  if (search !== null) good.search = search;
  return good;
}
