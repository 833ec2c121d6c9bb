import { NO_CURRENCY } from "../catalogue/index.ts";
import type { OrderLine } from "../customer/index.ts";
import {
  type Booked,
  type OrderFact,
  type OrderStore,
  type RefundFact,
  type RefundTold,
  rejected,
  type Returned,
  type Teller,
  unchanged,
} from "./fact.ts";
import { changed } from "./place.ts";

/** What of a refund falls on one order. */
interface Share {
  fact: OrderFact;
  /** Minor units. */
  value: number;
  lines: Returned[];
}

/**
 * Books a refund: its own fact, and of each order that it concerns the amount and the goods. An order
 * never gives back more than it brought. Null when it names an order that is not in `store`.
 */
export function bookRefund(store: OrderStore, told: RefundTold, teller: Teller): Booked | null {
  const before = store.refund(told.id);
  if (before !== null) {
    const [other] = before.orders;
    if (
      other === undefined ||
      told.transaction === null ||
      before.orders.includes(told.transaction)
    )
      return again(store, before, teller);
    return rejected(`refund ${before.id} is of order ${other}`);
  }
  const named = told.transaction === null ? undefined : store.order(told.transaction);
  if (named === null) return null;
  const currency = told.currency ?? named?.order.currency ?? NO_CURRENCY;
  if (named !== undefined && named.order.currency !== currency)
    return rejected(`order ${named.id} is in ${named.order.currency}, not in ${currency}`);
  const shares = named === undefined ? sharesByGoods(store, told) : sharesOfOrder(named, told);
  if (named !== undefined && shares.length === 0)
    return rejected(`nothing of order ${named.id} is left to refund`);
  // Of goods whose orders nobody knows, the money went back all the same.
  const value = named === undefined ? toldValue(told) : shares[0]!.value;
  const fact = refundFact(told, shares, { currency, value }, teller);
  const orders = shares.map(withShare);
  for (const each of [...orders, fact]) store.put(each);
  return { status: "accepted", facts: [...orders, fact], sold: [], returned: goodsOf(shares) };
}

/** A refund that is known: the import that booked it hears the facts again, anybody else nothing. */
function again(store: OrderStore, before: RefundFact, { job }: Teller): Booked {
  const known = unchanged(`refund ${before.id} is known`);
  if (job === null || before.job !== job) return known;
  const orders = before.orders.flatMap((transaction) => store.order(transaction) ?? []);
  return { ...known, status: "accepted", facts: [...orders, before] };
}

/** None when nothing of the order is left. */
function sharesOfOrder(fact: OrderFact, told: RefundTold): Share[] {
  const { order } = fact;
  const left = order.value - order.refunded;
  const isWhole = told.lines.length === 0 && told.value === null;
  const lines = isWhole ? order.lines.flatMap(restOf) : takenFrom(fact, told.lines);
  const asked = isWhole ? left : (told.value ?? valueOf(lines));
  const value = Math.min(left, asked);
  return value > 0 || lines.length > 0 ? [{ fact, value, lines }] : [];
}

/** Of goods that come back without naming their order: the latest orders that hold them, line by line. */
function sharesByGoods(store: OrderStore, told: RefundTold): Share[] {
  const candidates = [...store.orders()]
    .filter(
      ({ order }) =>
        order.time <= told.time && order.currency === told.currency && !order.cancelled,
    )
    .sort((a, b) => b.order.time - a.order.time);
  const shares = new Map<string, Share>();
  for (const line of told.lines) {
    let wanted = line.quantity;
    for (const fact of candidates) {
      if (wanted <= 0) break;
      const share = shares.get(fact.id) ?? { fact, value: 0, lines: [] };
      const taken = takenFrom(fact, [{ ...line, quantity: wanted }], share.lines);
      if (taken.length === 0) continue;
      const left = fact.order.value - fact.order.refunded - share.value;
      share.value += Math.min(left, valueOf(taken));
      share.lines.push(...taken);
      shares.set(fact.id, share);
      wanted -= taken.reduce((sum, { quantity }) => sum + quantity, 0);
    }
  }
  return [...shares.values()];
}

/** What of `wanted` an order still holds; `before` was taken in the same refund. */
function takenFrom(
  { order }: OrderFact,
  wanted: RefundTold["lines"],
  before: readonly Returned[] = [],
): Returned[] {
  const taken: Returned[] = [];
  for (const { item, quantity, price } of wanted) {
    const sold = order.lines.filter((line) => line.item === item);
    const gone = [...before, ...taken].filter((line) => line.item === item);
    const left =
      sold.reduce((sum, line) => sum + line.quantity - line.returned, 0) -
      gone.reduce((sum, line) => sum + line.quantity, 0);
    const units = Math.min(quantity, left);
    const [first] = sold;
    if (first === undefined || units <= 0) continue;
    const { category } = first;
    taken.push({ item, category, quantity: units, price: price ?? first.price });
  }
  return taken;
}

function restOf({ item, category, quantity, returned, price }: OrderLine): Returned[] {
  return quantity > returned ? [{ item, category, quantity: quantity - returned, price }] : [];
}

function withShare({ fact, value, lines }: Share): OrderFact {
  const back = new Map<string, number>();
  for (const { item, quantity } of lines) back.set(item, (back.get(item) ?? 0) + quantity);
  const after = fact.order.lines.map((line) => {
    const units = Math.min(line.quantity - line.returned, back.get(line.item) ?? 0);
    if (units === 0) return line;
    back.set(line.item, back.get(line.item)! - units);
    return { ...line, returned: line.returned + units };
  });
  return changed(fact, { refunded: fact.order.refunded + value, lines: after }, fact.job);
}

function refundFact(
  told: RefundTold,
  shares: readonly Share[],
  money: Pick<RefundFact, "currency" | "value">,
  { person, job }: Teller,
): RefundFact {
  const goods = told.transaction === null ? told.lines : shares.flatMap(({ lines }) => lines);
  const units = goods.reduce((sum, { quantity }) => sum + quantity, 0);
  return {
    kind: "refund",
    id: told.id,
    version: 1,
    person,
    time: told.time,
    ...money,
    lines: goods.length + (told.charges?.lines ?? 0),
    units: units + (told.charges?.units ?? 0),
    orders: shares.map(({ fact }) => fact.id),
    job,
  };
}

const goodsOf = (shares: readonly Share[]): Booked["returned"] =>
  shares.flatMap(({ fact, lines }) =>
    lines.length === 0 ? [] : [{ transaction: fact.id, at: fact.order.time, lines }],
  );

const valueOf = (lines: readonly Returned[]): number =>
  lines.reduce((sum, { quantity, price }) => sum + quantity * price, 0);

const toldValue = ({ value, lines }: RefundTold): number =>
  value ?? lines.reduce((sum, { quantity, price }) => sum + quantity * (price ?? 0), 0);
