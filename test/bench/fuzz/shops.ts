import { makeKey } from "../../../worker/edge/key-mac.ts";
import { NO_LIMITS } from "../limits.ts";
import type { Answer } from "./send.ts";

/** The deployment's secret in a run. */
export const SECRET = "a secret of nobody's";

/** Replies tell of more than can be asked about: the latest are. */
const KEPT = 200;
const MAX_READ = 20_000;

/** So many pairs of a shop's keys are used in turn: the rows of those made by the command stay for ever. */
const PAIRS = 40;

interface Pair {
  sk: string;
  pk: string;
}

/** One of the two shops of a run. Its name is its canary: all that is told of it holds the name. */
export interface Shop extends Pair {
  name: string;
  /** Of the deployment's command, the one that was used last at the end. */
  pairs: Pair[];
  cookies: string[];
  /** Ids that replies told; those of both shops, since no id may open anything of another shop. */
  ids: string[];
  /** Addresses that replies told, which may open something for whoever has them. */
  addresses: string[];
}

export async function newShop(name: string, ids: string[]): Promise<Shop> {
  return { name, ...(await newPair(name)), pairs: [], cookies: [], ids, addresses: [] };
}

async function newPair(name: string): Promise<Pair> {
  const [sk, pk] = await Promise.all([makeKey(SECRET, "sk", name), makeKey(SECRET, "pk", name)]);
  return { sk, pk };
}

/**
 * Keys that are good and no limits, for a shop that was told to take its keys back or to let nobody in:
 * keys that were used little may ask still, however low a limit is.
 */
export async function mend(shop: Shop, origin: string): Promise<void> {
  for (let tries = 0; tries < 3 * PAIRS; tries++) {
    const isToMake = shop.pairs.length < PAIRS || tries > PAIRS;
    const pair = isToMake ? await newPair(shop.name) : shop.pairs.shift()!;
    Object.assign(shop, pair);
    const status = await opened(shop, origin);
    if (status !== 401) shop.pairs.push(pair);
    if (status < 300) return;
    if (status !== 401 && status !== 429) throw new Error(`${shop.name} says ${status}`);
  }
  throw new Error(`${shop.name} lets nobody in`);
}

/** The worst status of a pair that takes the shop's limits away and asks for something. */
async function opened(shop: Shop, origin: string): Promise<number> {
  const settings = await request(shop, origin, "PUT", "/v1/settings", { limits: NO_LIMITS });
  const batch = JSON.stringify({ visitor: null, events: [] });
  const page = await fetch(`${origin}/v1/events?key=${shop.pk}`, { method: "POST", body: batch });
  await Promise.all([settings.arrayBuffer(), page.arrayBuffer()]);
  return Math.max(settings.status, page.status);
}

/** Gives a shop something of each kind, so that there is something to be told from the beginning. */
export async function stock(shop: Shop, origin: string): Promise<void> {
  const put = (path: string, body: unknown) => send(shop, origin, "PUT", path, body);
  const post = (path: string, body: unknown) => send(shop, origin, "POST", path, body);
  await mend(shop, origin);
  const items = Array.from({ length: 300 }, (_, n) => ({
    id: `id-${n}`,
    title: `A ${shop.name} mug ${n}`,
    link: `https://${shop.name}.invalid/p/${n}`,
    brand: shop.name,
    price: `${1 + (n % 40)}.50 GBP`,
    product_type: `Kitchen > ${shop.name}`,
  }));
  await put("/v1/items", { items });
  await post("/v1/webhooks", { url: `https://${shop.name}.example/hook` });
  await post("/v1/users", { email: `${shop.name}@shop.invalid`, role: "owner" });
  await post("/v1/keys", { kind: "sk", label: shop.name, scopes: ["reports:read"] });
  const orders = Array.from({ length: 60 }, (_, n) => ({
    transaction_id: `id-${n}`,
    customer_id: `id-${n % 20}`,
    time: new Date(Date.now() - n * 86_400_000).toISOString(),
    items: [{ item_id: `id-${n}`, price: 5, quantity: 1 }],
  }));
  await put("/v1/orders", { orders });
  for (let n = 0; n < 20; n++)
    await put(`/v1/people/c/id-${n}`, { fields: { name: `${shop.name} ${n}` } });
}

async function send(...asked: Parameters<typeof request>) {
  const reply = await request(...asked);
  const [, , method, path] = asked;
  if (!reply.ok) throw new Error(`${method} ${path}: ${reply.status} ${await reply.text()}`);
  await reply.arrayBuffer();
}

const request = (shop: Pair, origin: string, method: string, path: string, body: unknown) =>
  fetch(origin + path, {
    method,
    headers: { authorization: `Bearer ${shop.sk}` },
    body: JSON.stringify(body),
  });

const ID_OR_TOKEN = /"(?:id|receipt_id|next_cursor|person|visitor)":"([^"\\]{1,200})"/g;
const ADDRESS = /https?:\/\/(?:localhost|127\.0\.0\.1):\d+(\/v1\/[^"\\ <>&]{1,900})/g;

/** Keeps what a reply tells that later requests may ask about. */
export function learn(shop: Shop, { status, headers, body }: Answer): void {
  if (status >= 300 || body.length > MAX_READ) return;
  const text = body.toString("utf8");
  const keep = (kept: string[], told: string) => {
    kept.push(told);
    if (kept.length > KEPT) kept.shift();
  };
  for (const [, id] of text.matchAll(ID_OR_TOKEN))
    if (!id!.includes(shop.name)) keep(shop.ids, id!);
  for (const [, address] of text.matchAll(ADDRESS)) keep(shop.addresses, address!);
  for (const cookie of [headers["set-cookie"] ?? []].flat())
    keep(shop.cookies, cookie.split(";", 1)[0]!);
}
