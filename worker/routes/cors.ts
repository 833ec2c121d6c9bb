import type { MiddlewareHandler } from "hono";
import type { AppEnv, Ctx } from "./context.ts";
import { addFields } from "./fields.ts";

const EXPOSED = "deprecation, link, ratelimit, ratelimit-policy, retry-after, sunset, x-request-id";

/**
 * Pages of other origins read the replies; the key decides which may (see `callerOf`), so CORS need
 * not. Only `/v1/events` has a cookie, which a page on another host of the shop sends if it is told
 * to: browsers then ask for the very origin to be named.
 */
export const cors: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (c.req.method === "OPTIONS" && c.req.header("access-control-request-method") !== undefined)
    return preflight(c);
  await next();
  addFields(c, { ...corsOf(c), "access-control-expose-headers": EXPOSED });
  if (!c.res.headers.has("cache-control")) addFields(c, { "cache-control": "no-store" });
};

const corsOf = (c: Ctx): Record<string, string> => {
  const origin = c.req.header("origin");
  if (c.req.path !== "/v1/events" || origin === undefined)
    return { "access-control-allow-origin": "*" };
  return {
    "access-control-allow-origin": origin,
    "access-control-allow-credentials": "true",
    vary: "origin",
  };
};

const preflight = (c: Ctx) =>
  c.body(null, 204, {
    ...corsOf(c),
    "access-control-allow-methods": "GET, POST, PUT, DELETE",
    "access-control-allow-headers": "authorization, content-type, idempotency-key",
    "access-control-max-age": "86400",
  });
