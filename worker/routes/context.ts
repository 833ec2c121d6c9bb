import type { Context } from "hono";
import type { Taken } from "../core/limits/index.ts";
import type { Env } from "../edge/env.ts";
import { accessOfSession, sessionOf } from "../edge/console-session.ts";
import { type Access, accessOf } from "../edge/keys.ts";
import { jsonOf } from "../edge/json-body.ts";
import { isOwnHost } from "../edge/own-host.ts";
import { ProblemError } from "../edge/problem-error.ts";
import { readSettings } from "../edge/shop-reads.ts";
import type { Scope } from "../wire/scope.ts";
import type { Settings } from "../wire/settings.ts";
import { limitCaller } from "./rate-limits.ts";

export interface AppEnv {
  Bindings: Env;
  Variables: { requestId: string; taken?: Taken[]; scope?: Scope };
}
export type Ctx = Context<AppEnv>;

/** Who asks, of which shop and what for, at what time on that shop's clock. */
export interface Caller extends Access {
  settings: Settings;
}

/**
 * Lets a request in by its key, from `Authorization: Bearer` or, when it is publishable, `?key=` (a
 * beacon has no headers). A console that is signed in needs no key. A publishable key is good only in
 * pages of allowed origins; requests without an `Origin` come from no page.
 *
 * @param needs `any` where a page may ask as well
 * @param scope what a key must be allowed to do; see `wire/scope.ts`
 */
export async function callerOf(c: Ctx, needs: "any" | "sk", scope: Scope): Promise<Caller> {
  const access = await accessIn(c);
  if (access === null) throw new ProblemError(401, "Unknown key", "this key opens no shop");
  if (needs === "sk" && access.kind !== "sk")
    throw new ProblemError(403, "A secret key is needed", "publishable keys cannot do this");
  if (!access.scopes.includes(scope))
    throw new ProblemError(403, "Not allowed", `this needs the scope ${scope}`);
  c.set("scope", scope);
  const settings = await readSettings(c.env, access.shop, access.now);
  if (access.kind === "pk") checkOrigin(c, settings);
  limitCaller(c, access, settings.limits);
  return { ...access, settings };
}

async function accessIn(c: Ctx): Promise<Access | null> {
  const header = c.req.header("authorization");
  if (header?.startsWith("Bearer ")) return accessOf(c.env, header.slice(7));
  const key = c.req.query("key");
  if (key?.startsWith("sk_"))
    throw new ProblemError(
      401,
      "A secret key in an address",
      "addresses end in logs: send it as Authorization: Bearer, and rotate this one",
    );
  if (key) return accessOf(c.env, key);
  const session = await sessionOf(c.env, c.req.raw);
  if (session !== null) return accessOfSession(c.env, session);
  throw new ProblemError(401, "No key", "send a key as ?key= or as Authorization: Bearer", {
    headers: { "www-authenticate": "Bearer" },
  });
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

/** The body as JSON, at most `limit` bytes of it. */
export const jsonBody = (c: Ctx, limit: number): Promise<unknown> => jsonOf(c.req.raw, limit);

/** The row number that a list goes on below, or null at its beginning. */
export function cursorOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^\d{1,15}$/.test(text))
    throw new ProblemError(422, "Not a cursor", "use next_cursor as it came");
  return Number(text);
}
