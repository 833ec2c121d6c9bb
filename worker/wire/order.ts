import * as z from "zod";

/**
 * `PUT /v1/orders`: orders as they stand now, with the fields of a file of orders (docs/orders.md);
 * each may list what of it was refunded.
 */
export const OrdersBody = z.object({
  orders: z.array(z.record(z.string(), z.unknown())).min(1).max(1000),
});

/** What became of one order of `PUT /v1/orders`, in their order. */
export const OrderResult = z.object({
  transaction_id: z.string().nullable(),
  status: z.enum(["accepted", "unchanged", "rejected"]),
  detail: z.string().optional(),
});
export type OrderResult = z.infer<typeof OrderResult>;

export const OrderStatus = z.enum(["placed", "delivered", "refunded", "cancelled", "test"]);
export type OrderStatus = z.infer<typeof OrderStatus>;

/** An order as the API tells it. Times are ISO 8601, money is Google Merchant form. */
export const OrderReply = z.object({
  transaction_id: z.string(),
  customer_id: z
    .string()
    .nullable()
    .describe(
      "As the shop names the customer; null for a visitor without an account, and for nobody.",
    ),
  visitor_id: z.string().nullable(),
  time: z.iso.datetime(),
  status: OrderStatus,
  value: z.string(),
  refunded: z.string(),
  net: z.string(),
  channel: z.string().nullable(),
  delivered: z.iso.datetime().nullable(),
  subscription: z.boolean(),
  items: z.array(
    z.object({
      item_id: z.string(),
      item_category: z.string(),
      quantity: z.number(),
      price: z.string(),
      returned: z.number(),
    }),
  ),
});
export type OrderReply = z.infer<typeof OrderReply>;

/** The reply to `GET /v1/orders?customer_id=`. */
export const OrdersReply = z.object({
  orders: z.array(OrderReply),
  next_cursor: z.string().nullable(),
});
export type OrdersReply = z.infer<typeof OrdersReply>;

/** The reply to `PUT /v1/orders`. */
export const OrdersPut = z.object({ results: z.array(OrderResult) });
export type OrdersPut = z.infer<typeof OrdersPut>;
