import { Hono } from "hono";
import { serveAsset } from "../edge/assets.ts";
import type { AppEnv } from "./context.ts";

/**
 * `GET /v1/openapi.json`: the API as an OpenAPI document, made when the product is built (`wire/api`).
 * `GET /v1/docs` leads to the page that shows it.
 */
export const openapi = new Hono<AppEnv>()
  .get("/openapi.json", (c) => {
    const file = new URL("/docs/openapi.json", c.req.url);
    return serveAsset(c.env, new Request(file, { headers: c.req.raw.headers }));
  })
  .get("/docs", (c) => c.redirect("/docs/"));
