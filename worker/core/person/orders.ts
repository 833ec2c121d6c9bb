import { NO_CURRENCY } from "../catalogue/index.ts";
import type { OrderLine } from "../customer/index.ts";
import { type Message, messageId } from "../messages/index.ts";
import {
  book,
  type Booked,
  type OrderFact,
  type OrderStore,
  type OrderTold,
  type SalesFact,
} from "../orders/index.ts";
import type { ShelfLesson } from "../recommend/index.ts";
import { hashId, type Line, type VisitEvent } from "../visit/index.ts";
import { send, teachRefund } from "./lessons.ts";
import { sendPersonFact } from "./person-facts.ts";
import { keepOrder } from "./profile.ts";
import { shelfSegmentsOf } from "./segments.ts";
import { orderHistory } from "./shelf-lessons.ts";
import { ordersMoved } from "./stage-duty.ts";
import { newPerson, type OpenVisit, type PersonState } from "./state.ts";

/** The order that a purchase event stands for, as a fact for the ledger. */
export function bookPurchase(
  state: PersonState,
  store: OrderStore,
  { visit }: OpenVisit,
  event: VisitEvent,
  lines: readonly Line[],
  now: number,
): void {
  const told = purchaseTold(event, lines.map(lineOf));
  told.order.test = state.profile.staff === true;
  told.order.channel = visit.landing === null ? null : visit.touch.channel;
  const { facts } = book(store, told, { person: state.visitor, job: null });
  sendFacts(state, facts, now);
}

/** A purchase event as the book takes it. */
export const purchaseTold = (
  event: VisitEvent,
  lines: OrderLine[],
): Extract<OrderTold, { tells: "order" }> => ({
  tells: "order",
  order: {
    transaction: event.transaction!,
    time: event.time,
    dateOnly: false,
    currency: event.currency ?? NO_CURRENCY,
    value: event.value ?? lines.reduce((sum, line) => sum + line.quantity * line.price, 0),
    test: false,
    subscription: false,
    lines,
    channel: null,
  },
  cancelled: null,
  delivered: null,
  hash: hashId(event.id),
});

/** Tells the ledger at once: whoever crosses a threshold of the shop is in its segment by the next second. */
function sendFacts(state: PersonState, facts: readonly SalesFact[], now: number): void {
  if (facts.length === 0) return;
  for (const fact of facts) send(state, "ledger", fact, now);
  state.outboxDue = now;
  ordersMoved(state);
}

/**
 * Books a refund event: it lowers its order, and its goods leave the shelves. Of an order that this
 * person's book does not have, only the shelves hear.
 */
export function bookRefundEvent(
  state: PersonState,
  store: OrderStore,
  event: VisitEvent,
  named: readonly Line[],
  now: number,
): void {
  const transaction = event.transaction ?? "";
  const known = store.order(transaction);
  if (known === null) return teachRefund(state, event, named, now);
  const { status, facts } = book(store, refundTold(event), {
    person: state.visitor,
    job: null,
  });
  if (status !== "accepted") return;
  sendFacts(state, facts, now);
  teachRefund(state, event, named, now);
  keepAll(state, facts);
}

/** A refund event as the book takes it. */
export const refundTold = (
  event: Pick<VisitEvent, "transaction" | "time" | "value" | "items" | "params" | "currency">,
): OrderTold => ({
  tells: "refund",
  id: refundId(event),
  transaction: event.transaction,
  time: event.time,
  currency: event.currency,
  value: event.value,
  lines: event.items.map(({ id, quantity, price }) => ({ item: id, quantity, price })),
});

/**
 * What a refund is known by: its own `refund_id`, or, since GA4 has none, what it says. Who refunds the
 * same goods of the same order twice gives each refund an id.
 */
export function refundId({
  transaction,
  params,
  value,
  items,
}: Pick<VisitEvent, "transaction" | "params" | "value" | "items">): string {
  const own = params?.["refund_id"];
  if (own !== undefined) return String(own);
  const goods = items.map(({ id, quantity }) => [id, quantity]);
  return `${transaction}:${hashId(JSON.stringify([goods, goods.length === 0 ? null : value]))}`;
}

/** What became of what was told of a person's orders. */
export interface BookedTold {
  results: Pick<Booked, "status" | "detail">[];
  /** For the ledger and the shelves; empty where the person's own outbox takes them. */
  facts: SalesFact[];
  lessons: Message<ShelfLesson>[];
}

/**
 * Books what servers and files tell of a person's orders, in their order. An import takes facts and
 * lessons with it and delivers those of many people at once; anything else leaves them in the outbox.
 *
 * @param job the import's id and when it began (epoch ms), which name its messages: told again after a
 *   kill, they are the same
 * @param part of the record that holds the orders' claims, when that is not the whole
 */
export function bookTold(
  state: PersonState,
  store: OrderStore,
  all: readonly OrderTold[],
  job: { id: string; started: number } | null,
  now: number,
  part?: string,
): BookedTold {
  const told: BookedTold = { results: [], facts: [], lessons: [] };
  for (const one of all) {
    const before = one.tells === "order" ? store.order(one.order.transaction) : null;
    const booked = book(store, one, { person: state.visitor || null, job: job?.id ?? null, part });
    const lessons = lessonsOf(state, booked);
    if (one.tells === "order" && booked.status === "accepted")
      countOrder(state, before, store.order(one.order.transaction)!);
    keepAll(state, booked.facts);
    told.results.push({ status: booked.status, ...(booked.detail && { detail: booked.detail }) });
    if (job === null) {
      sendFacts(state, booked.facts, now);
      for (const lesson of lessons) send(state, "shelf", lesson, now);
      continue;
    }
    told.facts.push(...booked.facts);
    if (booked.facts.length > 0) ordersMoved(state);
    if (state.profile.staff) continue;
    const name = nameOf(one);
    for (const [n, body] of lessons.entries())
      told.lessons.push({ id: messageId(`${job.id}-${name}`, n, job.started), body });
  }
  return told;
}

/**
 * The same for orders that name nobody, in the ledger's own store: each is as of a buyer of its own.
 * Their facts are in the store, so only the shelves are still to hear.
 */
export function bookNobody(
  shop: string,
  store: OrderStore,
  all: readonly OrderTold[],
  job: { id: string; started: number } | null,
  now: number,
): BookedTold {
  const each = all.map((one) => {
    const named = job ?? { id: nameOf(one), started: now };
    return bookTold(newPerson(shop, "", now), store, [one], named, now);
  });
  return {
    results: each.flatMap(({ results }) => results),
    facts: [],
    lessons: each.flatMap(({ lessons }) => lessons),
  };
}

const nameOf = (told: OrderTold): string =>
  told.tells === "order" ? told.hash : hashId(JSON.stringify(told));

function lessonsOf(state: PersonState, { sold, returned }: Booked): ShelfLesson[] {
  const segments = shelfSegmentsOf(state, null);
  const orders = sold.map((order): ShelfLesson => {
    const lines = order.lines.map((line) => goodOf(line, order.currency));
    const history = orderHistory(state.profile, order, lines);
    return { kind: "order", at: order.time, segments, ...history };
  });
  const refunds = returned.map(({ at, lines }): ShelfLesson => ({
    kind: "refund",
    at,
    segments,
    lines: lines.map(({ item, category, quantity }) => ({ id: item, category, quantity })),
  }));
  return [...orders, ...refunds];
}

/** Counts an order as long as it stands. */
function countOrder({ profile }: PersonState, before: OrderFact | null, after: OrderFact): void {
  profile.orders += stands(after) - stands(before);
}

/** Of an order that was counted when it was told, and by its purchase again. */
export function countOnce(state: PersonState, told: OrderFact, now: OrderFact): void {
  state.profile.orders -= 1;
  countOrder(state, told, now);
  keepAll(state, [now]);
}

const stands = (fact: OrderFact | null): 0 | 1 =>
  fact !== null && !fact.order.cancelled && !fact.order.test ? 1 : 0;

/** Sets what a profile says of orders to what the book says, which has them all. */
export function recountOrders(state: PersonState, facts: readonly OrderFact[]): void {
  const { profile } = state;
  profile.orders = facts.reduce((sum, fact) => sum + stands(fact), 0);
  // What events tell of somebody else's order is not theirs.
  const own = new Set(facts.map(({ id }) => id));
  profile.recentOrders = profile.recentOrders.filter(({ transaction }) => own.has(transaction));
  keepAll(state, facts);
}

/** Of an order that is somebody else's: `left` are this person's others. */
export function loseOrder(state: PersonState, left: readonly OrderFact[], now: number): void {
  recountOrders(state, left);
  ordersMoved(state);
  sendPersonFact(state, null, now);
}

/** Keeps with the profile what has become of the latest orders. */
function keepAll({ profile }: PersonState, facts: readonly SalesFact[]): void {
  for (const { order } of facts.filter((fact) => fact.kind === "order")) {
    const { transaction, time, value, currency, refunded, cancelled, delivered } = order;
    const known = profile.recentOrders.find((one) => one.transaction === transaction);
    profile.firstSeen = Math.min(profile.firstSeen, time);
    profile.lastSeen = Math.max(profile.lastSeen, time);
    keepOrder(profile, {
      transaction,
      time,
      value,
      currency,
      lines: known?.lines ?? order.lines.map((line) => goodOf(line, null)),
      ...(known?.segments && { segments: known.segments }),
      ...(refunded > 0 && { refunded }),
      ...(cancelled && { cancelled }),
      ...(delivered !== null && { delivered }),
    });
  }
}

const lineOf = ({ id, category, quantity, price }: Line): OrderLine => ({
  item: id,
  category,
  quantity,
  price: price ?? 0,
  returned: 0,
});

const goodOf = ({ item, category, quantity, price }: OrderLine, currency: string | null): Line => ({
  id: item,
  category,
  quantity,
  ...(price > 0 && { price, ...(currency !== null && { currency }) }),
});
