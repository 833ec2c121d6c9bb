import type { Booked, OrderStore, OrderTold, Teller } from "./fact.ts";
import { rejected } from "./fact.ts";
import { deliverOrder, placeOrder } from "./place.ts";
import { bookRefund } from "./refund.ts";

/** Books whatever is told of an order. */
export function book(store: OrderStore, told: OrderTold, teller: Teller): Booked {
  if (told.tells === "order") return placeOrder(store, told, teller);
  const booked =
    told.tells === "refund" ? bookRefund(store, told, teller) : deliverOrder(store, told, teller);
  return booked ?? rejected(`no order ${told.transaction} is known`);
}
