import { Hono } from "hono";
import { serveAsset } from "./edge/assets.ts";
import { logError, logInfo } from "./edge/log.ts";
import { countRequest } from "./edge/metrics.ts";
import { ProblemError } from "./edge/problem-error.ts";
import { alerts } from "./routes/alerts.ts";
import { auditLog } from "./routes/audit.ts";
import { blocks } from "./routes/blocks.ts";
import { clock } from "./routes/clock.ts";
import type { AppEnv } from "./routes/context.ts";
import { cors } from "./routes/cors.ts";
import { DEPRECATED, tellDeprecations } from "./routes/deprecation.ts";
import { events } from "./routes/events.ts";
import { warehouse } from "./routes/export.ts";
import { feeds } from "./routes/feeds.ts";
import { addFields } from "./routes/fields.ts";
import { FixedPaths } from "./routes/fixed-paths.ts";
import { health } from "./routes/health.ts";
import { idempotent } from "./routes/idempotency.ts";
import { identity } from "./routes/identity.ts";
import { imports } from "./routes/imports.ts";
import { items } from "./routes/items.ts";
import { keys } from "./routes/keys.ts";
import { live } from "./routes/live.ts";
import { me } from "./routes/me.ts";
import { metrics, routeOf } from "./routes/metrics.ts";
import { models } from "./routes/models.ts";
import { openapi } from "./routes/openapi.ts";
import { outbound } from "./routes/outbound.ts";
import { noRoute } from "./routes/no-route.ts";
import { orders } from "./routes/orders.ts";
import { people } from "./routes/people.ts";
import { prices } from "./routes/prices.ts";
import { privacy } from "./routes/privacy.ts";
import { push } from "./routes/push.ts";
import { tellLimits } from "./routes/rate-limits.ts";
import { recommendations } from "./routes/recommendations.ts";
import { reports } from "./routes/reports.ts";
import { rerank } from "./routes/rerank.ts";
import { search } from "./routes/search.ts";
import { segments } from "./routes/segments.ts";
import { settings } from "./routes/settings.ts";
import { session } from "./routes/session.ts";
import { shelf } from "./routes/shelf.ts";
import { shops } from "./routes/shops.ts";
import { tools } from "./routes/tools.ts";
import { users } from "./routes/users.ts";
import { unsubscribe } from "./routes/unsubscribe.ts";
import { visitors } from "./routes/visitors.ts";
import { wellKnown } from "./routes/well-known.ts";
import { deliveries, webhooks } from "./routes/webhooks.ts";

/** The HTTP surface: request ids, CORS, errors, and one router a resource. */
export const app = new Hono<AppEnv>({ router: new FixedPaths() });

app.use("*", async (c, next) => {
  const began = performance.now();
  c.set("requestId", crypto.randomUUID());
  await next();
  addFields(c, { "x-request-id": c.get("requestId") });
  const answered = { method: c.req.method, route: routeOf(c), status: c.res.status };
  const ms = performance.now() - began;
  countRequest(answered, ms / 1000);
  if (c.env.OKAERI_LOG === "requests")
    logInfo("request", { ...answered, request: c.get("requestId"), ms: Math.round(ms) });
});

/** workerd lets a `Host` through that makes no address, such as one with a space. */
app.use("*", async (c, next) => {
  if (!URL.canParse(c.req.url))
    throw new ProblemError(400, "No such host", "the Host header is not a host's name");
  await next();
});

app.use("/v1/*", cors);
app.use("/v1/*", tellDeprecations(DEPRECATED));
app.use("/v1/*", tellLimits);
app.use("/v1/*", idempotent);

app.route("/v1/alerts", alerts);
app.route("/v1/audit", auditLog);
app.route("/v1/blocks", blocks);
app.route("/v1/deliveries", deliveries);
app.route("/v1/events", events);
app.route("/v1/export", warehouse);
app.route("/v1/feeds", feeds);
app.route("/v1/identity", identity);
app.route("/v1/imports", imports);
app.route("/v1/items", items);
app.route("/v1/items", prices);
app.route("/v1/keys", keys);
app.route("/v1/live", live);
app.route("/v1/me", me);
app.route("/v1/models", models);
app.route("/v1/outbound", outbound);
app.route("/v1/orders", orders);
app.route("/v1/people", people);
app.route("/v1/privacy", privacy);
app.route("/v1/push", push);
app.route("/v1/recommendations", recommendations);
app.route("/v1/reports", reports);
app.route("/v1/rerank", rerank);
app.route("/v1/search", search);
app.route("/v1/segments", segments);
app.route("/v1/session", session);
app.route("/v1/settings", settings);
app.route("/v1/shelf", shelf);
app.route("/v1/shops", shops);
app.route("/v1/tools", tools);
app.route("/v1/users", users);
app.route("/v1/unsubscribe", unsubscribe);
app.route("/v1/visitors", visitors);
app.route("/v1/webhooks", webhooks);
app.route("/v1/clock", clock);
app.route("/v1", openapi);
app.route("/health", health);
app.route("/.well-known", wellKnown);
app.route("/metrics", metrics);

app.all("/v1/*", noRoute(app));
app.get("*", (c) => serveAsset(c.env, c.req.raw));
app.all("*", noRoute(app));

app.onError((error, c) => {
  const requestId = c.get("requestId");
  if (error instanceof ProblemError) return error.toResponse(requestId);
  logError("request failed", error, { request: requestId, route: routeOf(c) });
  const failed = new ProblemError(500, "Something went wrong here", "it has been logged");
  return failed.toResponse(requestId);
});
