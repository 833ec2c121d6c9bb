import {
  type Behaviour,
  type Feature,
  type Lesson,
  type PersonTraits,
  type PrefixLog,
  type Traffic,
  appendPrefix,
  newBehaviour,
  newPrefixLog,
  observe,
} from "../../../worker/core/intent/index.ts";
import { DAY, event as made, MINUTE, NOON } from "../event.ts";
import type { EventItem, VisitEvent } from "../../../worker/core/visit/index.ts";

export { DAY, MINUTE, NOON };
export const SECOND = 1000;

/** At noon, unless the fields say when. */
export const event = (name: string, fields: Partial<VisitEvent> = {}): VisitEvent =>
  made(name, NOON, fields);

export function item(id: string, fields: Partial<EventItem> = {}): EventItem {
  return { id, name: null, category: null, price: null, quantity: 1, ...fields };
}

/** The page of a product: its page view and its view_item, in a view of its own. */
export function productPage(
  id: string,
  view: string,
  category: string | null = null,
): VisitEvent[] {
  const url = `https://shop.example/p/${id}`;
  return [
    event("page_view", { view, url, path: `/p/${id}` }),
    event("view_item", { view, url, items: [item(id, { category })] }),
  ];
}

export function behaviourOf(...events: VisitEvent[]): Behaviour {
  const behaviour = newBehaviour();
  for (const each of events) observe(behaviour, each);
  return behaviour;
}

export const STRANGER: PersonTraits = {
  returning: false,
  visits7: 0,
  visits30: 0,
  daysSinceLast: null,
  orders: 0,
  daysSinceOrder: null,
  loggedIn: false,
  lastExit: null,
};

export const REGULAR: PersonTraits = {
  returning: true,
  visits7: 2,
  visits30: 4,
  daysSinceLast: 3.5,
  orders: 1,
  daysSinceOrder: 40,
  loggedIn: true,
  lastExit: "cart",
};

export const DIRECT: Traffic = {
  channel: "Direct",
  firstChannel: "Direct",
  device: "mobile",
  hour: 12,
  weekend: false,
};

/** Features that are only slots, for worlds that are planted below the level of events. */
export function bare(slots: readonly number[]): Feature[] {
  return slots.map((slot) => ({ key: `${slot}`, slot, words: `Slot ${slot}` }));
}

export function logOf(prefixes: readonly (readonly number[])[]): PrefixLog {
  const log = newPrefixLog();
  for (const slots of prefixes) appendPrefix(log, bare(slots));
  return log;
}

export function lesson(
  prefixes: readonly (readonly number[])[],
  ordered: boolean,
  fields: Partial<Lesson> = {},
): Lesson {
  return { target: "session", prefixes: logOf(prefixes), ordered, at: NOON, ...fields };
}

export function shuffled<T>(list: readonly T[], next: () => number): T[] {
  const copy = [...list];
  for (let index = copy.length - 1; index > 0; index--) {
    const other = Math.floor(next() * (index + 1));
    [copy[index], copy[other]] = [copy[other]!, copy[index]!];
  }
  return copy;
}
