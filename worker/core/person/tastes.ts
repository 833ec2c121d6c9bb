import type { Cards } from "../catalogue/index.ts";
import { addDeed, DEED_WEIGHT, newAffinity } from "../recommend/index.ts";
import { localTime, type VisitEvent } from "../visit/index.ts";
import type { Folded } from "./fold.ts";
import type { PersonState } from "./state.ts";

/** What an event's name says of taste. */
const DEEDS = new Map<string, number>([
  ["view_item", DEED_WEIGHT.view],
  ["add_to_cart", DEED_WEIGHT.cart],
  ["purchase", DEED_WEIGHT.purchase],
]);

/**
 * Adds what new events say of the person's taste. An event that stands for one told before says
 * nothing new.
 *
 * @param cards of the events' items, as far as the catalogue knows them; what it does not, the event
 *   itself describes
 */
export function addTastes(
  { profile, open }: PersonState,
  { accepted, current }: Folded,
  cards: Cards,
  timeZone: string,
): void {
  for (const { event, session, insteadOf } of accepted) {
    const weight = insteadOf === undefined ? DEEDS.get(event.name) : undefined;
    if (weight === undefined || event.items.length === 0) continue;
    const affinity = (profile.affinity ??= newAffinity(event.time));
    const visit = open.find((one) => one.visit.id === session) ?? current;
    const { time } = event;
    const { hour } = localTime(time, timeZone);
    const device = visit?.device ?? "other";
    for (const item of event.items)
      addDeed(affinity, {
        card: cards.get(item.id) ?? cardOf(item, event),
        weight,
        time,
        hour,
        device,
      });
  }
}

const cardOf = (
  { category, brand, price }: VisitEvent["items"][number],
  { currency }: VisitEvent,
) => ({ product_type: category ?? "", brand: brand ?? null, price, currency });
