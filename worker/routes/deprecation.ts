import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "./context.ts";
import { routeOf } from "./metrics.ts";

/** An operation that will go. Days as `2026-11-22`, in UTC. */
export interface Deprecation {
  /** From when on it should be used no more. */
  since: string;
  /** From when on it may be gone, half a year later at least. */
  sunset: string;
  /** What to use instead: an address. */
  see: string;
}

/** By method and route, as `GET /v1/people/:id`. docs/errors.md has the policy. */
export const DEPRECATED: Readonly<Record<string, Deprecation>> = {};

/** Says of each reply of a deprecated operation so: `Deprecation` (RFC 9745) and `Sunset` (RFC 8594). */
export function tellDeprecations(deprecated: typeof DEPRECATED): MiddlewareHandler<AppEnv> {
  const isNone = Object.keys(deprecated).length === 0;
  return async (c, next) => {
    await next();
    if (isNone) return;
    const method = c.req.method === "HEAD" ? "GET" : c.req.method;
    const found = deprecated[`${method} ${routeOf(c)}`];
    if (found === undefined) return;
    c.header("deprecation", `@${Date.parse(found.since) / 1000}`);
    c.header("sunset", new Date(found.sunset).toUTCString());
    c.header("link", `<${found.see}>; rel="deprecation"`, { append: true });
  };
}
