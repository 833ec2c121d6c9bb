import type { ItemUse } from "../core/catalogue/index.ts";
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
import { type Soon, whenRead } from "./soon.ts";
import { catalogueStub, learnerStub, ledgerStub, shopStub } from "./stubs.ts";

/**
 * Cached reads of a shop's shared objects: how a person learns what lies outside of it. "At once" in
 * any document means within these times.
 */
const SECOND = 1_000;
const settings = new IsolateCache<Settings>({ ttl: 30 * SECOND, limit: 1_000 });
const stock = new IsolateCache<readonly string[]>({ ttl: 5 * SECOND, limit: 500 });
const facts = new IsolateCache<AxisFacts>({ ttl: 5 * SECOND, limit: 2_000 });
const medians = new IsolateCache<number>({ ttl: 60 * SECOND, limit: 1_000 });
const uses = new IsolateCache<ItemUse[]>({ ttl: 60 * SECOND, limit: 100 });
const models = new IsolateCache<IntentSnapshot>({ ttl: 60 * SECOND, limit: 100 });
const numbers = new IsolateCache<ShopNumbers>({ ttl: 60 * SECOND, limit: 100 });
const posteriors = new IsolateCache<SlotPosteriors>({ ttl: 60 * SECOND, limit: 1_000 });

export const readSettings = (env: Env, shop: string, now: number): Soon<Settings> =>
  settings.get(shop, now, () => callObject(() => shopStub(env, shop).settings()));

/** What the shop has decided about its customers. */
export const readCustomerSettings = (env: Env, shop: string, now: number): Soon<CustomerSettings> =>
  whenRead(readSettings(env, shop, now), customerSettings);

/** What one customer is compared with. */
export const readNumbers = (
  env: Env,
  shop: string,
  rules: CustomerSettings,
  now: number,
): Soon<ShopNumbers> =>
  numbers.get(JSON.stringify([shop, rules.zone, rules.rfmCuts]), now, () =>
    callObject<ShopNumbers>(() => ledgerStub(env, shop).numbers(rules, now)),
  );

export const forgetSettings = (shop: string): void => settings.drop(shop);

export const readModel = (env: Env, shop: string, now: number): Soon<IntentSnapshot> =>
  models.get(shop, now, () => callObject(() => learnerStub(env, shop).snapshot(now)));

/** Ids of some items that are offered within each query, `count` at most, by `stockKey`. */
export function readStock(
  env: Env,
  shop: string,
  queries: readonly StockQuery[],
  count: number,
  now: number,
): Soon<Map<string, readonly string[]>> {
  const keys = queries.map(stockKey);
  return stock.getMany(`${shop}/${count}/`, keys, now, (missing) => {
    const wanted = queries.filter((_, place) => missing.includes(keys[place]!));
    return callObject(() => catalogueStub(env, shop).stock(wanted, count));
  });
}

export const readMedianPrice = (env: Env, shop: string, now: number): Soon<number> =>
  medians.get(shop, now, () => callObject(() => catalogueStub(env, shop).medianPrice()));

/** What the merchant says of how items are used up. */
export const readUses = (env: Env, shop: string, now: number): Soon<ItemUse[]> =>
  uses.get(shop, now, () => callObject(() => catalogueStub(env, shop).uses()));

/** What is known of the shop's slots: posteriors of their strategies, by `slotKey`. */
export const readPosteriors = (env: Env, shop: string, now: number): Soon<SlotPosteriors> =>
  posteriors.get(shop, now, () => callObject(() => learnerStub(env, shop).posteriors(now)));

/** What the catalogue itself says of axes, by axis. */
export const readFacts = (
  env: Env,
  shop: string,
  axes: readonly string[],
  now: number,
): Soon<Map<string, AxisFacts>> =>
  facts.getMany(`${shop}/`, axes, now, (missing) =>
    callObject(() => catalogueStub(env, shop).axisFacts(missing)),
  );

/** Bestsellers of axes and what goes with items, in one call a shard for all that is not at hand. */
export const readShelf = (
  env: Env,
  shop: string,
  question: ShelfQuestion,
  now: number,
): Soon<ShelfAnswer> =>
  whenRead(readSettings(env, shop, now), ({ shelf_shards }) =>
    readShards(env, shop, shelf_shards, question, now),
  );
