import { type Addend, dayOf, merged } from "../measure/index.ts";
import type { OrderFact, RefundFact, SalesFact } from "./fact.ts";

/** What the report of orders is made of, by currency, on the UTC day of the order or the refund. */
export const ORDER_MEASURES = [
  "sales",
  "sales_value",
  "sales_units",
  "sales_lines",
  "sales_of_nobody",
  "cancelled",
  "cancelled_value",
  "cancelled_refunded",
  "refunds",
  "refund_value",
  "refund_units",
  "refund_lines",
] as const;
export type OrderMeasure = (typeof ORDER_MEASURES)[number];

/** The addends that turn the sums of `before` (null: not counted yet) into those of `after`. */
export function salesDifference(before: SalesFact | null, after: SalesFact): Addend[] {
  const taken = before === null ? [] : addendsOf(before);
  for (const addend of taken) addend.n = -addend.n;
  return merged([...taken, ...addendsOf(after)]);
}

function addendsOf(fact: SalesFact): Addend[] {
  if (fact.gone) return [];
  return fact.kind === "order" ? ofOrder(fact) : ofRefund(fact);
}

function ofOrder({ order, charges, person }: OrderFact): Addend[] {
  const add = adder(order.time, order.currency);
  // Its refund is a fact of its own, which does not hear of what becomes of the order later.
  const givenBack = order.refunded > 0 ? [add("cancelled_refunded", order.refunded)] : [];
  if (order.test) return givenBack;
  if (order.cancelled)
    return [add("cancelled", 1), add("cancelled_value", order.value), ...givenBack];
  const units = order.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return [
    add("sales", 1),
    add("sales_value", order.value),
    add("sales_units", units + (charges?.units ?? 0)),
    add("sales_lines", order.lines.length + (charges?.lines ?? 0)),
    add("sales_of_nobody", person === null ? 1 : 0),
  ];
}

function ofRefund({ time, currency, value, units, lines }: RefundFact): Addend[] {
  const add = adder(time, currency);
  return [
    add("refunds", 1),
    add("refund_value", value),
    add("refund_units", units),
    add("refund_lines", lines),
  ];
}

const adder =
  (time: number, currency: string) =>
  (measure: OrderMeasure, n: number): Addend => ({ day: dayOf(time), measure, key: currency, n });
