import { parseCurrency } from "../catalogue/index.ts";
import type { Fields } from "../catalogue/feeds/index.ts";
import { customerRef } from "../customer/index.ts";
import { PersonId } from "../../wire/text.ts";
import { type DateOrder, minorOf, type Moment, momentOf, numberOf, textOf } from "./cells.ts";

/** One row of a file of orders or refunds: an order, or one line of it. Money in minor units. */
export interface OrderRow {
  /** Line of the file. */
  line: number;
  transaction: string;
  /** A person ref; null when nobody is named. */
  person: string | null;
  /** Null where the file gives none. */
  moment: Moment | null;
  currency: string;
  /** Of the order; null where it is not said. */
  value: number | null;
  /** Null for a row that is the whole order. */
  item: string | null;
  category: string;
  /** Below 0 for what came back. */
  quantity: number;
  /** Null where it is not said; below 0 for money that went back. */
  price: number | null;
  refund: string | null;
  status: "cancelled" | "test" | "refunded" | null;
  subscription: boolean;
  channel: string | null;
  delivered: number | null;
}

export interface RowContext {
  /** ISO 4217, where a row names none. */
  currency: string;
  zone: string;
  dates: DateOrder;
  /** Epoch ms; what is dated later is wrong. */
  now: number;
}

/** Clocks differ by minutes; what is further ahead is a mistake. */
const MAX_AHEAD = 5 * 60_000;

const STATUSES: readonly [word: RegExp, status: NonNullable<OrderRow["status"]>][] = [
  [/^(?:cancell?ed|void(?:ed)?|failed)$/i, "cancelled"],
  [/^test$/i, "test"],
  [/^(?:refunded|returned)$/i, "refunded"],
];

/**
 * The rows that a record stands for, one for each of its `items` if it has such a list. A string says
 * why there is none.
 */
export function orderRows(fields: Fields, line: number, context: RowContext): OrderRow[] | string {
  const items = fields.get("items");
  if (!Array.isArray(items)) {
    const row = orderRow(fields, line, context);
    return typeof row === "string" ? row : [row];
  }
  const rows: OrderRow[] = [];
  for (const item of items as unknown[]) {
    if (typeof item !== "object" || item === null) return "items must be objects";
    const row = orderRow(new Map([...fields, ...Object.entries(item)]), line, context);
    if (typeof row === "string") return row;
    rows.push(row);
  }
  if (rows.length > 0) return rows;
  const whole = orderRow(fields, line, context);
  return typeof whole === "string" ? whole : [whole];
}

function orderRow(fields: Fields, line: number, context: RowContext): OrderRow | string {
  const transaction = textOf(fields, "transaction_id", 129);
  if (transaction === null) return "no transaction_id";
  if (transaction.length > 128) return "the transaction_id is longer than 128 characters";
  const currency = currencyOf(fields, context);
  if (currency === null) return "the currency is no ISO 4217 code";
  const moment = dateOf(fields, "date", context);
  if (typeof moment === "string") return moment;
  const delivered = dateOf(fields, "delivered", context);
  if (typeof delivered === "string") return delivered;
  const person = personOf(fields);
  if (person === undefined) return "the customer_id is longer than 200 characters";
  const value = minorOf(fields, "value", currency);
  if (value === undefined) return "the value is no amount";
  const price = minorOf(fields, "price", currency);
  if (price === undefined) return "the price is no amount";
  const quantity = numberOf(fields, "quantity");
  if (quantity === undefined) return "the quantity is no number";
  return {
    line,
    transaction,
    person,
    moment,
    currency,
    value,
    item: textOf(fields, "item_id", 128),
    category: textOf(fields, "item_category", 300) ?? "",
    quantity: quantity ?? 1,
    price,
    refund: textOf(fields, "refund_id", 128),
    status: statusOf(textOf(fields, "status", 40) ?? ""),
    subscription: /^(?:1|true|yes|renewal)$/i.test(textOf(fields, "subscription", 10) ?? ""),
    channel: textOf(fields, "channel", 60),
    delivered: delivered?.time ?? null,
  };
}

const statusOf = (word: string): OrderRow["status"] =>
  STATUSES.find(([words]) => words.test(word))?.[1] ?? null;

/** Names of currencies, of today and former ones: old orders may be in kuna or marks. */
const CURRENCIES = new Intl.DisplayNames("en", { type: "currency", fallback: "none" });

function currencyOf(fields: Fields, { currency }: RowContext): string | null {
  const told = textOf(fields, "currency", 10);
  if (told === null) return currency;
  const code = parseCurrency(told);
  return code !== null && isCurrency(code) ? code : null;
}

const judged = new Map<string, boolean>();

/** A file names the same few time and again. */
function isCurrency(code: string): boolean {
  let is = judged.get(code);
  if (is === undefined) judged.set(code, (is = CURRENCIES.of(code) !== undefined));
  return is;
}

/** Null where there is none; a string says what is wrong with it. */
export function dateOf(
  fields: Fields,
  name: string,
  { zone, dates, now }: RowContext,
): Moment | null | string {
  const text = textOf(fields, name, 40);
  if (text === null) return null;
  const moment = momentOf(text, zone, dates);
  if (moment === null) return `the ${name} is no date: ${text}`;
  return moment.time > now + MAX_AHEAD ? `the ${name} lies in the future: ${text}` : moment;
}

/** Null for nobody (a reserved word such as `guest` is nobody), undefined for an id that is too long. */
export function personOf(fields: Fields): string | null | undefined {
  const customer = textOf(fields, "customer_id", 500);
  if (customer !== null) {
    const ref = customerRef(customer);
    return ref === null && customer.length > 60 ? undefined : ref;
  }
  const visitor = PersonId.safeParse(textOf(fields, "visitor_id", 65));
  return visitor.success ? visitor.data : null;
}
