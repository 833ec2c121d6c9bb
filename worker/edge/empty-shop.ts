import { onAllShelves } from "./all-shelves.ts";
import { callObject } from "./call.ts";
import { namesOf } from "./erase.ts";
import type { Env } from "./env.ts";
import {
  catalogueStub,
  courierStub,
  directoryStub,
  exporterStub,
  importStub,
  learnerStub,
  ledgerStub,
  personStub,
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

/** Ends what still comes in and goes out by itself, so that nothing fills again what is emptied. */
export async function endWork(env: Env, shop: string): Promise<void> {
  await callObject(() => importStub(env, shop).empty());
  await callObject(() => exporterStub(env, shop).empty());
}

/** Deletes what the shop's other objects hold. Who writes to others goes before them, the shop's own last. */
export async function emptyRest(env: Env, shop: string): Promise<void> {
  await endWork(env, shop);
  await callObject(() => ledgerStub(env, shop).empty());
  await callObject(() => directoryStub(env, shop).empty());
  await callObject(() => catalogueStub(env, shop).empty());
  await callObject(() => learnerStub(env, shop).empty());
  await onAllShelves(env, shop, (shelf) => shelf.empty());
  await callObject(() => courierStub(env, shop).empty());
  await callObject(() => shopStub(env, shop).empty());
}
