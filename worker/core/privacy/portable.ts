import type { PersonReply } from "../../wire/person.ts";
import { minorDigits, NO_CURRENCY } from "../catalogue/index.ts";
import { customerOf } from "../customer/index.ts";
import type { OrderFact, RefundFact } from "../orders/index.ts";
import { linesIn } from "../person/index.ts";
import type { VisitEvent } from "../visit/index.ts";

/** An amount in whole units of its currency, as imports and events take it. */
const amount = (minor: number, currency: string): string => {
  const digits = minorDigits(currency);
  return (minor / 10 ** digits).toFixed(digits);
};

const iso = (time: number): string => new Date(time).toISOString();

/** Who something is of, by the name that an import knows them by. */
export const namedBy = (person: string | null): { customer_id?: string; visitor_id?: string } => {
  const customer = person === null ? null : customerOf(person);
  if (customer !== null) return { customer_id: customer };
  return person === null ? {} : { visitor_id: person };
};

/** A piece of somebody's history: events of one session that came from one of their records. */
export interface HistoryPiece {
  /** A person ref: the record that it came from. */
  source: string;
  /** JSON lines as the journal has them. */
  events: string;
}

/** A page of somebody's history, oldest rows first. */
export interface HistoryPage {
  pieces: HistoryPiece[];
  /** The last row of the journal that is in it, or the one that it began after. */
  last: number;
  /** Whether the journal ends here. */
  isLast: boolean;
}

/**
 * A piece of a history as bodies of `POST /v1/events`, a session each, with a secret key: sent to another
 * shop they come to the same. Whoever is a customer is named with each.
 */
export function batchesOf(person: string, { source, events }: HistoryPiece): object[] {
  const customer = customerOf(person);
  const visitor = customerOf(source) === null ? source : null;
  const identity = customer === null ? {} : { identity: { customer } };
  const sessions = Map.groupBy(linesIn(events), ({ session }) => session);
  return Array.from(sessions, ([session, lines]) => ({
    visitor,
    ...identity,
    session,
    events: lines.map(({ event }) => wireEvent(event)),
  }));
}

/** An event of the journal in the form in which it is sent, see `wire/event`. */
function wireEvent(event: Partial<VisitEvent>): object {
  const { currency, url, referrer, title, items = [], source } = event;
  const price = (minor: number | null | undefined) =>
    minor === null || minor === undefined
      ? undefined
      : Number(amount(minor, currency ?? NO_CURRENCY));
  return {
    id: event.id,
    name: event.name,
    time: iso(event.time ?? 0),
    view: event.view,
    seq: event.seq,
    page: url && { url, referrer: referrer ?? "", title: title ?? undefined },
    currency,
    value: price(event.value),
    transaction_id: event.transaction,
    search_term: event.search,
    item_list_name: event.list,
    engagement: event.engagement,
    receipt_id: event.receipt,
    logged_in: event.loggedIn,
    captured: source === "data_layer" ? source : undefined,
    sections: event.sections,
    params: event.params ?? undefined,
    items:
      items.length === 0
        ? undefined
        : items.map((item) => ({
            item_id: item.id,
            item_name: item.name ?? undefined,
            item_brand: item.brand,
            item_category: item.category ?? undefined,
            price: price(item.price),
            quantity: item.quantity,
          })),
  };
}

/** An order as a record of `POST /v1/imports?type=orders`. */
export function orderRecord({ order }: OrderFact, zone: string): object {
  const { currency, time, dateOnly } = order;
  const day = new Intl.DateTimeFormat("en-CA", { timeZone: zone });
  return {
    transaction_id: order.transaction,
    ...namedBy(order.person),
    date: dateOnly ? day.format(time) : iso(time),
    currency,
    value: amount(order.value, currency),
    ...(order.cancelled && { status: "cancelled" }),
    ...(order.test && { status: "test" }),
    ...(order.subscription && { subscription: "1" }),
    ...(order.channel !== null && { channel: order.channel }),
    ...(order.delivered !== null && { delivered: iso(order.delivered) }),
    items: order.lines.map(({ item, category, quantity, price }) => ({
      item_id: item,
      item_category: category,
      quantity,
      price: amount(price, currency),
    })),
  };
}

/** A refund as a record of `POST /v1/imports?type=refunds`; what went back of goods stands with its order. */
export const refundRecord = (refund: RefundFact): object => ({
  refund_id: refund.id,
  transaction_id: refund.orders[0] ?? "",
  ...namedBy(refund.person),
  date: iso(refund.time),
  currency: refund.currency,
  value: amount(refund.value, refund.currency),
});

/**
 * A person as a record of `POST /v1/imports?type=customers`, whose columns are fields of the profile.
 * `_person` is for a warehouse; no import takes it for a field.
 */
export function personRecord(person: PersonReply): object {
  const fields = Object.entries(person.profile).map(([name, { value }]) => [name, value]);
  const said = Object.values(person.profile).map(({ sources }) => sources[0]!.at);
  return {
    ...namedBy(person.visitor),
    ...(said.length > 0 && { date: said.toSorted().at(-1) }),
    ...Object.fromEntries(fields),
    _person: {
      first_seen: person.first_seen,
      last_seen: person.last_seen,
      visits: person.visits,
      pages: person.pages,
      first_touch: person.first_touch,
      last_touch: person.last_touch,
      names: person.parts.map(({ visitor }) => visitor),
      consent: person.consent,
      unsubscribed: person.unsubscribed,
      paused: person.paused,
    },
  };
}
