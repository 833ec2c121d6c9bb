import type { Card, PriceNews } from "../core/catalogue/index.ts";
import type { IntentSnapshot } from "../core/intent/index.ts";
import type { AxisTop, Neighbours, ShelfAnswer, ShelfQuestion } from "../core/recommend/index.ts";
import type { Settings } from "../wire/settings.ts";
import { IsolateCache } from "./cached.ts";
import { callObject } from "./call.ts";
import type { Env } from "./env.ts";
import { catalogueStub, learnerStub, shelfStub, shopStub } from "./stubs.ts";

/**
 * Cached reads of a shop's shared objects: how a person learns what lies outside of it. "At once" in
 * any document means within these times.
 */
const SECOND = 1_000;
const settings = new IsolateCache<Settings>({ ttl: 30 * SECOND, limit: 1_000 });
const cards = new IsolateCache<Card | null>({ ttl: 5 * SECOND, limit: 20_000 });
const newest = new IsolateCache<Card[]>({ ttl: 5 * SECOND, limit: 1_000 });
const prices = new IsolateCache<PriceNews>({ ttl: 5 * SECOND, limit: 1_000 });
const tops = new IsolateCache<AxisTop>({ ttl: 5 * SECOND, limit: 5_000 });
const rows = new IsolateCache<Neighbours | null>({ ttl: 5 * SECOND, limit: 10_000 });
const models = new IsolateCache<IntentSnapshot>({ ttl: 60 * SECOND, limit: 100 });

export const readSettings = (env: Env, shop: string, now: number): Promise<Settings> =>
  settings.get(shop, now, () => callObject(() => shopStub(env, shop).settings()));

export const forgetSettings = (shop: string): void => settings.drop(shop);

export const readModel = (env: Env, shop: string, now: number): Promise<IntentSnapshot> =>
  models.get(shop, now, () => callObject(() => learnerStub(env, shop).snapshot()));

export const readNewest = (env: Env, shop: string, now: number): Promise<Card[]> =>
  newest.get(shop, now, () => callObject(() => catalogueStub(env, shop).newest()));

export const readPriceNews = (env: Env, shop: string, now: number): Promise<PriceNews> =>
  prices.get(shop, now, () => callObject(() => catalogueStub(env, shop).priceNews()));

/** The items that the catalogue knows of `ids`. That it does not know one is remembered too. */
export async function readCards(
  env: Env,
  shop: string,
  ids: Iterable<string>,
  now: number,
): Promise<Map<string, Card>> {
  const keys = Array.from(new Set(ids), (id) => `${shop}/${id}`);
  const found = await cards.getMany(keys, now, async (missing) => {
    const wanted = missing.map((key) => key.slice(shop.length + 1));
    const known = await callObject(() => catalogueStub(env, shop).cards(wanted));
    const byId = new Map(known.map((card) => [card.id, card]));
    return new Map(wanted.map((id) => [`${shop}/${id}`, byId.get(id) ?? null]));
  });
  const result = new Map<string, Card>();
  for (const card of found.values()) if (card !== null) result.set(card.id, card);
  return result;
}

/** Bestsellers of axes and neighbours of items, in one call for all that is not fresh. */
export async function readShelf(
  env: Env,
  shop: string,
  question: ShelfQuestion,
  now: number,
): Promise<ShelfAnswer> {
  const answer: ShelfAnswer = { tops: new Map(), rows: new Map() };
  const missing: ShelfQuestion = { axes: [], items: [] };
  for (const axis of question.axes) {
    const top = tops.fresh(`${shop}/${axis}`, now);
    if (top === undefined) missing.axes.push(axis);
    else answer.tops.set(axis, top);
  }
  for (const item of question.items) {
    const row = rows.fresh(`${shop}/${item}`, now);
    if (row === undefined) missing.items.push(item);
    else if (row !== null) answer.rows.set(item, row);
  }
  if (missing.axes.length + missing.items.length === 0) return answer;
  const read = await callObject(() => shelfStub(env, shop).read(missing, now));
  for (const [axis, top] of read.tops) {
    tops.put(`${shop}/${axis}`, top, now);
    answer.tops.set(axis, top);
  }
  for (const item of missing.items) {
    const row = read.rows.get(item) ?? null;
    rows.put(`${shop}/${item}`, row, now);
    if (row !== null) answer.rows.set(item, row);
  }
  return answer;
}
