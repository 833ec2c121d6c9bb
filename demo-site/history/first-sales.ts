import { readOrders } from "../fixture.ts";
import { weekShift } from "./calendar.ts";

/** When each item first sold (epoch ms) in the year that ends before the day of `now`. */
export function firstSales(now: number): Map<string, number> {
  const sales = readOrders().filter((order) => !order.cancellation);
  const shift = weekShift(sales.at(-1)!.time, now);
  const first = new Map<string, number>();
  for (const { lines, time } of sales)
    for (const { item } of lines) if (!first.has(item)) first.set(item, time + shift);
  return first;
}
