import type { Card } from "../../../worker/core/catalogue/index.ts";
import {
  answerShelf,
  axesOf,
  DecayedCounters,
  decide,
  type Inputs,
  ItemTable,
  needs,
} from "../../../worker/core/recommend/index.ts";
import type { Scenario, Want } from "../../../worker/wire/batch.ts";

export const HOUR = 3_600_000;
export const NOW = Date.UTC(2026, 0, 1);
export const MUGS = "Kitchen > Mugs";

export const card = (id: string, product_type = MUGS, rest: Partial<Card> = {}): Card => ({
  id,
  title: `The ${id}`,
  link: `/p/${id}`,
  image_link: null,
  price: 255,
  currency: "GBP",
  availability: "in_stock",
  product_type,
  brand: null,
  group: null,
  ...rest,
});

export interface Shop {
  cards: Card[];
  /** Units sold, by item. */
  sold?: Record<string, number>;
  sessions?: string[][];
  /** Ids, newest first. */
  viewed?: string[];
}

/** A shop that has learnt what it says, and asks its shelf what these slots need. */
export function inputsOf(shop: Shop, wants: readonly Want[], rest: Partial<Inputs> = {}): Inputs {
  const counters = new DecayedCounters();
  const cards = new Map(shop.cards.map((item) => [item.id, item]));
  for (const [id, units] of Object.entries(shop.sold ?? {})) {
    for (const axis of axesOf(cards.get(id)!.product_type)) {
      counters.add(axis, id, units, NOW, units);
    }
  }
  const table = new ItemTable();
  for (const session of shop.sessions ?? []) table.learn(session, NOW);
  const viewed = (shop.viewed ?? []).map((id, i) => ({
    id,
    lastViewed: NOW - (i + 1) * HOUR,
    views: 1,
    sessions: 1,
  }));
  const question = needs(wants, {
    viewed: viewed.map(({ id }) => id),
    browsing: rest.browsing ?? null,
  });
  return {
    viewed,
    bought: new Set(),
    dismissed: new Set(),
    cart: new Set(),
    onScreen: new Set(),
    taken: new Set(),
    browsing: null,
    ...answerShelf(table, counters, question, NOW),
    cards,
    anyItems: shop.cards.map(({ id }) => id),
    ...rest,
  };
}

export const want = (scenario: Scenario, rest: Partial<Want> = {}): Want => ({
  slot: scenario,
  scenario,
  ...rest,
});

export function one(shop: Shop, slot: Want, rest: Partial<Inputs> = {}) {
  const { items, fallback } = decide(slot, inputsOf(shop, [slot], rest), NOW);
  return { ids: items.map(({ id }) => id), reasons: items.map(({ reason }) => reason), fallback };
}

export const kitchen: Shop = {
  cards: [card("mug"), card("cup"), card("pan", "Kitchen"), card("boot", "Shoes")],
  sold: { mug: 3, cup: 5, pan: 2, boot: 12 },
};
