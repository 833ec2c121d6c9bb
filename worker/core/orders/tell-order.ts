import type { OrderReply, OrderStatus } from "../../wire/order.ts";
import { formatPrice } from "../catalogue/index.ts";
import { customerOf, type OrderRecord } from "../customer/index.ts";

/** What an order has come to; one that is refunded in part still stands. */
export function statusOf({ value, refunded = 0, cancelled, delivered, test }: Fate): OrderStatus {
  if (test) return "test";
  if (cancelled) return "cancelled";
  if (refunded > 0 && refunded >= (value ?? 0)) return "refunded";
  return (delivered ?? null) === null ? "placed" : "delivered";
}

/** What has become of an order; what did not happen may be left out. */
interface Fate extends Partial<Pick<OrderRecord, "refunded" | "cancelled" | "delivered" | "test">> {
  value: number | null;
}

/** An order as the API tells it. */
export function tellOrder(order: OrderRecord): OrderReply {
  const { person, currency } = order;
  const money = (minor: number) => formatPrice(minor, currency);
  const customer = person === null ? null : customerOf(person);
  return {
    transaction_id: order.transaction,
    customer_id: customer,
    visitor_id: customer === null ? person : null,
    time: new Date(order.time).toISOString(),
    status: statusOf(order),
    value: money(order.value),
    refunded: money(order.refunded),
    net: money(order.value - order.refunded),
    channel: order.channel,
    delivered: order.delivered === null ? null : new Date(order.delivered).toISOString(),
    subscription: order.subscription,
    items: order.lines.map(({ item, category, quantity, price, returned }) => ({
      item_id: item,
      item_category: category,
      quantity,
      price: money(price),
      returned,
    })),
  };
}
