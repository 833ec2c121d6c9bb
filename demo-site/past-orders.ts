import { readFileSync } from "node:fs";
import { brotliDecompressSync } from "node:zlib";

/** The orders of everybody whose visits are not replayed, as a file of orders that the Worker takes. */
export interface PastOrders {
  csv: string;
  orders: number;
}

/** @param shift ms by which all dates move, see `weekShift` */
export function pastOrders(shift: number): PastOrders {
  const packed = readFileSync(new URL("data/other-orders.csv.br", import.meta.url));
  const orders = brotliDecompressSync(packed).toString().trimEnd().split("\n").slice(1);
  const rows = orders.flatMap((order) => {
    const [invoice, customer, time, lines] = order.split(",") as [string, string, string, string];
    const date = new Date(Date.parse(`${time.replace(" ", "T")}Z`) + shift).toISOString();
    return lines.split(";").map((line) => [invoice, customer, date, ...line.split(" ")].join(","));
  });
  const head = "transaction_id,customer_id,date,item_id,quantity,price";
  return { csv: `${[head, ...rows].join("\n")}\n`, orders: orders.length };
}
