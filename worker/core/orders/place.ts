import type { OrderLine, OrderRecord } from "../customer/index.ts";
import {
  type Booked,
  type OrderFact,
  type OrderStore,
  type OrderTold,
  type Teller,
  unchanged,
} from "./fact.ts";

type Told = Extract<OrderTold, { tells: "order" }>;

/** Hashes of an order that are kept: a file tells one in several parts when its lines lie far apart. */
const MAX_TOLD = 16;

/**
 * Books an order. What was told before in the same words changes nothing. What the same import tells
 * of it further on is added to it; anybody else's later word takes the place of what was known, and
 * what has become of the order meanwhile (refunds, delivery) stays.
 *
 * An import that was killed tells again what it had told: it gets the same facts again, which receivers
 * know by their versions.
 */
export function placeOrder(store: OrderStore, told: Told, teller: Teller): Booked {
  const { transaction } = told.order;
  const known = store.order(transaction);
  const isSameJob = known !== null && known.job !== null && known.job === teller.job;
  if (known?.told.includes(told.hash)) {
    const again = unchanged(`order ${transaction} is known`);
    if (!isSameJob) return again;
    const isAllNews = known.told.length === known.version;
    const sold = isAllNews ? [recordOf(told, teller, null)] : [];
    return { ...again, status: "accepted", facts: [known], sold };
  }
  const fact = isSameJob ? added(known, told) : replaced(known, told, teller);
  store.put(fact);
  const isNews = known === null || isSameJob;
  const sold = isNews && !fact.order.test ? [recordOf(told, teller, null)] : [];
  return { status: "accepted", facts: [fact], sold, returned: [] };
}

/** Says of an order when it arrived. */
export function deliverOrder(
  store: OrderStore,
  { transaction, delivered }: Extract<OrderTold, { tells: "delivery" }>,
  { job }: Teller,
): Booked | null {
  const known = store.order(transaction);
  if (known === null) return null;
  if (known.order.delivered === delivered) {
    const again = unchanged(`the delivery of ${transaction} is known`);
    return known.job === job && job !== null
      ? { ...again, status: "accepted", facts: [known] }
      : again;
  }
  const fact = changed(known, { delivered }, job);
  store.put(fact);
  return { status: "accepted", facts: [fact], sold: [], returned: [] };
}

/** The fact with its order changed, as the next version. */
export const changed = (
  fact: OrderFact,
  change: Partial<OrderRecord>,
  job: string | null,
): OrderFact => ({
  ...fact,
  version: fact.version + 1,
  order: { ...fact.order, ...change },
  job,
});

function added(known: OrderFact, { order, charges, hash }: Told): OrderFact {
  const sum = {
    lines: (known.charges?.lines ?? 0) + (charges?.lines ?? 0),
    units: (known.charges?.units ?? 0) + (charges?.units ?? 0),
  };
  return {
    ...changed(
      known,
      { value: known.order.value + order.value, lines: [...known.order.lines, ...order.lines] },
      known.job,
    ),
    ...(sum.lines > 0 && { charges: sum }),
    told: [...known.told, hash].slice(-MAX_TOLD),
  };
}

function replaced(known: OrderFact | null, told: Told, teller: Teller): OrderFact {
  const { charges, hash } = told;
  const { transaction } = told.order;
  const part = teller.part ?? known?.part;
  return {
    kind: "order",
    id: transaction,
    version: (known?.version ?? 0) + 1,
    person: teller.person,
    order: recordOf(told, teller, known?.order ?? null),
    ...(charges !== undefined && { charges }),
    told: [hash],
    job: teller.job,
    ...(part !== undefined && { part }),
    ...(known?.named && { named: true }),
  };
}

function recordOf(told: Told, { person }: Teller, known: OrderRecord | null): OrderRecord {
  const { order, cancelled, delivered } = told;
  return {
    ...order,
    person,
    refunded: Math.min(known?.refunded ?? 0, order.value),
    cancelled: cancelled ?? known?.cancelled ?? false,
    delivered: delivered ?? known?.delivered ?? null,
    channel: order.channel ?? known?.channel ?? null,
    lines: known === null ? order.lines : withReturns(order.lines, known.lines),
  };
}

/** Lines as told now, with the units that had come back before. */
function withReturns(lines: readonly OrderLine[], known: readonly OrderLine[]): OrderLine[] {
  const back = new Map<string, number>();
  for (const { item, returned } of known) back.set(item, (back.get(item) ?? 0) + returned);
  return lines.map((line) => {
    const returned = Math.min(line.quantity, back.get(line.item) ?? 0);
    back.set(line.item, (back.get(line.item) ?? 0) - returned);
    return { ...line, returned };
  });
}
