import type { ValidOrder } from "./order.ts";

const DAY = 86_400_000;

/**
 * When net spend first reached `amount` (minor units): the time of the order that crossed it, null when
 * it has not.
 */
export function spendReachedAt(orders: readonly ValidOrder[], amount: number): number | null {
  let sum = 0;
  for (const { time, net } of orders) {
    sum += net;
    if (sum >= amount) return time;
  }
  return null;
}

/**
 * Whether `count` orders lie in the `days` before `now`, and the moment at which that ends by itself
 * (epoch ms): when the oldest order that it hangs on turns `days` old. Null when it does not hold.
 */
export function purchasesHoldUntil(
  orders: readonly ValidOrder[],
  count: number,
  days: number,
  now: number,
): number | null {
  const oldest = orders.at(-count);
  if (oldest === undefined) return null;
  const until = oldest.time + days * DAY;
  return until > now ? until : null;
}
