import { callObject } from "./call.ts";
import { namesOf } from "./erase.ts";
import type { Env } from "./env.ts";
import { readSettings } from "./shop-reads.ts";
import {
  catalogueStub,
  courierStub,
  directoryStub,
  exporterStub,
  importStub,
  learnerStub,
  ledgerStub,
  personStub,
  shelfStub,
  shopStub,
} from "./stubs.ts";

/** People that one step takes out: each is some calls. */
const AT_ONCE = 50;

/**
 * Deletes the next people of a shop after `after` (a name; empty for the first), wherever the ledger has
 * them from.
 *
 * @returns the last name; null when nobody is left
 */
export async function emptyNext(
  env: Env,
  shop: string,
  after: string,
  now: number,
): Promise<string | null> {
  const listed = await callObject(() => ledgerStub(env, shop).names(after, AT_ONCE, now));
  for (const name of listed) {
    const names = await namesOf(env, shop, [name]);
    for (const each of names) {
      const erased = await callObject(() => personStub(env, shop, each).erase(now, false, names));
      if (erased === null) throw new Error("a record has changed hands meanwhile");
    }
  }
  return listed.at(-1) ?? null;
}

/** Deletes what the shop's other objects hold. Who writes to others goes before them, the shop's own last. */
export async function emptyRest(env: Env, shop: string, now: number): Promise<void> {
  const { shelf_shards: shards } = await readSettings(env, shop, now);
  const all = [
    () => ledgerStub(env, shop).empty(),
    () => importStub(env, shop).empty(),
    () => exporterStub(env, shop).empty(),
    () => directoryStub(env, shop).empty(),
    () => catalogueStub(env, shop).empty(),
    () => learnerStub(env, shop).empty(),
    ...Array.from(
      { length: shards },
      (_, shard) => () => shelfStub(env, shop, shard, shards).empty(),
    ),
    () => courierStub(env, shop).empty(),
  ];
  for (const empty of all) await callObject(empty);
  await callObject(() => shopStub(env, shop).empty());
}
