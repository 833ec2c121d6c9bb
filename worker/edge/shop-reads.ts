import type { Card, ItemUse } from "../core/catalogue/index.ts";
import {
  customerSettings,
  type CustomerSettings,
  type ShopNumbers,
} from "../core/customer/index.ts";
import type { IntentSnapshot } from "../core/intent/index.ts";
import {
  type AxisFacts,
  type ShelfAnswer,
  type ShelfQuestion,
  type SlotPosteriors,
  stockKey,
  type StockQuery,
} from "../core/recommend/index.ts";
import type { Settings } from "../wire/settings.ts";
import { IsolateCache } from "./cached.ts";
import { callObject } from "./call.ts";
import type { Env } from "./env.ts";
import { readShards } from "./shelf-reads.ts";
import { catalogueStub, learnerStub, ledgerStub, shopStub } from "./stubs.ts";

/**
 * Cached reads of a shop's shared objects: how a person learns what lies outside of it. "At once" in
 * any document means within these times.
 */
const SECOND = 1_000;
const settings = new IsolateCache<Settings>({ ttl: 30 * SECOND, limit: 1_000 });
const stock = new IsolateCache<Card[]>({ ttl: 5 * SECOND, limit: 500 });
const facts = new IsolateCache<AxisFacts>({ ttl: 5 * SECOND, limit: 2_000 });
const medians = new IsolateCache<number>({ ttl: 60 * SECOND, limit: 1_000 });
const uses = new IsolateCache<ItemUse[]>({ ttl: 60 * SECOND, limit: 100 });
const models = new IsolateCache<IntentSnapshot>({ ttl: 60 * SECOND, limit: 100 });
const numbers = new IsolateCache<ShopNumbers>({ ttl: 60 * SECOND, limit: 100 });
const posteriors = new IsolateCache<SlotPosteriors>({ ttl: 60 * SECOND, limit: 1_000 });

export const readSettings = (env: Env, shop: string, now: number): Promise<Settings> =>
  settings.get(shop, now, () => callObject(() => shopStub(env, shop).settings()));

/** What the shop has decided about its customers. */
export const readCustomerSettings = async (
  env: Env,
  shop: string,
  now: number,
): Promise<CustomerSettings> => customerSettings(await readSettings(env, shop, now));

/** What one customer is compared with. */
export const readNumbers = (
  env: Env,
  shop: string,
  rules: CustomerSettings,
  now: number,
): Promise<ShopNumbers> =>
  numbers.get(JSON.stringify([shop, rules.zone, rules.rfmCuts]), now, () =>
    callObject<ShopNumbers>(() => ledgerStub(env, shop).numbers(rules, now)),
  );

export const forgetSettings = (shop: string): void => settings.drop(shop);

export const readModel = (env: Env, shop: string, now: number): Promise<IntentSnapshot> =>
  models.get(shop, now, () => callObject(() => learnerStub(env, shop).snapshot(now)));

/** Some items that are offered within each query, `count` at most, by `stockKey`. */
export async function readStock(
  env: Env,
  shop: string,
  queries: readonly StockQuery[],
  count: number,
  now: number,
): Promise<Map<string, Card[]>> {
  const before = `${shop}/${count}/`;
  const byKey = new Map(queries.map((query) => [before + stockKey(query), query]));
  const found = await stock.getMany([...byKey.keys()], now, async (missing) => {
    const wanted = missing.map((key) => byKey.get(key)!);
    const read = await callObject(() => catalogueStub(env, shop).stock(wanted, count));
    return new Map(Array.from(read, ([key, items]) => [before + key, items]));
  });
  return new Map(Array.from(found, ([key, items]) => [key.slice(before.length), items]));
}

export const readMedianPrice = (env: Env, shop: string, now: number): Promise<number> =>
  medians.get(shop, now, () => callObject(() => catalogueStub(env, shop).medianPrice()));

/** What the merchant says of how items are used up. */
export const readUses = (env: Env, shop: string, now: number): Promise<ItemUse[]> =>
  uses.get(shop, now, () => callObject(() => catalogueStub(env, shop).uses()));

/** What is known of the shop's slots: posteriors of their strategies, by `slotKey`. */
export const readPosteriors = (env: Env, shop: string, now: number): Promise<SlotPosteriors> =>
  posteriors.get(shop, now, () => callObject(() => learnerStub(env, shop).posteriors(now)));

/** What the catalogue itself says of axes, by axis. */
export async function readFacts(
  env: Env,
  shop: string,
  axes: readonly string[],
  now: number,
): Promise<Map<string, AxisFacts>> {
  const keys = axes.map((axis) => `${shop}/${axis}`);
  const found = await facts.getMany(keys, now, async (missing) => {
    const wanted = missing.map((key) => key.slice(shop.length + 1));
    const read = await callObject(() => catalogueStub(env, shop).axisFacts(wanted));
    return new Map(Array.from(read, ([axis, known]) => [`${shop}/${axis}`, known]));
  });
  return new Map(Array.from(found, ([key, known]) => [key.slice(shop.length + 1), known]));
}

/** Bestsellers of axes and what goes with items, in one call a shard for all that is not fresh. */
export async function readShelf(
  env: Env,
  shop: string,
  question: ShelfQuestion,
  now: number,
): Promise<ShelfAnswer> {
  const { shelf_shards } = await readSettings(env, shop, now);
  return readShards(env, shop, shelf_shards, question, now);
}
