import type { Card } from "../../../worker/core/catalogue/index.ts";
import {
  addDeed,
  type Affinity,
  answerShelf,
  axesOf,
  type AxisFacts,
  bayesianAverage,
  decide,
  FactsIndex,
  type Inputs,
  isPageKey,
  learnShelfLesson,
  mergeParts,
  needs,
  newAffinity,
  newShelfMemory,
  NO_RULES,
  type Situation,
  stockKey,
  type StockQuery,
} from "../../../worker/core/recommend/index.ts";
import type { Scenario, Want } from "../../../worker/wire/want.ts";

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
  /** Orders of one buyer each. */
  orders?: string[][];
  /** What buyers saw before they bought, oldest first; page keys too. */
  paths?: string[][];
  /** What the visitor viewed: ids, newest first. */
  viewed?: string[];
}

/** A shop that has learnt what it says, and asks its shelf what these slots need. */
export function inputsOf(shop: Shop, wants: readonly Want[], rest: Partial<Inputs> = {}): Inputs {
  const memory = newShelfMemory();
  const cards = new Map(shop.cards.map((item) => [item.id, item]));
  const line = (id: string, quantity = 1) => {
    const { product_type = "", brand, price, currency } = cards.get(id) ?? {};
    return {
      id,
      category: product_type,
      quantity,
      ...(brand && { brand }),
      ...(price && currency && { price, currency }),
    };
  };
  for (const [id, units] of Object.entries(shop.sold ?? {}))
    learnShelfLesson(memory, { kind: "order", at: NOW, lines: [line(id, units)] });
  for (const session of shop.sessions ?? []) memory.table.learn(session, NOW);
  for (const order of shop.orders ?? [])
    learnShelfLesson(memory, { kind: "order", at: NOW, lines: order.map((id) => line(id)) });
  for (const path of shop.paths ?? []) {
    const seen = path.map((id) =>
      isPageKey(id) ? { id, title: `About ${id}`, link: linkOf(id) } : { id },
    );
    learnShelfLesson(memory, { kind: "order", at: NOW, lines: [], seen });
  }
  const situation = { ...NOBODY, viewed: viewsOf(shop.viewed ?? []), ...rest };
  const { shelf, facts, stock } = needs(wants, situation);
  const listed = shop.cards.map((each, place) => ({ ...each, since: -place }));
  return {
    ...mergeParts([answerShelf(memory, shelf, NOW, true)]),
    cards,
    facts: new Map(facts.map((axis) => [axis, factsOf(shop.cards, axis)])),
    stock: new Map(stock.map((query) => [stockKey(query), stockIn(listed, query)])),
    rules: NO_RULES,
    strategies: new Map(),
    ...situation,
  };
}

const NOBODY: Situation = {
  viewed: [],
  bought: new Set(),
  dismissed: new Set(),
  cart: new Map(),
  orders: 0,
  lastOrder: null,
  affinity: newAffinity(NOW),
  onScreen: new Set(),
  segments: [],
  browsing: null,
  currency: null,
};

const viewsOf = (ids: readonly string[]) =>
  ids.map((id, i) => ({ id, last: NOW - (i + 1) * HOUR, views: 1, sessions: 1 }));

const linkOf = (page: string) => page.slice("page:".length);

/** What the catalogue tells of an axis at most. */
const [NEWEST, RATED] = [48, 60];

/** As the catalogue makes them: what is in `cards` is sorted newest first. */
function factsOf(cards: readonly Card[], axis: string): AxisFacts {
  const own = cards.filter((each) =>
    axesOf({ ...each, category: each.product_type }).includes(axis),
  );
  const prices = own.flatMap(({ price }) => price ?? []).sort((a, b) => a - b);
  const mean = bayesianMean(cards);
  return {
    median: prices[Math.floor(prices.length / 2)] ?? null,
    currency: own.find(({ currency }) => currency !== null)?.currency ?? null,
    rated: own
      .filter(({ rating }) => rating !== undefined)
      .sort((a, b) => bayesianAverage(b.rating!, mean) - bayesianAverage(a.rating!, mean))
      .slice(0, RATED),
    mean,
    newest: own.slice(0, NEWEST),
  };
}

/** As the catalogue's index does. */
function stockIn(listed: readonly (Card & { since: number })[], query: StockQuery): string[] {
  const index = new FactsIndex();
  for (const item of listed)
    index.put({
      ...item,
      axes: axesOf({ ...item, category: item.product_type }),
      rating: null,
      isOffered: item.availability !== "out_of_stock",
    });
  return index.stock(query, NEWEST);
}

function bayesianMean(cards: readonly Card[]): number {
  const ratings = cards.flatMap(({ rating }) => rating ?? []);
  const count = ratings.reduce((sum, rating) => sum + rating.count, 0);
  const stars = ratings.reduce((sum, rating) => sum + rating.count * rating.value, 0);
  return count === 0 ? 0 : stars / count;
}

/** A taste made of deeds on these items, the first the most. */
export function tasteFor(...liked: Card[]): Affinity {
  const affinity = newAffinity(NOW);
  liked.forEach((each, place) => {
    const weight = liked.length - place;
    addDeed(affinity, { card: each, weight, time: NOW, hour: 12, device: "desktop" });
  });
  return affinity;
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
