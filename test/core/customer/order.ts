import type { Buyer, OrderRecord, ValidOrder } from "../../../worker/core/customer/index.ts";

export const DAY = 86_400_000;
export const NOW = Date.UTC(2026, 10, 20, 12);

/** An order of one piece at 10.00, paid and kept. */
export function order(over: Partial<OrderRecord> = {}): OrderRecord {
  return {
    transaction: "t1",
    person: "c/ann",
    time: NOW,
    dateOnly: false,
    currency: "EUR",
    value: 1000,
    refunded: 0,
    cancelled: false,
    test: false,
    subscription: false,
    lines: [{ item: "mug", category: "Kitchen > Mugs", quantity: 1, price: 1000, returned: 0 }],
    channel: "Direct",
    delivered: null,
    ...over,
  };
}

/** A valid order `days` before now. */
export function bought(days: number, net = 1000, over: Partial<ValidOrder> = {}): ValidOrder {
  return {
    transaction: `t${days}`,
    time: NOW - days * DAY,
    net,
    currency: "EUR",
    lines: [{ item: "mug", category: "Kitchen > Mugs", quantity: 1, price: net, returned: 0 }],
    channel: "Direct",
    delivered: null,
    subscription: false,
    ...over,
  };
}

/** Somebody with these valid orders, in any order. */
export function buyer(person: string, ...orders: ValidOrder[]): Buyer {
  return { person, orders: orders.toSorted((a, b) => a.time - b.time) };
}
