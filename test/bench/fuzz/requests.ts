import { gzipSync } from "node:zlib";
import { addressOf } from "./addresses.ts";
import { bodyOf } from "./bodies.ts";
import { fileOf } from "./files.ts";
import { mutated, mutatedText } from "./mutate.ts";
import { type Route, routeAt } from "./routes.ts";
import type { Shop } from "./shops.ts";
import { below, chance, newRoll, ODD_TEXTS, pick, type Source } from "./source.ts";
import { valueOf } from "./values.ts";

/** A request as it goes over the wire. */
export interface Asked {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer | null;
  /** Whether the connection ends in the middle of the body. */
  isCut: boolean;
}

const METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND", "TRACE"];
const TYPES = [
  "text/plain",
  "text/html",
  "multipart/form-data; boundary=x",
  "application/xml",
  "☃",
  "",
];
const BROWSER = "Mozilla/5.0 (X11; Linux x64; rv:140.0) Gecko/20100101 Firefox/140.0";

/** Headers that change what a request means, or that proxies and browsers add. */
const HEADERS: Record<string, readonly string[]> = {
  origin: ["https://shop.invalid", "null", "http://localhost", "x"],
  cookie: ["okaeri=1", "a=".repeat(2_000), "__Host-okaeri=%ff; =; ;;"],
  "sec-gpc": ["1"],
  dnt: ["1"],
  range: ["bytes=0-1", "bytes=5-1"],
  "if-none-match": ['"x"', "*", "W/"],
  "idempotency-key": ["id-1", '"id-2"', "x".repeat(300)],
  "cf-connecting-ip": ["1.2.3.4", "::1", "nobody"],
  "x-forwarded-for": ["1.2.3.4, 5.6.7.8"],
  "x-forwarded-host": ["evil.invalid", "a b"],
  "x-forwarded-proto": ["https", "javascript"],
  forwarded: ["for=1.2.3.4;host=evil.invalid"],
  host: ["evil.invalid", "localhost:99999", "a b"],
  "content-encoding": ["gzip", "br", "identity", "x"],
  "sec-fetch-site": ["same-origin", "cross-site"],
  accept: ["*/*", "text/html"],
  "x-okaeri": ["x".repeat(9_000)],
};

/** The n-th request of a run: it follows from the seed, and from what replies have told. */
export function requestOf(seed: number, n: number, shop: Shop): Asked {
  const source: Source = { roll: newRoll(seed * 7_919 + n), canary: shop.name, told: shop.ids };
  // What a reply told an address of, such as a page of one visitor's own, or the picture of a mail.
  if (shop.addresses.length > 0 && chance(source, 0.03))
    return asked(pick(source, ["GET", "POST"]), pick(source, shop.addresses), source, shop);
  const route = routeAt(source.roll());
  const path = addressOf(route.pattern, source, chance(source, 0.04));
  const method = chance(source, 0.97) ? route.method : pick(source, METHODS);
  return { ...asked(method, path, source, shop), ...contentOf(route, method, source) };
}

function asked(method: string, path: string, source: Source, shop: Shop): Asked {
  const headers: Record<string, string> = {
    "user-agent": BROWSER,
    "content-type": chance(source, 0.9) ? "application/json" : pick(source, TYPES),
    ...credentials(source, shop),
  };
  while (chance(source, 0.12)) {
    const name = pick(source, Object.keys(HEADERS));
    headers[name] = pick(source, HEADERS[name]!);
  }
  if (path.startsWith("/v1/live") && chance(source, 0.5))
    Object.assign(headers, {
      connection: "upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": "AAAAAAAAAAAAAAAAAAAAAA==",
    });
  return { method, path, headers: wellFormed(headers), body: null, isCut: false };
}

/** As bytes of UTF-8, without those that no client could send. */
const wellFormed = (headers: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => {
      const bytes = Buffer.from(value).filter((byte) => byte >= 0x20 && byte !== 0x7f);
      return [name, Buffer.from(bytes).toString("latin1")];
    }),
  );

function credentials(source: Source, shop: Shop): Record<string, string> {
  const kind = source.roll();
  const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
  if (kind < 0.65) return bearer(shop.sk);
  if (kind < 0.85) return bearer(shop.pk);
  if (kind < 0.95 && shop.cookies.length > 0)
    return { cookie: pick(source, shop.cookies), "sec-fetch-site": "same-origin" };
  return kind < 0.97 ? bearer(pick(source, ODD_TEXTS)) : {};
}

/** The body, half of them as the schema has it, and what is said about it. */
function contentOf(
  { method: own, pattern }: Route,
  method: string,
  source: Source,
): Partial<Asked> {
  const hasBody =
    method === "POST" || method === "PUT" || method === "PATCH" || chance(source, 0.02);
  if (!hasBody) return {};
  const isFile = pattern === "/v1/imports";
  const value = isFile ? null : valueOf(bodyOf(`${own} ${pattern}`), source);
  const kind = source.roll();
  const json = JSON.stringify(kind < 0.5 ? value : mutated(value, source)) ?? "";
  let body = isFile ? fileOf(source) : Buffer.from(json);
  if (kind > 0.85) body = mutatedText(body.toString(), source);
  if (kind > 0.995) body = Buffer.alloc(below(source, 1_200_000), "[1,");
  if (kind > 0.97 && kind < 0.98) body = gzipSync(body);
  return { body, isCut: chance(source, 0.005) };
}
