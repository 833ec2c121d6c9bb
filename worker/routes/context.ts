import type { Context } from "hono";
import { nowFor } from "../edge/clock.ts";
import type { Env } from "../edge/env.ts";
import { sessionOf } from "../edge/console-session.ts";
import { type Access, accessOf } from "../edge/keys.ts";
import { ProblemError } from "../edge/problem-error.ts";
import { readSettings } from "../edge/shop-reads.ts";
import type { Settings } from "../wire/settings.ts";

export interface AppEnv {
  Bindings: Env;
  Variables: { requestId: string };
}
export type Ctx = Context<AppEnv>;

/** Who asks, of which shop, at what time on that shop's clock. */
export interface Caller extends Access {
  now: number;
  settings: Settings;
}

/**
 * Lets a request in by its key, from `Authorization: Bearer` or `?key=` (a beacon has no headers).
 * A publishable key is good only in pages of allowed origins; requests without an `Origin` come from
 * no page. A console that is signed in needs no key.
 */
export async function callerOf(c: Ctx, needs: "any" | "sk"): Promise<Caller> {
  const header = c.req.header("authorization");
  const given = header?.startsWith("Bearer ") ? header.slice(7) : c.req.query("key");
  const key = given ?? (await sessionOf(c.env, c.req.raw, Date.now()))?.key;
  if (!key)
    throw new ProblemError(401, "No key", "send a key as ?key= or as Authorization: Bearer", {
      headers: { "www-authenticate": "Bearer" },
    });
  const access = await accessOf(c.env, key);
  if (access === null) throw new ProblemError(401, "Unknown key", "this key opens no shop");
  if (needs === "sk" && access.kind !== "sk")
    throw new ProblemError(403, "A secret key is needed", "publishable keys cannot do this");
  const now = await nowFor(c.env, access.shop);
  const settings = await readSettings(c.env, access.shop, now);
  if (access.kind === "pk") checkOrigin(c, settings);
  return { ...access, now, settings };
}

function checkOrigin(c: Ctx, settings: Settings): void {
  const origin = c.req.header("origin");
  if (origin === undefined) return;
  if (!isOwnHost(origin, c.req.url) && !settings.origins.includes(origin))
    throw new ProblemError(
      403,
      "Origin not allowed",
      `${origin.slice(0, 200)} is not among the shop's origins; add it with PUT /v1/settings`,
    );
}

/** By host alone: a proxy that takes TLS off leaves `http:` in the addresses that arrive here. */
const isOwnHost = (origin: string, url: string) =>
  URL.canParse(origin) && new URL(origin).host === new URL(url).host;

/** The body as JSON, at most `limit` bytes of it. */
export async function jsonBody(c: Ctx, limit: number): Promise<unknown> {
  const tooLarge = () =>
    new ProblemError(413, "Body too large", `at most ${limit} bytes are taken in one request`);
  if (Number(c.req.header("content-length") ?? 0) > limit) throw tooLarge();
  const text = await c.req.text().catch(() => {
    throw new ProblemError(400, "Body cut short", "the connection ended before the body did");
  });
  // UTF-16 length never exceeds the UTF-8 length; three bytes a unit is the most it can be.
  if (text.length > limit || (text.length > limit / 3 && byteLength(text) > limit))
    throw tooLarge();
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ProblemError(400, "Not JSON", (error as Error).message.slice(0, 200));
  }
}

const byteLength = (text: string) => new TextEncoder().encode(text).byteLength;

/** The row number that a list goes on below, or null at its beginning. */
export function cursorOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^\d{1,15}$/.test(text))
    throw new ProblemError(422, "Not a cursor", "use next_cursor as it came");
  return Number(text);
}
