import { localDay } from "./local-day.ts";
import type { Buyer, OrderLine, OrderRecord, Troubles, ValidOrder } from "./order.ts";

export interface BookOptions {
  /** IANA name of the shop's time zone, which sets the day of orders without a time. */
  zone?: string;
  /** ISO 4217; the currency of most orders when absent. */
  currency?: string;
  /** Epoch ms; what is dated later is left out. */
  now?: number;
}

/** The shop's valid orders by person, and what is not in them. */
export interface BuyerBook {
  /** In the order of their first orders. */
  buyers: Buyer[];
  /** Of all orders of `buyers`; null when there is none. Currencies are never added up. */
  currency: string | null;
  leftOut: {
    /** Valid orders that name nobody. */
    nobody: number;
    /** Cancelled, given back in full, or goods for nothing. */
    invalid: number;
    test: number;
    /** Dated later than now. */
    future: number;
    /** Valid orders in other currencies. */
    currencies: Record<string, number>;
  };
}

const DAY = 86_400_000;

/**
 * Everybody with a valid order (METHODS §4): goods not for nothing, not cancelled, not refunded in full,
 * not a test, net of refunds. Orders less than 24 h after the first of a group are one; where only the day of
 * one of them is known, those of the same day of the shop's calendar.
 */
export function buyersOf(orders: Iterable<OrderRecord>, options: BookOptions = {}): BuyerBook {
  const { zone = "UTC", now = Infinity } = options;
  const leftOut = { nobody: 0, invalid: 0, test: 0, future: 0 };
  const valid: OrderRecord[] = [];
  const troubles = new Map<string, Troubles>();
  for (const order of orders) {
    if (order.test) leftOut.test++;
    else if (order.time > now) leftOut.future++;
    else {
      if (order.person !== null) addTrouble(troubles, order.person, undoneOf(order));
      if (!isValid(order)) leftOut.invalid++;
      else if (order.person === null) leftOut.nobody++;
      else valid.push(order);
    }
  }
  const currencies = countCurrencies(valid);
  const currency = options.currency ?? mostFrequent(currencies);
  currencies.delete(currency ?? "");
  const ours = valid.filter((order) => order.currency === currency);
  return {
    buyers: bookOf(ours, zone, troubles),
    currency,
    leftOut: { ...leftOut, currencies: Object.fromEntries(currencies) },
  };
}

/**
 * Goods that cost nothing are samples or corrections of stock. Where no goods are named, nobody can tell:
 * such orders count, as those of CDNOW do in all that is published of it.
 */
function isValid({ cancelled, value, refunded, lines }: OrderRecord): boolean {
  if (cancelled) return false;
  return value > 0 ? refunded < value : value === 0 && lines.length === 0;
}

function countCurrencies(orders: readonly OrderRecord[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { currency } of orders) counts.set(currency, (counts.get(currency) ?? 0) + 1);
  return counts;
}

/** Ties go to the first in the alphabet, so that the answer does not hang on the order of rows. */
function mostFrequent(counts: ReadonlyMap<string, number>): string | null {
  const [first] = [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  return first?.[0] ?? null;
}

/** Share of an order that was cancelled, refunded or sent back: whichever is the largest. */
function undoneOf({ cancelled, value, refunded, lines }: OrderRecord): number {
  if (cancelled) return 1;
  let [units, returned] = [0, 0];
  for (const line of lines) {
    units += line.quantity;
    returned += line.returned;
  }
  return Math.min(1, Math.max(value > 0 ? refunded / value : 0, units > 0 ? returned / units : 0));
}

function addTrouble(troubles: Map<string, Troubles>, person: string, undone: number): void {
  const known = troubles.get(person);
  if (known === undefined) troubles.set(person, { placed: 1, undone });
  else {
    known.placed++;
    known.undone += undone;
  }
}

function bookOf(
  orders: readonly OrderRecord[],
  zone: string,
  troubles: ReadonlyMap<string, Troubles>,
): Buyer[] {
  const byPerson = Map.groupBy(orders, ({ person }) => person!);
  return Array.from(byPerson, ([person, placed]) => {
    const trouble = troubles.get(person);
    const undone = trouble !== undefined && trouble.undone > 0;
    return { person, orders: merged(placed, zone), ...(undone && { troubles: trouble }) };
  }).sort((a, b) => a.orders[0]!.time - b.orders[0]!.time || (a.person < b.person ? -1 : 1));
}

function merged(placed: OrderRecord[], zone: string): ValidOrder[] {
  const groups: ValidOrder[] = [];
  let first: OrderRecord | null = null;
  for (const order of placed.sort(byTime)) {
    if (first !== null && isSameGroup(first, order, zone)) join(groups.at(-1)!, order);
    else {
      first = order;
      groups.push(validOrder(order));
    }
  }
  return groups;
}

function byTime(a: OrderRecord, b: OrderRecord): number {
  return a.time - b.time || (a.transaction < b.transaction ? -1 : 1);
}

function isSameGroup(first: OrderRecord, order: OrderRecord, zone: string): boolean {
  return first.dateOnly || order.dateOnly
    ? localDay(first.time, zone) === localDay(order.time, zone)
    : order.time - first.time < DAY;
}

function validOrder(order: OrderRecord): ValidOrder {
  const { transaction, time, value, refunded, currency, channel, delivered, subscription } = order;
  const net = value - refunded;
  const lines = keptLines(order);
  return { transaction, time, net, currency, lines, channel, delivered, subscription };
}

/** The order's own lines where nothing came back, which is most of them. */
function keptLines({ lines }: OrderRecord): OrderLine[] {
  if (lines.every(({ returned }) => returned === 0)) return lines;
  const kept = Array.from(lines, (line) => ({
    ...line,
    quantity: line.quantity - line.returned,
    returned: 0,
  }));
  return kept.filter(({ quantity }) => quantity > 0);
}

/** Adds an order to its group, which is there when its last parcel is, and renewed if all of it is. */
function join(group: ValidOrder, order: OrderRecord): void {
  group.net += order.value - order.refunded;
  group.lines = [...group.lines, ...keptLines(order)];
  group.channel ??= order.channel;
  group.subscription &&= order.subscription;
  if (order.delivered !== null)
    group.delivered = Math.max(group.delivered ?? order.delivered, order.delivered);
}
