import { CURRENCY, ga4Item } from "../catalogue.ts";
import type { Order, Product } from "../fixture.ts";
import type { Item } from "../../worker/wire/event.ts";
import { arrival } from "./arrivals.ts";
import { GRANTED, pounds, Recorder, type Visit } from "./recorder.ts";
import { randomOf } from "./random.ts";
import { land } from "./landing.ts";

/** A shop-sized basket is looked at product by product; the rest of a larger one is added from a list. */
const MOST_PRODUCTS_VIEWED = 15;

const BUYER = "d-c";
export const buyerId = (customer: string) => BUYER + customer;
/** The customer whose visitor id this is; null for a stranger's. */
export const customerOf = (visitor: string): string | null =>
  visitor.startsWith(BUYER) ? visitor.slice(BUYER.length) : null;

/** The visit that ended in a real order. What is bought, for how much and when is the data's. */
export function buyingVisit(
  order: Order,
  time: number,
  known: boolean,
  productOf: ReadonlyMap<string, Product>,
): Visit {
  const session = `d-o${order.id}`;
  const random = randomOf(session);
  const came = arrival(random, known);
  const recorder = new Recorder(session, random, came);
  const items = itemsOf(order.lines, productOf);
  const viewed = items.slice(0, MOST_PRODUCTS_VIEWED);

  const first = productOf.get(viewed[0]!.item_id)!;
  if (came.lands !== "product") land(recorder, came.lands, first);
  for (const item of viewed) {
    recorder.openProduct(productOf.get(item.item_id)!);
    recorder.commerce("add_to_cart", [item]);
    recorder.wait(1, 5);
  }
  if (items.length > viewed.length) {
    recorder.openPage("/search/", "Search");
    recorder.commerce("add_to_cart", items.slice(viewed.length));
    recorder.wait(30, 120);
  }

  recorder.openPage("/cart/", "Your basket");
  recorder.commerce("view_cart", items);
  recorder.wait(5, 40);
  recorder.openPage("/checkout/", "Checkout");
  recorder.commerce("begin_checkout", items);
  recorder.wait(40, 180);
  recorder.openPage("/thanks/", "Thank you");
  recorder.commerce("purchase", items, { transaction_id: order.id });
  recorder.wait(3, 20);
  return recorder.finish(buyerId(order.customer), time, "purchase");
}

/** A cancellation as the shop's back office would report it: a refund outside any visit. */
export function refund(order: Order, time: number, productOf: ReadonlyMap<string, Product>): Visit {
  const items = itemsOf(order.lines, productOf);
  const value = items.reduce((sum, item) => sum + item.price! * item.quantity!, 0);
  return {
    visitor: buyerId(order.customer),
    session: null,
    consent: GRANTED,
    events: [
      {
        id: `d-r${order.id}`,
        name: "refund",
        time: new Date(time).toISOString(),
        currency: CURRENCY,
        value: pounds(value),
        transaction_id: order.id,
        items,
      },
    ],
  };
}

/** Order lines as GA4 items, with the name of today and the price of the day. */
export function itemsOf(lines: Order["lines"], productOf: ReadonlyMap<string, Product>): Item[] {
  return lines.map(({ item, quantity, price }) => ({
    ...ga4Item(productOf.get(item)!),
    price,
    quantity,
  }));
}
