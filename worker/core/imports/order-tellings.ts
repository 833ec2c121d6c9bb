import type { OrderLine } from "../customer/index.ts";
import type { RefundTold, Telling } from "../orders/index.ts";
import { refundId } from "../person/index.ts";
import { hashId } from "../visit/index.ts";
import type { OrderRow } from "./order-rows.ts";

/** What a transaction's rows come to, or why they come to nothing. */
export type Tellings = Telling[] | string;

/**
 * An order, and what of it came back, from the rows of one transaction. A row with a quantity or price
 * below 0 came back: of the latest orders of the same person that hold the goods, since exports give
 * returns a number of their own. `notItems` are ids of charges such as postage: money, but no goods.
 */
export function orderTellings(
  rows: readonly OrderRow[],
  notItems: ReadonlySet<string>,
  categoryOf: (item: string) => string,
): Tellings {
  const problem = contradictionOf(rows);
  if (problem !== null) return problem;
  const sold = rows.filter((row) => !isBack(row));
  const back = rows.filter(isBack);
  const person = rows.find((row) => row.person !== null)?.person ?? null;
  const tellings: Telling[] = [];
  if (sold.length > 0) {
    const value = valueOf(sold);
    if (value === null) return "neither a value nor prices";
    tellings.push(...orderOf(sold, value, person, notItems, categoryOf));
  }
  if (back.length > 0) tellings.push({ person, told: returnOf(back, notItems) });
  return tellings;
}

/** A refund from its rows; without goods or value it is of all that is left of the order. */
export function refundTellings(rows: readonly OrderRow[]): Tellings {
  const problem = contradictionOf(rows);
  if (problem !== null) return problem;
  const [{ transaction, refund, moment, currency }] = rows as [OrderRow];
  const goods = rows.filter((row) => row.item !== null);
  const lines = goods.map(({ item, quantity, price }) => ({
    item: item!,
    quantity: Math.abs(quantity),
    price: price === null ? null : Math.abs(price),
  }));
  const value = rows.find((row) => row.value !== null)?.value ?? null;
  const items = lines.map((line) => ({ ...line, id: line.item, name: null, category: null }));
  const told: RefundTold = {
    id: refund ?? refundId({ transaction, params: null, value, items }),
    transaction,
    time: moment!.time,
    currency,
    value: value === null ? null : Math.abs(value),
    lines,
  };
  return [{ person: null, told: { tells: "refund", ...told } }];
}

/** Rows of one transaction must agree on what it is. */
function contradictionOf(rows: readonly OrderRow[]): string | null {
  if (rows[0]!.moment === null) return "no date";
  const [{ currency }] = rows as [OrderRow];
  return rows.some((row) => row.currency !== currency)
    ? "lines of one transaction are in several currencies"
    : null;
}

const isBack = ({ quantity, price, value, item }: OrderRow): boolean =>
  quantity < 0 || (price ?? 0) < 0 || (item === null && (value ?? 0) < 0);

/**
 * What the order came to: its value, which stands on each of its rows; where they differ they are of
 * the rows and add up; without any, what the goods come to.
 */
function valueOf(rows: readonly OrderRow[]): number | null {
  const values = rows.flatMap(({ value }) => value ?? []);
  if (values.length > 0)
    return new Set(values).size === 1 ? values[0]! : values.reduce((sum, value) => sum + value, 0);
  if (rows.every(({ price }) => price === null)) return null;
  return rows.reduce((sum, { quantity, price }) => sum + Math.round(quantity * (price ?? 0)), 0);
}

function orderOf(
  rows: readonly OrderRow[],
  value: number,
  person: string | null,
  notItems: ReadonlySet<string>,
  categoryOf: (item: string) => string,
): Telling[] {
  const [{ transaction, moment, currency, subscription }] = rows as [OrderRow];
  const isGood = ({ item }: OrderRow) => item !== null && !notItems.has(item);
  const charged = rows.filter((row) => row.item !== null && !isGood(row));
  const content = {
    tells: "order" as const,
    order: {
      transaction,
      ...moment!,
      currency,
      value,
      test: rows.some(({ status }) => status === "test"),
      subscription,
      channel: rows.find(({ channel }) => channel !== null)?.channel ?? null,
      lines: rows.filter(isGood).map(({ item, category, quantity, price }): OrderLine => ({
        item: item!,
        category: category || categoryOf(item!),
        quantity,
        price: price ?? 0,
        returned: 0,
      })),
    },
    ...(charged.length > 0 && { charges: { lines: charged.length, units: unitsOf(charged) } }),
    cancelled: rows.some(({ status }) => status === "cancelled") ? true : null,
    delivered: rows.find(({ delivered }) => delivered !== null)?.delivered ?? null,
  };
  // The catalogue's categories may change; what the file says has not.
  const words = {
    ...content,
    order: { ...content.order, lines: rows.filter(isGood).map(wordsOf) },
  };
  const told = { ...content, hash: hashId(JSON.stringify(words)) };
  if (!rows.some(({ status }) => status === "refunded")) return [{ person, told }];
  const whole = refundId({ transaction, params: null, value: null, items: [] });
  const refund = { id: whole, transaction, time: moment!.time, currency, value: null, lines: [] };
  return [
    { person, told },
    { person, told: { tells: "refund", ...refund } },
  ];
}

const wordsOf = ({ item, category, quantity, price }: OrderRow) => [
  item,
  category,
  quantity,
  price,
];

function returnOf(rows: readonly OrderRow[], notItems: ReadonlySet<string>): Telling["told"] {
  const [{ transaction, moment, currency }] = rows as [OrderRow];
  const isGood = ({ item }: OrderRow) => item !== null && !notItems.has(item);
  const charged = rows.filter((row) => row.item !== null && !isGood(row));
  const amount = ({ quantity, price, value, item }: OrderRow) =>
    item === null ? Math.abs(value ?? 0) : Math.round(Math.abs(quantity * (price ?? 0)));
  return {
    tells: "refund",
    id: transaction,
    transaction: null,
    time: moment!.time,
    currency,
    value: rows.reduce((sum, row) => sum + amount(row), 0),
    lines: rows.filter(isGood).map(({ item, quantity, price }) => ({
      item: item!,
      quantity: Math.abs(quantity),
      price: Math.abs(price ?? 0),
    })),
    ...(charged.length > 0 && { charges: { lines: charged.length, units: unitsOf(charged) } }),
  };
}

const unitsOf = (rows: readonly OrderRow[]): number =>
  rows.reduce((sum, { quantity }) => sum + Math.abs(quantity), 0);
