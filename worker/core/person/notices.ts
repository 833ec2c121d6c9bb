import type { Notice } from "../../wire/decision.ts";
import {
  type Card,
  type Cards,
  formatPrice,
  isInStock,
  isOutOfStock,
  isPriceDrop,
  isReduced,
  type Place,
  spokenPrice,
} from "../catalogue/index.ts";
import { CAPS } from "./caps.ts";
import { putFirst } from "./newest-first.ts";
import type { PersonState, ViewedItem } from "./state.ts";
import { stopWaiting } from "./waiting.ts";

/** What the shop knows that may be worth a notice. */
export interface News {
  /** The catalogue's median price, minor units. */
  median: number;
  /** Where the person stands in the lists that were served lately. */
  places: ReadonlyMap<string, Place>;
}

/**
 * What the person may be told now: an item that they wait for is back, or one that they looked at
 * costs less. At most one at a time, since a page shows no more, and what it does not show has not
 * been told.
 */
export function notices(state: PersonState, cards: Cards, news: News, now: number): Notice[] {
  const notice =
    backInStock(state, cards, news.places, now) ?? priceDrop(state, cards, news.median, now);
  return notice === null ? [] : [notice];
}

/** The first item, of those that the person waits for, of which a piece is there for them. */
function backInStock(
  state: PersonState,
  cards: Cards,
  places: ReadonlyMap<string, Place>,
  now: number,
): Notice | null {
  for (const entry of state.profile.waiting ?? []) {
    const card = cards.get(entry.item);
    if (card === undefined || !isInStock(card)) continue;
    // Where nobody counts the pieces there is one for everybody, and no list to keep.
    const isCounted = card.quantity !== undefined;
    const place = isCounted ? places.get(card.id) : now;
    if (place === undefined) continue;
    entry.asked = card.offer?.served ?? 0;
    if (place === "gone" || !isCounted) stopWaiting(state, card.id, false, now);
    if (typeof place === "string" || place === entry.told) continue;
    entry.told = place;
    return stockNotice(card, place);
  }
  return null;
}

/**
 * An item that costs less than at this person's last view, and does so since. Each drop is told
 * once: the price told is remembered, and only a further drop from it is news, until the person looks
 * at the item again and compares with what they saw then.
 */
function priceDrop(
  { profile }: PersonState,
  cards: Cards,
  median: number,
  now: number,
): Notice | null {
  for (const viewed of profile.viewed) {
    const card = cards.get(viewed.id);
    // A page may have shown another price all along; only a change in the ledger is a drop.
    if (card === undefined || (card.offer?.since ?? 0) <= viewed.last) continue;
    if (isOutOfStock(card)) continue;
    if (profile.bought.includes(card.id) && !card.replenishable) continue;
    if (profile.dismissed.includes(card.id)) continue;
    const drop = dropOf(card, viewed);
    if (drop === null) continue;
    const told = profile.told.find(
      ({ item, at = Infinity }) => item === card.id && at >= viewed.last,
    );
    const before = Math.min(drop.seen, told?.price ?? Infinity);
    const { currency, price } = drop;
    if (!isPriceDrop({ price: before, currency }, { price, currency }, median)) continue;
    const entry = { item: card.id, price, at: now };
    putFirst(profile.told, entry, (other) => other.item === card.id, CAPS.told);
    return dropNotice(card, drop);
  }
  return null;
}

/** Minor units of one currency. */
interface Drop {
  seen: number;
  price: number;
  currency: string;
}

/** Both prices, if they can be compared. */
function dropOf({ price, currency }: Card, viewed: ViewedItem): Drop | null {
  if (price === null || currency === null || viewed.price === null) return null;
  return viewed.currency === currency ? { seen: viewed.price, price, currency } : null;
}

function dropNotice(card: Card, { seen, price, currency }: Drop): Notice {
  const [oldPrice, newPrice] = [formatPrice(seen, currency), formatPrice(price, currency)];
  const [saw, now] = [spokenPrice(seen, currency), spokenPrice(price, currency)];
  const reference = card.offer?.reference ?? null;
  return {
    id: `${card.id}:${price}`,
    type: "price_dropped",
    item: itemOf(card, (seen - price) / seen, `You saw it at ${saw}`),
    old_price: oldPrice,
    new_price: newPrice,
    reference_price:
      reference !== null && isReduced(price, reference) ? formatPrice(reference, currency) : null,
    text: `${card.title} is now ${now}; you saw it at ${saw}`,
  };
}

function stockNotice(card: Card, promised: number): Notice {
  const item = itemOf(card, 1, "It was sold out when you looked at it");
  return {
    id: `${card.id}:stock:${promised}`,
    type: "back_in_stock",
    item,
    old_price: null,
    new_price: item.price,
    reference_price: null,
    text: `${card.title} is back in stock`,
  };
}

const itemOf = (card: Card, score: number, reason: string): Notice["item"] => ({
  id: card.id,
  score,
  reason,
  title: card.title,
  link: card.link,
  image_link: card.image_link,
  price:
    card.price === null || card.currency === null ? null : formatPrice(card.price, card.currency),
});
