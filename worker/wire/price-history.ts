import type { AVAILABILITY } from "./catalogue-item.ts";

/** The reply to `GET /v1/items/{id}/prices`. Prices in Google Merchant form, times in ISO 8601. */
export interface PriceHistory {
  id: string;
  /** What is asked now, and since when; null where the item has no price or is gone. */
  price: string | null;
  since: string | null;
  /** The lowest price of the 30 days before `since`: the prior price of a reduction. */
  reference_price: string | null;
  /** The lowest price of the last 30 days: what a reduction that began now would have to beat. */
  lowest_30_days: string | null;
  /** Newest first. */
  changes: PriceChange[];
  next_cursor: string | null;
}

/** What the item became. */
export interface PriceChange {
  time: string;
  price: string | null;
  availability: (typeof AVAILABILITY)[number] | "removed";
  quantity: number | null;
}
