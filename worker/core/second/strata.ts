import type { ValidOrder } from "../customer/index.ts";
import { itemsOf, sizeBucket } from "./orders.ts";

/** Orders of the same few months (UTC) and about the same number of items, as a key. */
export function monthlyStratum(order: ValidOrder, months: number): string {
  const date = new Date(order.time);
  const part = Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / months);
  return `${part}|${sizeBucket(itemsOf(order).length)}`;
}
