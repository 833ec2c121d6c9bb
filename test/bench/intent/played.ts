import { existsSync } from "node:fs";
import type * as z from "zod";
import {
  type Behaviour,
  type Feature,
  features,
  newBehaviour,
  observe,
  type PersonTraits,
  type Traffic,
} from "../../../worker/core/intent/index.ts";
import { normalise, type VisitEvent } from "../../../worker/core/visit/index.ts";
import { Event } from "../../../worker/wire/event.ts";
import { jsonLines } from "../recs/data.ts";
import type { PeerRow } from "./peers/logistic.ts";

/** An event in the wire's form; `past_orders` is how many the person had before. */
export interface WireEvent {
  name: string;
  age: number;
  past_orders?: number;
  [field: string]: unknown;
}

/** What a line of the sessions' file holds. */
export interface PlayedSession {
  events: WireEvent[];
  ordered: boolean;
}

/** Sessions of a file, one a line, gzipped or not. */
export function readPlayed(path: string): PlayedSession[] {
  if (!existsSync(path)) throw new Error(`no ${path}`);
  return jsonLines(path) as PlayedSession[];
}

/**
 * A session's events as the door lets them in, the last at `end` (epoch ms). What comes with an order
 * or after it would tell the outcome and is left out. A field that the wire refuses is left out too,
 * since a file's events are all that happened; an event without a name is none.
 */
export function eventsOf({ events }: PlayedSession, end: number): VisitEvent[] {
  const order = events.findIndex(({ name }) => name === "purchase");
  return (order < 0 ? events : events.slice(0, order)).flatMap((event, place) => {
    const told = { id: `e${place}`, seq: place, ...withoutNulls(event) };
    const parsed = Event.safeParse(told);
    const known = parsed.success ? parsed : Event.safeParse(without(told, parsed.error));
    return known.success
      ? [normalise(known.data, end - Math.max(0, Number(event.age) || 0), "EUR")]
      : [];
  });
}

/** The same without the fields that the wire refuses. */
function without(event: object, { issues }: z.ZodError): object {
  const refused = new Set(issues.map(({ path }) => path[0]));
  return Object.fromEntries(Object.entries(event).filter(([field]) => !refused.has(field)));
}

/** Files write null where a page leaves a field out. */
function withoutNulls({ items, ...event }: WireEvent): object {
  const told = Object.fromEntries(Object.entries(event).filter(([, value]) => value !== null));
  if (!Array.isArray(items)) return told;
  const toldItems = (items as object[]).map((item) =>
    Object.fromEntries(Object.entries(item).filter(([, value]) => value !== null)),
  );
  return { ...told, items: toldItems };
}

/** A session as it is lived. Files do not say when or whence it came: at noon, on a weekday, directly. */
export class Living {
  readonly behaviour: Behaviour = newBehaviour();
  readonly #person: PersonTraits = {
    returning: false,
    visits7: 0,
    visits30: 0,
    daysSinceLast: null,
    orders: 0,
    daysSinceOrder: null,
    loggedIn: false,
    lastExit: null,
  };
  readonly #traffic: Traffic = {
    channel: "Direct",
    firstChannel: "Direct",
    device: "other",
    hour: 12,
    weekend: false,
  };

  /** Whether the person was known, and how far this session has come. */
  get group(): string {
    const { cart } = this.behaviour;
    const stage = cart.checkout > 0 ? "checkout" : cart.units > 0 ? "cart" : "browsing";
    return `${this.#person.returning ? "known" : "new"}, ${stage}`;
  }

  /** What a peer sees of it now. */
  get row(): Omit<PeerRow, "ordered"> {
    const { behaviour } = this;
    const { cart, latest, prices } = behaviour;
    return {
      numbers: [
        behaviour.events,
        behaviour.pages,
        behaviour.distinctItems,
        behaviour.again,
        behaviour.searches,
        cart.units,
        cart.value,
        cart.adds,
        cart.removes,
        cart.checkout,
        (behaviour.last ?? 0) - (behaviour.started ?? 0),
        latest?.pause ?? 0,
        latest?.amount ?? 0,
        prices === undefined ? 0 : prices.sum / Math.max(1, prices.count),
        this.#person.orders,
      ],
      categories: [`${latest?.action}`, behaviour.page, `${behaviour.loggedIn}`],
    };
  }

  /** Takes one event in and gives what the model sees then. */
  live(event: VisitEvent): Feature[] {
    observe(this.behaviour, event);
    const orders = Number(event.params?.["past_orders"]) || 0;
    this.#person.orders = Math.max(this.#person.orders, orders);
    this.#person.returning = this.#person.orders > 0;
    return features(this.behaviour, this.#person, this.#traffic, event.time);
  }
}
