import { daysOf } from "../measure/index.ts";
import { ORDER_MEASURES, type OrderMeasure } from "./sums.ts";

/** A sum of one day. */
export interface DaySum {
  /** Days since the epoch. */
  day: number;
  measure: string;
  key: string;
  n: number;
}

/** What was sold in one currency. Money in minor units. */
export interface Sales {
  currency: string;
  /** Orders that stand, those refunded later included; tests and cancelled ones are not. */
  orders: number;
  lines: number;
  units: number;
  revenue: number;
  /** Of the orders, such as name no customer. */
  of_nobody: number;
  cancelled: number;
  cancelled_value: number;
  /** Of what was refunded, that of orders that are cancelled or tests: it lowers no revenue. */
  cancelled_refunded: number;
  /** By the day on which they were made, whenever the order was. */
  refunds: number;
  refund_lines: number;
  refund_units: number;
  refunded: number;
  /** Revenue less refunds of orders that stand. */
  net: number;
}

export interface OrdersReport {
  /** Days, ISO 8601. */
  from: string;
  to: string;
  totals: Sales[];
  days: ({ day: string } & Sales)[];
}

const DAY = 86_400_000;
const FIELDS: Record<OrderMeasure, keyof Sales> = {
  sales: "orders",
  sales_value: "revenue",
  sales_units: "units",
  sales_lines: "lines",
  sales_of_nobody: "of_nobody",
  cancelled: "cancelled",
  cancelled_value: "cancelled_value",
  cancelled_refunded: "cancelled_refunded",
  refunds: "refunds",
  refund_value: "refunded",
  refund_units: "refund_units",
  refund_lines: "refund_lines",
};

/** The ledger's sums of `ORDER_MEASURES` as a report, the oldest day first. Currencies are never added up. */
export function ordersReport(sums: readonly DaySum[], from: number, to: number): OrdersReport {
  const known = sums.filter(({ measure }) => ORDER_MEASURES.some((one) => one === measure));
  const byDay = [...Map.groupBy(known, ({ day }) => day)].sort(([a], [b]) => a - b);
  const days = byDay.flatMap(([day, ofDay]) => {
    const date = new Date(day * DAY).toISOString().slice(0, 10);
    return Array.from(salesOf(ofDay), (sales) => ({ day: date, ...sales }));
  });
  return { ...daysOf(from, to), totals: salesOf(known), days };
}

/** By currency, the one of most revenue first. */
function salesOf(sums: readonly Omit<DaySum, "day">[]): Sales[] {
  const byCurrency = new Map<string, Sales>();
  for (const { measure, key, n } of sums) {
    const sales = byCurrency.get(key) ?? noSales(key);
    const field = FIELDS[measure as OrderMeasure];
    (sales[field] as number) += n;
    byCurrency.set(key, sales);
  }
  for (const sales of byCurrency.values())
    sales.net = sales.revenue - (sales.refunded - sales.cancelled_refunded);
  return [...byCurrency.values()]
    .filter((sales) => Object.values(sales).some((n) => typeof n === "number" && n !== 0))
    .sort((a, b) => b.revenue - a.revenue || (a.currency < b.currency ? -1 : 1));
}

const noSales = (currency: string): Sales => ({
  currency,
  orders: 0,
  lines: 0,
  units: 0,
  revenue: 0,
  of_nobody: 0,
  cancelled: 0,
  cancelled_value: 0,
  cancelled_refunded: 0,
  refunds: 0,
  refund_lines: 0,
  refund_units: 0,
  refunded: 0,
  net: 0,
});
