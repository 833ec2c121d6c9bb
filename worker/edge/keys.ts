import { dayToNote, isGood, type KeyRow, nameOf } from "../core/access/index.ts";
import { PAGE_SCOPES, type Scope, SCOPES } from "../wire/scope.ts";
import { readAccess } from "./access-list.ts";
import { IsolateCache } from "./cached.ts";
import { callObject } from "./call.ts";
import { nowFor } from "./clock.ts";
import type { Env } from "./env.ts";
import { fromHex, keyMac, LISTED, makeKey, toHex } from "./key-mac.ts";
import { orElse } from "./or-else.ts";
import { secretOf } from "./sealed.ts";
import { shopStub } from "./stubs.ts";

/** Whom a key or a console's session lets in, and to what. */
export interface Access {
  /** Publishable (in pages), or secret (on servers, and a console that is signed in). */
  kind: "pk" | "sk";
  shop: string;
  scopes: readonly Scope[];
  /** For the audit log: a user's e-mail, or a key's label and id. */
  who: string;
  /** On the shop's clock, epoch ms. */
  now: number;
}

const KEY = /^((pk|sk)_([a-z0-9]{1,32}(?:-test)?)_([A-Za-z0-9]{16,40}))_([0-9a-f]{32})$/;
const DEMO_KEY = /^(pk|sk)_demo$/;
const ID_LENGTH = 16;

/** Hashes of genuine keys, and null for what is none. */
const checked = new IsolateCache<string | null>({ ttl: 30_000, limit: 10_000 });

/**
 * What a key gives access to, or null. Keys are `pk_<shop>_<random>_<mac>` with the MAC of what
 * precedes it by the deployment's secret, so that an unknown key costs no object. The MAC says that
 * the deployment made it; the shop's list, which is read at most every 30 s, that it is still good.
 *
 * @throws {ProblemError} when the shop is suspended or closed
 */
export async function accessOf(env: Env, key: string): Promise<Access | null> {
  const demo = DEMO_KEY.exec(key);
  if (demo !== null && env.OKAERI_DEMO_KEYS === "1") {
    const kind = demo[1] as Access["kind"];
    return { kind, shop: "demo", scopes: allOf(kind), who: key, now: await nowFor(env, "demo") };
  }
  const [, signed, kind, shop, random, mac] = KEY.exec(key) ?? [];
  if (!signed || !shop || !random || !mac) return null;
  // Without a secret only the demo, which is open to everybody, has further keys.
  if (!env.OKAERI_SECRET && (env.OKAERI_DEMO_KEYS !== "1" || shop !== "demo")) return null;
  const hash = await checked.get(key, Date.now(), async () =>
    (await isGenuine(secretOf(env), signed, mac)) ? hashOf(key) : null,
  );
  if (hash === null) return null;
  const now = await nowFor(env, shop);
  const { keys } = await readAccess(env, shop, now);
  const isListed = random.startsWith(LISTED);
  const known =
    keys.get(hash) ?? (isListed ? null : fromCommand(kind as Access["kind"], hash, now));
  if (known === null || !isGood(known, now)) return null;
  await noteUse(env, shop, keys, known, now);
  return { kind: known.kind, shop, scopes: known.scopes, who: nameOf(known), now };
}

/** A new key of a shop, and its row, which has to be listed for the key to be good. */
export async function newKey(
  env: Env,
  shop: string,
  named: Pick<KeyRow, "kind" | "label" | "scopes" | "made">,
): Promise<{ key: string; row: KeyRow }> {
  const key = await makeKey(secretOf(env), named.kind, shop, LISTED);
  const hash = await hashOf(key);
  const id = hash.slice(0, ID_LENGTH);
  return { key, row: { ...named, id, hash, isListed: true, used: null, until: null } };
}

/** A key that the deployment's command made, until the shop's list says otherwise. */
const fromCommand = (kind: Access["kind"], hash: string, now: number): KeyRow => ({
  id: hash.slice(0, ID_LENGTH),
  kind,
  hash,
  isListed: false,
  label: "made by npm run key",
  scopes: allOf(kind),
  made: now,
  used: null,
  until: null,
});

/** Once a day, by whichever request is first here; none fails for it. */
async function noteUse(
  env: Env,
  shop: string,
  keys: Map<string, KeyRow>,
  key: KeyRow,
  now: number,
): Promise<void> {
  const day = dayToNote(key, now);
  if (day === null) return;
  const used = { ...key, used: day };
  keys.set(key.hash, used);
  await orElse(
    undefined,
    callObject(() => shopStub(env, shop).noteUse(used)),
  );
}

const allOf = (kind: Access["kind"]) => (kind === "pk" ? PAGE_SCOPES : SCOPES);

/** Compares in constant time, so that the time taken tells nothing of the MAC. */
const isGenuine = async (secret: string, signed: string, mac: string): Promise<boolean> =>
  crypto.subtle.timingSafeEqual(await keyMac(secret, signed), fromHex(mac));

/** Hex SHA-256. */
export async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return toHex(new Uint8Array(digest));
}
