import { Hono } from "hono";
import { nanoid } from "nanoid";
import { serveAsset } from "./edge/assets.ts";
import { ProblemError } from "./edge/problem-error.ts";
import { blocks } from "./routes/blocks.ts";
import { clock } from "./routes/clock.ts";
import type { AppEnv, Ctx } from "./routes/context.ts";
import { events } from "./routes/events.ts";
import { feeds } from "./routes/feeds.ts";
import { health } from "./routes/health.ts";
import { identity } from "./routes/identity.ts";
import { imports } from "./routes/imports.ts";
import { items } from "./routes/items.ts";
import { live } from "./routes/live.ts";
import { models } from "./routes/models.ts";
import { outbound } from "./routes/outbound.ts";
import { orders } from "./routes/orders.ts";
import { people } from "./routes/people.ts";
import { prices } from "./routes/prices.ts";
import { recommendations } from "./routes/recommendations.ts";
import { reports } from "./routes/reports.ts";
import { rerank } from "./routes/rerank.ts";
import { search } from "./routes/search.ts";
import { segments } from "./routes/segments.ts";
import { settings } from "./routes/settings.ts";
import { session } from "./routes/session.ts";
import { shelf } from "./routes/shelf.ts";
import { tools } from "./routes/tools.ts";
import { visitors } from "./routes/visitors.ts";
import type { Problem } from "./wire/problem.ts";

/** The HTTP surface: request ids, CORS, errors, and one router a resource. */
export const app = new Hono<AppEnv>();

app.use("*", async (c, next) => {
  c.set("requestId", nanoid());
  await next();
  c.header("x-request-id", c.get("requestId"));
});

/** workerd lets a `Host` through that makes no address, such as one with a space. */
app.use("*", async (c, next) => {
  if (!URL.canParse(c.req.url))
    throw new ProblemError(400, "No such host", "the Host header is not a host's name");
  await next();
});

/**
 * Pages of other origins read the replies; the key decides which may (see `callerOf`), so CORS need
 * not. Only `/v1/events` has a cookie, which a page on another host of the shop sends if it is told
 * to: browsers then ask for the very origin to be named.
 */
app.use("/v1/*", async (c, next) => {
  if (c.req.method === "OPTIONS") return preflight(c);
  await next();
  for (const [name, value] of Object.entries(corsOf(c))) c.header(name, value);
  c.header("access-control-expose-headers", "x-request-id, retry-after");
  if (!c.res.headers.has("cache-control")) c.header("cache-control", "no-store");
});

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
    "access-control-allow-headers": "authorization, content-type",
    "access-control-max-age": "86400",
  });

app.route("/v1/blocks", blocks);
app.route("/v1/events", events);
app.route("/v1/feeds", feeds);
app.route("/v1/identity", identity);
app.route("/v1/imports", imports);
app.route("/v1/items", items);
app.route("/v1/items", prices);
app.route("/v1/live", live);
app.route("/v1/models", models);
app.route("/v1/outbound", outbound);
app.route("/v1/orders", orders);
app.route("/v1/people", people);
app.route("/v1/recommendations", recommendations);
app.route("/v1/reports", reports);
app.route("/v1/rerank", rerank);
app.route("/v1/search", search);
app.route("/v1/segments", segments);
app.route("/v1/session", session);
app.route("/v1/settings", settings);
app.route("/v1/shelf", shelf);
app.route("/v1/tools", tools);
app.route("/v1/visitors", visitors);
app.route("/v1/clock", clock);
app.route("/health", health);

app.all("/v1/*", (c) => {
  throw new ProblemError(404, "No such resource", `${c.req.method} ${c.req.path}`);
});
app.get("*", (c) => serveAsset(c.env, c.req.raw));

app.onError((error, c) => {
  if (error instanceof ProblemError) return problem(c, error);
  console.error("request failed", { request: c.get("requestId"), path: c.req.path, error });
  return problem(c, new ProblemError(500, "Something went wrong here", "it has been logged"));
});

function problem(c: Ctx, error: ProblemError): Response {
  const body: Problem = {
    type: "about:blank",
    title: error.title,
    status: error.status,
    detail: error.message,
    errors: error.errors,
    request_id: c.get("requestId"),
  };
  return new Response(JSON.stringify(body), {
    status: error.status,
    headers: { "content-type": "application/problem+json", ...error.headers },
  });
}
