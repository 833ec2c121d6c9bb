/** The shop's data as `tools/cut.ts` left it in `data/`. */
import { readFileSync } from "node:fs";
import type { Look } from "./tools/look.ts";

export interface Product extends Look {
  id: string;
  title: string;
  /** Pounds. */
  price: number;
  /** Two levels, `Kitchen > Mugs & Cups`. */
  product_type: string;
  availability: "in_stock" | "out_of_stock";
  description: string;
  /** A design that runs through several departments. */
  collection: string | null;
  /** Name of the illustration in the icon set. */
  icon: string;
}

export interface OrderLine {
  item: string;
  /** Positive, in a cancellation as well. */
  quantity: number;
  /** Pounds for one. */
  price: number;
}

/** A real order of 2010–2011, or the cancellation of one or a part of one. */
export interface Order {
  /** Invoice number; of a cancellation it begins with C. */
  id: string;
  customer: string;
  /** Epoch ms, the shop's local time taken for UTC. */
  time: number;
  cancellation: boolean;
  lines: OrderLine[];
}

const file = (name: string) => readFileSync(new URL(`data/${name}`, import.meta.url), "utf8");

export const products: readonly Product[] = JSON.parse(file("products.json"));

/** All orders and cancellations in the order of their times. */
export function readOrders(): Order[] {
  const orders = new Map<string, Order>();
  for (const row of file("orders.csv").trimEnd().split("\n").slice(1)) {
    const [id, customer, time, item, quantity, price] = row.split(",") as [
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    const order = orders.get(id) ?? {
      id,
      customer,
      time: Date.parse(`${time.replace(" ", "T")}Z`),
      cancellation: id.startsWith("C"),
      lines: [],
    };
    order.lines.push({ item, quantity: Math.abs(Number(quantity)), price: Number(price) });
    orders.set(id, order);
  }
  return [...orders.values()].sort((a, b) => a.time - b.time);
}
