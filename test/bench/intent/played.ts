import { existsSync } from "node:fs";
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
 * or after it would tell the outcome and is left out, and what the wire refuses is too.
 */
export function eventsOf({ events }: PlayedSession, end: number): VisitEvent[] {
  const order = events.findIndex(({ name }) => name === "purchase");
  return (order < 0 ? events : events.slice(0, order)).flatMap((event, place) => {
    const parsed = Event.safeParse({ id: `e${place}`, seq: place, ...withoutNulls(event) });
    return parsed.success
      ? [normalise(parsed.data, end - Math.max(0, Number(event.age) || 0), "EUR")]
      : [];
  });
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

  /** Takes one event in and gives what the model sees then. */
  live(event: VisitEvent): Feature[] {
    observe(this.behaviour, event);
    const orders = Number(event.params?.["past_orders"]) || 0;
    this.#person.orders = Math.max(this.#person.orders, orders);
    this.#person.returning = this.#person.orders > 0;
    return features(this.behaviour, this.#person, this.#traffic, event.time);
  }
}
