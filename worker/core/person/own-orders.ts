import { type Buyer, buyersOf, type CustomerSettings } from "../customer/index.ts";
import type { OrderStore } from "../orders/index.ts";

/**
 * A person's valid orders until `now` (epoch ms), or null for whoever has none: those in the shop's
 * currency or, where there is none in it, in that of most.
 */
export function ownOrders(
  store: OrderStore,
  { zone, currency }: CustomerSettings,
  now: number,
): Buyer | null {
  const orders = Array.from(store.orders(), ({ order }) => order);
  const isOurs = orders.some((order) => order.currency === currency);
  const { buyers } = buyersOf(orders, { zone, now, ...(isOurs && { currency }) });
  return buyers[0] ?? null;
}
