import * as z from "zod";
import { OrderReply, OrdersBody, OrdersPut, OrdersReply } from "../order.ts";
import type { Resource } from "./operation.ts";
import { CursorQuery, customer, visitor } from "./params.ts";

export const EXAMPLE_ORDER = {
  transaction_id: "1003",
  customer_id: "c1",
  time: "2026-11-02T09:00:00Z",
  currency: "GBP",
  items: [{ item_id: "85123A", price: 2.55, quantity: 2 }],
};

export const orders: Resource = {
  key: "orders",
  name: "Orders",
  words: "Orders as they stand, whoever told of them. Each counts once.",
  operations: [
    {
      id: "putOrders",
      method: "PUT",
      path: "/v1/orders",
      summary: "Tell of orders as they stand now",
      description: "At most 1 000. A bad one is named, and the others go on.",
      access: "orders:write",
      body: OrdersBody,
      replies: { 200: OrdersPut },
      examples: [{ words: "An order", body: { orders: [EXAMPLE_ORDER] } }],
    },
    {
      id: "listOrders",
      method: "GET",
      path: "/v1/orders",
      summary: "All orders of one person",
      access: "people:read",
      query: z.object({
        customer_id: customer.optional(),
        visitor_id: visitor.optional(),
        ...CursorQuery.shape,
      }),
      replies: { 200: OrdersReply },
      examples: [{ words: "Of a customer", query: { customer_id: "c1" } }],
    },
    {
      id: "getOrder",
      method: "GET",
      path: "/v1/orders/{transaction}",
      summary: "One order",
      access: "people:read",
      params: { transaction: z.string().describe("The shop's own id of the order.") },
      replies: { 200: OrderReply },
      examples: [{ words: "By its id", params: { transaction: "1003" } }],
    },
  ],
};
