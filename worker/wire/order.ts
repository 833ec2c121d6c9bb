import * as z from "zod";

/**
 * `PUT /v1/orders`: orders as they stand now, with the fields of a file of orders (docs/orders.md);
 * each may list what of it was refunded.
 */
export const OrdersBody = z.object({
  orders: z.array(z.record(z.string(), z.unknown())).min(1).max(1000),
});

/** What became of one order of `PUT /v1/orders`, in their order. */
export interface OrderResult {
  transaction_id: string | null;
  status: "accepted" | "unchanged" | "rejected";
  detail?: string;
}

/** An order as the API tells it. Times are ISO 8601, money is Google Merchant form. */
export interface OrderReply {
  transaction_id: string;
  /** As the shop names the customer; null for a visitor without an account, and for nobody. */
  customer_id: string | null;
  visitor_id: string | null;
  time: string;
  status: OrderStatus;
  value: string;
  refunded: string;
  net: string;
  channel: string | null;
  delivered: string | null;
  subscription: boolean;
  items: {
    item_id: string;
    item_category: string;
    quantity: number;
    price: string;
    returned: number;
  }[];
}

export type OrderStatus = "placed" | "delivered" | "refunded" | "cancelled" | "test";

/** The reply to `GET /v1/orders?customer_id=`. */
export interface OrdersReply {
  orders: OrderReply[];
  next_cursor: string | null;
}
