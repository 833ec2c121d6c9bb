import { IsolateCache } from "./cached.ts";
import type { Env } from "./env.ts";
import { keyMac } from "./key-mac.ts";

/** Whom a key lets in: publishable (`pk`, in pages) or secret (`sk`, on servers) of one shop. */
export interface Access {
  kind: "pk" | "sk";
  shop: string;
}

const KEY = /^((pk|sk)_([a-z0-9]{1,32})_[A-Za-z0-9]{16,40})_([0-9a-f]{32})$/;
const DEMO_KEY = /^(pk|sk)_demo$/;
const checked = new IsolateCache<boolean>({ ttl: 30_000, limit: 10_000 });

/**
 * What a key gives access to, or null. Keys are `pk_<shop>_<random>_<mac>` with the MAC of what
 * precedes it by the deployment's secret, so that an unknown key costs no object.
 */
export async function accessOf(env: Env, key: string): Promise<Access | null> {
  const demo = DEMO_KEY.exec(key);
  if (demo !== null && env.OKAERI_DEMO_KEYS === "1")
    return { kind: demo[1] as Access["kind"], shop: "demo" };
  const parts = KEY.exec(key);
  const [, signed, kind, shop, mac] = parts ?? [];
  if (!signed || !shop || !mac || !env.OKAERI_SECRET) return null;
  const secret = env.OKAERI_SECRET;
  const isGenuine = await checked.get(key, Date.now(), () => verify(secret, signed, mac));
  return isGenuine ? { kind: kind as Access["kind"], shop } : null;
}

/** Compares in constant time, so that the time taken tells nothing of the MAC. */
async function verify(secret: string, signed: string, mac: string): Promise<boolean> {
  const given = Uint8Array.from(mac.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return crypto.subtle.timingSafeEqual(await keyMac(secret, signed), given);
}
