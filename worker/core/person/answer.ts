import type { Intent, Notice } from "../../wire/decision.ts";
import { type Card, formatPrice, isPriceDrop, type PriceNews } from "../catalogue/index.ts";
import { type IntentSnapshot, isBounce, score } from "../intent/index.ts";
import { CAPS } from "./caps.ts";
import { featuresOf } from "./fold.ts";
import { putFirst } from "./profile.ts";
import type { OpenVisit, PersonState } from "./state.ts";

/** Both scores of an open visit, kept as the person's latest. */
export function scoreVisit(
  state: PersonState,
  open: OpenVisit,
  model: IntentSnapshot,
  timeZone: string,
  now: number,
): Intent {
  const { behaviour } = open;
  const observed = { events: behaviour.events, bounce: isBounce(behaviour) };
  state.intent = score(model, featuresOf(state, open, timeZone, now), observed);
  return state.intent;
}

/**
 * Tells of viewed items that cost less than at this person's last view. Each drop is told once: the
 * price told is remembered, and only a further drop from it is news. At most one at a time, since a
 * page shows no more, and what it does not show has not been told.
 */
export function priceNotices(
  state: PersonState,
  cards: ReadonlyMap<string, Card>,
  prices: PriceNews,
): Notice[] {
  const { profile } = state;
  const changed = new Set(prices.changed);
  for (const viewed of profile.viewed) {
    const card = changed.has(viewed.id) ? cards.get(viewed.id) : undefined;
    if (card === undefined || card.availability === "out_of_stock") continue;
    if (card.price === null || card.currency === null) continue;
    if (viewed.price === null || viewed.currency === null) continue;
    const told = profile.told.find(({ item }) => item === viewed.id);
    const before = {
      price: Math.min(viewed.price, told?.price ?? Infinity),
      currency: viewed.currency,
    };
    const today = { price: card.price, currency: card.currency };
    if (!isPriceDrop(before, today, prices.median)) continue;
    const entry = { item: viewed.id, price: card.price };
    putFirst(profile.told, entry, (other) => other.item === viewed.id, CAPS.told);
    return [toNotice(card, viewed.price, card.price, card.currency)];
  }
  return [];
}

function toNotice(card: Card, before: number, now: number, currency: string): Notice {
  const [oldPrice, newPrice] = [formatPrice(before, currency), formatPrice(now, currency)];
  return {
    id: `${card.id}:${now}`,
    type: "price_dropped",
    item: {
      id: card.id,
      score: (before - now) / before,
      reason: `You saw it at ${oldPrice}`,
      title: card.title,
      link: card.link,
      image_link: card.image_link,
      price: newPrice,
    },
    old_price: oldPrice,
    new_price: newPrice,
    text: `${card.title} is now ${newPrice}; you saw it at ${oldPrice}`,
  };
}
