import type { Env } from "./env.ts";

/**
 * The objects of a shop by name. Shard counts are part of the name (`g1/0`: generation 1, shard 0)
 * and change only with a new generation, so that no key ever moves in silence.
 *
 * One shard carries a shop of about 1 000 page views a second: a shard gets sums and lessons of
 * ended visits in batches, not page views.
 */
export const personStub = (env: Env, shop: string, visitor: string) =>
  env.PERSON.getByName(`${shop}/v/${visitor}`);
export const shopStub = (env: Env, shop: string) => env.SHOP.getByName(shop);
export const catalogueStub = (env: Env, shop: string) =>
  env.CATALOGUE.getByName(`${shop}/catalogue`);
export const shelfStub = (env: Env, shop: string) => env.SHELF.getByName(`${shop}/shelf/g1/0`);
export const learnerStub = (env: Env, shop: string) => env.LEARNER.getByName(`${shop}/learner`);
export const ledgerStub = (env: Env, shop: string) => env.LEDGER.getByName(`${shop}/ledger/g1/0`);
export const directoryStub = (env: Env, shop: string) =>
  env.DIRECTORY.getByName(`${shop}/directory/g1/0`);
