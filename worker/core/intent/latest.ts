import type { VisitEvent } from "../visit/index.ts";
import { amountOf } from "./cart.ts";

/** What visitors do, in words; a shop's own events are `other`. */
export const ACTIONS = {
  page_view: "Has just turned to another page",
  view_item: "Has just viewed a product",
  view_item_list: "Has just seen a list of products",
  search: "Has just searched",
  add_to_cart: "Has just added to the cart",
  remove_from_cart: "Has just removed from the cart",
  view_cart: "Has just looked into the cart",
  begin_checkout: "Has just begun the checkout",
  add_shipping_info: "Has just given an address",
  add_payment_info: "Has just chosen how to pay",
  login: "Has just logged in",
  other: "Has just done something else",
};
export type Action = keyof typeof ACTIONS;

/** What the visitor did last. */
export interface Latest {
  action: Action;
  /** ms since what came before; 0 for the first, and where a clock runs back. */
  pause: number;
  /** What it was about, in minor units of `currency`; 0 where that is not told. */
  amount: number;
  currency: string | null;
}

/** `before` is when the event before it was, epoch ms, null for the first. */
export function latestOf(event: VisitEvent, before: number | null): Latest {
  return {
    action: Object.hasOwn(ACTIONS, event.name) ? (event.name as Action) : "other",
    pause: before === null ? 0 : Math.max(0, event.time - before),
    amount: amountOf(event),
    currency: event.currency,
  };
}

/** Prices of the items that were viewed: their sum in minor units of `currency`, and how many. */
export interface ViewedPrices {
  sum: number;
  count: number;
  currency: string | null;
}

/** Adds the prices that a `view_item` tells. Another currency begins anew. */
export function addPrices(known: ViewedPrices | undefined, event: VisitEvent): ViewedPrices {
  const isSame = known !== undefined && known.currency === event.currency;
  const prices = isSame ? known : { sum: 0, count: 0, currency: event.currency };
  for (const { price } of event.items) {
    if (price === null || !(price > 0)) continue;
    prices.sum += price;
    prices.count++;
  }
  return prices;
}
