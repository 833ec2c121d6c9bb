import { Buckets, networkOf, type Policy, Recent, type Taken } from "../core/limits/index.ts";
import { hashId } from "../core/visit/index.ts";
import type { Limits } from "../wire/limits.ts";
import type { Access } from "./keys.ts";

const MINUTE = 60_000;
/** A client's address is known by a hash whose salt is kept for so long, in memory only. */
const SALT_FOR_MS = 3_600_000;
const MAX_KEYS = 10_000;
const MAX_CLIENTS = 50_000;

/**
 * What was asked for lately, of this isolate: Cloudflare has several, and each allows as much. Time is
 * the machine's, which the test clock does not move.
 */
const keys = new Buckets(MAX_KEYS);
const visitors = new Buckets(MAX_CLIENTS);
const shops = new Buckets(MAX_KEYS);
const met = new Recent(MAX_CLIENTS);
let clients = new Buckets(MAX_CLIENTS);
let salt = { value: "", until: 0 };

/** A request by a secret key, or of a user of the console. */
export const takeOfKey = ({ shop, who }: Access, { key }: Limits): Taken =>
  keys.take(`${shop}|${who}`, aMinute("key", key), Date.now());

/** A request of a page, by where it comes from; null where that is not known. */
export function takeOfClient(request: Request, { shop }: Access, { client }: Limits): Taken | null {
  const whose = clientOf(request);
  return whose === null
    ? null
    : clients.take(`${shop}|${whose}`, aMinute("client", client), Date.now());
}

/** A batch of a visitor. */
export const takeOfVisitor = (shop: string, visitor: string, limits: Limits): Taken =>
  visitors.take(`${shop}|${visitor}`, aMinute("visitor", limits.visitor), Date.now());

/** Whether this isolate has stored something of a visitor lately. */
export const isMet = (shop: string, visitor: string): boolean => met.has(`${shop}|${visitor}`);

/** Says that something of theirs was stored: what was turned away has made nobody known. */
export const meet = (shop: string, visitor: string): void => met.add(`${shop}|${visitor}`);

/**
 * Somebody whom this isolate has not met, of their client, and when that has not had too many, of the
 * shop: a client that floods takes nothing from others.
 */
export function takeOfNewcomers(request: Request, shop: string, limits: Limits): Taken {
  const whose = clientOf(request);
  const now = Date.now();
  if (whose !== null) {
    const ofClient = aMinute("newcomers-of-client", limits.newcomers_of_client);
    const taken = clients.take(`${shop}|new|${whose}`, ofClient, now);
    if (!taken.isAllowed) return taken;
  }
  return shops.take(shop, aMinute("newcomers", limits.newcomers), now);
}

const aMinute = (name: string, quota: number): Policy => ({ name, quota, window: MINUTE });

/**
 * Cloudflare says who asks; elsewhere the proxy in front does, as the last of those whom
 * `X-Forwarded-For` names: what precedes it may be of the client's own making. Plain workerd has a `cf`
 * too, of the nearest socket's address alone.
 */
function clientOf({ headers, cf }: Request): string | null {
  const address =
    cf?.["colo"] === undefined
      ? headers.get("x-forwarded-for")?.split(",").at(-1)
      : headers.get("cf-connecting-ip");
  return address ? hashId(`${saltNow()}|${networkOf(address.trim())}`) : null;
}

function saltNow(): string {
  const now = Date.now();
  if (now < salt.until) return salt.value;
  salt = { value: crypto.randomUUID(), until: now + SALT_FOR_MS };
  clients = new Buckets(MAX_CLIENTS);
  return salt.value;
}
