import { type Idler, isCustomer, termsAt } from "../core/privacy/index.ts";
import { callObject } from "./call.ts";
import type { Env } from "./env.ts";
import { orElse } from "./or-else.ts";
import { readSettings } from "./shop-reads.ts";
import {
  catalogueStub,
  courierStub,
  directoryStub,
  ledgerStub,
  personStub,
  shopStub,
} from "./stubs.ts";

/** People that one step looks at: each is a call or two. */
const AT_ONCE = 50;

/**
 * Lets go of the next people after `after` (a name; empty for the first) who have been idle for too
 * long, wherever they are known. What they bought stays as nobody's.
 *
 * @returns the last name that was looked at; null when nobody is left
 */
export async function retireNext(
  env: Env,
  shop: string,
  after: string,
  now: number,
): Promise<string | null> {
  const { retention } = await readSettings(env, shop, now);
  const terms = termsAt(retention, now);
  const asked = { person: after, terms, limit: AT_ONCE };
  const idle = await callObject<Idler[]>(() => ledgerStub(env, shop).retire(asked, now));
  const gone: string[] = [];
  const customers: string[] = [];
  for (const idler of idle) {
    const expire = callObject(() => personStub(env, shop, idler.person).expire(terms));
    // One who cannot be reached holds up nobody, and is looked at again tomorrow.
    const names = await orElse<string[]>([], expire);
    gone.push(...names);
    if (isCustomer(idler)) customers.push(...names);
  }
  if (customers.length > 0)
    await callObject(() => ledgerStub(env, shop).erase(customers, true, now));
  if (gone.length > 0) await forget(env, shop, gone, now);
  if (idle.length === AT_ONCE) return idle.at(-1)!.person;
  await callObject(() => shopStub(env, shop).tidyReplies(now));
  return null;
}

/** Takes people who are gone out of all that others know of them. */
async function forget(env: Env, shop: string, names: string[], now: number): Promise<void> {
  for (const name of names)
    await callObject(() => personStub(env, shop, name).erase(now, false, names));
  await callObject(() => ledgerStub(env, shop).dropPeople(names));
  await callObject(() => directoryStub(env, shop).erase(names, true));
  await callObject(() => catalogueStub(env, shop).erase(names, now));
  await callObject(() => courierStub(env, shop).erase(names, now));
}
