/** A shop of any size that is the same in every run: items sell by Zipf's law, in pairs. */

const CATEGORIES = 200;
const BRANDS = 500;
const DAY = 86_400_000;
/** Sessions lie this far back at most: past that bestsellers have forgotten them. */
export const SPREAD_DAYS = 60;
const ORDER_RATE = 0.03;
/** How often who looks at an item goes on to its other half. */
const PAIR_RATE = 0.6;

/** 0 … 1, the same sequence for the same seed (Lehmer, as in Park and Miller, 1988). */
export function dice(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

export const itemId = (n: number): string => `SKU-${100_000 + n}`;
/** The item that is viewed after it. */
export const otherHalf = (n: number): number => n ^ 1;
const categoryOf = (n: number): string => {
  const leaf = (n >> 1) % CATEGORIES;
  return `Department ${leaf % 8} > Aisle ${leaf % 40} > Shelf ${leaf}`;
};
const priceOf = (n: number): number => 1 + ((n * 7919) % 19_900) / 100;

/** An item of `PUT /v1/items`. */
export const itemOf = (n: number) => ({
  id: itemId(n),
  title: `Item number ${n}`,
  link: `/p/${n}/`,
  price: `${priceOf(n).toFixed(2)} GBP`,
  product_type: categoryOf(n),
  brand: `Brand ${n % BRANDS}`,
});

export interface Session {
  /** Epoch ms. */
  at: number;
  /** Numbers of the items viewed, in order. */
  viewed: number[];
  /** The last of them was bought. */
  ordered: boolean;
}

/** One session of a shop of `items`; ranks of popularity are item numbers. */
export function sessionOf(roll: () => number, items: number, now: number): Session {
  const zipf = () => Math.min(items - 1, Math.floor(items ** roll()) - 1);
  const viewed: number[] = [];
  const steps = 1 + Math.floor(roll() * 3);
  for (let step = 0; step < steps; step++) {
    const item = zipf();
    viewed.push(item);
    if (roll() < PAIR_RATE) viewed.push(otherHalf(item));
  }
  const at = now - (1 + roll() * (SPREAD_DAYS - 1)) * DAY;
  return { at: Math.floor(at), viewed, ordered: roll() < ORDER_RATE };
}

/** The sessions of one visitor, in order of time, at least an hour apart. */
export function sessionsOf(visitor: number, count: number, items: number, now: number): Session[] {
  const roll = dice(visitor * 7_919 + 1);
  const sessions = Array.from({ length: count }, () => sessionOf(roll, items, now));
  sessions.sort((a, b) => a.at - b.at);
  return sessions.filter(({ at }, n) => n === 0 || at - sessions[n - 1]!.at > DAY / 24);
}

/** Their events as `POST /v1/events` takes them with a secret key. */
export const eventsOf = (visitor: number, sessions: readonly Session[]) =>
  sessions.flatMap(({ at, viewed, ordered }, s) => {
    const items = (n: number) => [{ item_id: itemId(n), price: priceOf(n), quantity: 1 }];
    const event = (name: string, place: number, n: number, more: object = {}) => ({
      id: `e${visitor}-${s}-${place}`,
      name,
      time: new Date(at + place * 20_000).toISOString(),
      currency: "GBP",
      items: items(n),
      ...more,
    });
    const views = viewed.map((n, place) => event("view_item", place, n));
    if (!ordered) return views;
    const order = { transaction_id: `t${visitor}-${s}`, value: priceOf(viewed.at(-1)!) };
    return [...views, event("purchase", viewed.length, viewed.at(-1)!, order)];
  });
