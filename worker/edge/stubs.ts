import type { Env } from "./env.ts";

/**
 * The name of a person's object: a customer is `c/<id>`, a visitor goes by the id alone. Ids hold no
 * slash, so neither can ever be taken for the other.
 */
export const personName = (shop: string, person: string): string =>
  person.startsWith("c/") ? `${shop}/${person}` : `${shop}/v/${person}`;

/**
 * A namespace, within the jurisdiction that `OKAERI_JURISDICTION` names. Plain workerd knows none and
 * throws, so this is for Cloudflare only. Objects made elsewhere before are not found there.
 * https://developers.cloudflare.com/durable-objects/reference/data-location/
 */
function placed<T extends Rpc.DurableObjectBranded | undefined>(
  { OKAERI_JURISDICTION: jurisdiction }: Env,
  namespace: DurableObjectNamespace<T>,
): DurableObjectNamespace<T> {
  return jurisdiction
    ? namespace.jurisdiction(jurisdiction as DurableObjectJurisdiction)
    : namespace;
}

/**
 * The objects of a shop by name. Shard counts are part of the name and change only with a new
 * generation, so that no key ever moves in silence; a shelf of `n` shards is the generation `g<n>`.
 *
 * docs/scale.md says how many shards which load needs: a shard gets sums and lessons of ended visits,
 * not page views.
 */
export const personStub = (env: Env, shop: string, person: string) =>
  placed(env, env.PERSON).getByName(personName(shop, person));
export const shopStub = (env: Env, shop: string) => placed(env, env.SHOP).getByName(shop);
export const catalogueStub = (env: Env, shop: string) =>
  placed(env, env.CATALOGUE).getByName(`${shop}/catalogue`);
export const importStub = (env: Env, shop: string) =>
  placed(env, env.IMPORT).getByName(`${shop}/import`);
export const shelfStub = (env: Env, shop: string, shard = 0, shards = 1) =>
  placed(env, env.SHELF).getByName(`${shop}/shelf/g${shards}/${shard}`);
export const learnerStub = (env: Env, shop: string) =>
  placed(env, env.LEARNER).getByName(`${shop}/learner`);
export const ledgerStub = (env: Env, shop: string) =>
  placed(env, env.LEDGER).getByName(`${shop}/ledger/g1/0`);
export const directoryStub = (env: Env, shop: string) =>
  placed(env, env.DIRECTORY).getByName(`${shop}/directory/g1/0`);
export const courierStub = (env: Env, shop: string) =>
  placed(env, env.COURIER).getByName(`${shop}/courier/g1/0`);
export const exporterStub = (env: Env, shop: string) =>
  placed(env, env.EXPORTER).getByName(`${shop}/exporter`);
export const privacyStub = (env: Env, shop: string) =>
  placed(env, env.PRIVACY).getByName(`${shop}/privacy`);
