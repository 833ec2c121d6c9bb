import type { Card } from "./card.ts";

/** What one visitor's page said of an item: a message from a person to the catalogue. */
export interface ItemLearnt {
  kind: "item_learnt";
  card: Card;
  /** Tells persons apart, for this item alone. */
  teller: number;
}

interface Offer {
  price: number | null;
  currency: string | null;
}

/** What is known of who told of an item that no feed brought. */
export interface Word {
  /** The only person who has told its price so far; null once a second one agreed. */
  teller: number | null;
  /** Another price, that one person has told since. */
  rumour: (Offer & { teller: number }) | null;
}

/** An item as it stands after a telling. */
export interface Learnt {
  card: Card;
  word: Word;
  /** Whether its price has now been told by two: only then it is news to others. */
  isNews: boolean;
}

/**
 * Takes in what a page said of an item that was learnt before, or is new (`known` null).
 *
 * A page's word is its visitor's word, who may see another currency or a price of their own, or make
 * it up. The newest word counts for everything but the price. A price counts at first, when nobody
 * has said anything else; once two persons have told the same it stands, and only a price that two
 * persons tell again takes its place. Nobody is notified of a price before two have told it.
 */
export function learn(
  known: { card: Card; word: Word } | null,
  { card, teller }: ItemLearnt,
): Learnt {
  const first = { card, word: { teller, rumour: null }, isNews: false };
  if (known === null) return first;
  const { word } = known;
  const isSame = sameOffer(known.card, card);
  if (word.teller !== null) {
    const isAgreed = isSame && word.teller !== teller;
    return isAgreed ? { card, word: { teller: null, rumour: null }, isNews: true } : first;
  }
  if (isSame) return { card, word, isNews: false };
  const { rumour } = word;
  if (rumour !== null && rumour.teller !== teller && sameOffer(rumour, card))
    return { card, word: { teller: null, rumour: null }, isNews: true };
  const standing = { ...card, price: known.card.price, currency: known.card.currency };
  const heard = { price: card.price, currency: card.currency, teller };
  return { card: standing, word: { teller: null, rumour: heard }, isNews: false };
}

const sameOffer = (a: Offer, b: Offer) => a.price === b.price && a.currency === b.currency;
