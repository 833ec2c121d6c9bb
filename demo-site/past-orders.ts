import { readFileSync } from "node:fs";
import { brotliDecompressSync } from "node:zlib";

/** A real order or cancellation of somebody whose visits are not replayed. */
export interface PastOrder {
  id: string;
  customer: string;
  /** Epoch ms, the shop's local time taken for UTC. */
  time: number;
  /** Item, quantity (below 0 in a cancellation) and price in pounds, as they are written. */
  lines: [item: string, quantity: string, price: string][];
}

/** As `tools/cut.ts` left them in `data/`. */
export function readPastOrders(): PastOrder[] {
  const packed = readFileSync(new URL("data/other-orders.csv.br", import.meta.url));
  const rows = brotliDecompressSync(packed).toString().trimEnd().split("\n").slice(1);
  return rows.map((row) => {
    const [id, customer, time, lines] = row.split(",") as [string, string, string, string];
    return {
      id,
      customer,
      time: Date.parse(`${time.replace(" ", "T")}Z`),
      lines: lines.split(";").map((line) => line.split(" ") as PastOrder["lines"][number]),
    };
  });
}

/**
 * The orders as a file that the Worker imports, a row for each line.
 *
 * @param shift ms by which all dates move, see `yearShift`
 */
export function ordersFile(orders: readonly PastOrder[], shift: number): string {
  const rows = orders.flatMap(({ id, customer, time, lines }) => {
    const date = new Date(time + shift).toISOString();
    return lines.map((line) => [id, customer, date, ...line].join(","));
  });
  return `transaction_id,customer_id,date,item_id,quantity,price\n${rows.join("\n")}\n`;
}
