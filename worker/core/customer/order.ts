/** A line of an order: one article in one quantity at one price. */
export interface OrderLine {
  item: string;
  /** Google product type, `A > B`; empty when unknown. */
  category: string;
  quantity: number;
  /** Minor units a unit; 0 when unknown. */
  price: number;
  /** Units that came back. */
  returned: number;
}

/** An order as the ledger keeps it: what was placed, and what became of it. */
export interface OrderRecord {
  transaction: string;
  /** Whose it is (`c/<customer>` or a visitor's id); null when nobody is named. */
  person: string | null;
  /** Epoch ms. */
  time: number;
  /** Only the day of `time` in the shop's calendar is known. */
  dateOnly: boolean;
  /** ISO 4217. */
  currency: string;
  /** Minor units, as placed. */
  value: number;
  /** Minor units that were given back. */
  refunded: number;
  cancelled: boolean;
  test: boolean;
  /** Renewed by a subscription, not by a decision. */
  subscription: boolean;
  lines: OrderLine[];
  /** GA4 channel group of the visit that it came from; null when none is known. */
  channel: string | null;
  /** Epoch ms; null until it arrived. */
  delivered: number | null;
}

/** An order that counts (METHODS §4), net of what came back. */
export interface ValidOrder {
  /** Of the group's first order, see `Buyer`. */
  transaction: string;
  /** Epoch ms. */
  time: number;
  /** Minor units of `currency`. */
  net: number;
  currency: string;
  /** What was kept: lines with their returned units taken off. */
  lines: OrderLine[];
  channel: string | null;
  delivered: number | null;
  subscription: boolean;
}

/**
 * Somebody with at least one valid order, the oldest first. Orders less than 24 h after the first of a
 * group are one (with dates only: those of the same calendar day).
 */
export interface Buyer {
  person: string;
  orders: ValidOrder[];
  /** What went wrong with some of the orders that were placed; absent when nothing did. */
  troubles?: Troubles;
}

/** Orders, those that do not count included. */
export interface Troubles {
  /** Orders placed; tests left out. */
  placed: number;
  /** The sum over them of the share that was cancelled, refunded or sent back, each 0 to 1. */
  undone: number;
}
