import { Hono } from "hono";
import { matchedRoutes } from "hono/route";
import type { Env } from "../edge/env.ts";
import { renderMetrics } from "../edge/metrics.ts";
import { ProblemError } from "../edge/problem-error.ts";
import type { AppEnv, Ctx } from "./context.ts";

/**
 * `GET /metrics`: this isolate's figures for Prometheus, to whoever has `OKAERI_METRICS_TOKEN` as a
 * bearer token. Where the demo's keys are good the machine is somebody's own, and none is needed.
 */
export const metrics = new Hono<AppEnv>().get("/", async (c) => {
  await checkToken(c.env, c.req.header("authorization"));
  return c.body(renderMetrics(), 200, {
    "content-type": "text/plain; version=0.0.4; charset=utf-8",
    "cache-control": "no-store",
  });
});

async function checkToken(env: Env, header: string | undefined): Promise<void> {
  const token = env.OKAERI_METRICS_TOKEN;
  if (!token) {
    if (env.OKAERI_DEMO_KEYS === "1") return;
    throw new ProblemError(404, "No metrics", "OKAERI_METRICS_TOKEN is not set");
  }
  if (!(await isSame(header ?? "", `Bearer ${token}`)))
    throw new ProblemError(401, "Wrong token", "send OKAERI_METRICS_TOKEN as a bearer token", {
      headers: { "www-authenticate": "Bearer" },
    });
}

/** Compares digests, in constant time: neither length nor beginning of the token can be timed. */
async function isSame(given: string, wanted: string): Promise<boolean> {
  const digest = (text: string) => crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return crypto.subtle.timingSafeEqual(await digest(given), await digest(wanted));
}

/** The pattern of the route that answered, such as `/v1/people/:id`; `/*` is a static file. */
export function routeOf(c: Ctx): string {
  const own = matchedRoutes(c).find(({ path }) => !path.endsWith("*"));
  return own?.path ?? (c.req.path.startsWith("/v1/") ? "/v1/*" : "/*");
}
