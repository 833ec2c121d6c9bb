import { readOrders } from "../fixture.ts";
import { readPastOrders } from "../past-orders.ts";
import { weekShift } from "./calendar.ts";

/** When each item first sold (epoch ms) in the year that ends before the day of `now`. */
export function firstSales(now: number): Map<string, number> {
  const orders = readOrders().filter((order) => !order.cancellation);
  const shift = weekShift(orders.at(-1)!.time, now);
  const sales = [
    ...orders.flatMap(({ time, lines }) => lines.map(({ item }) => ({ item, time }))),
    ...readPastOrders().flatMap(({ time, lines }) => lines.map(([item]) => ({ item, time }))),
  ].sort((a, b) => a.time - b.time);
  const first = new Map<string, number>();
  for (const { item, time } of sales) if (!first.has(item)) first.set(item, time + shift);
  return first;
}
