import { Hono } from "hono";
import type { AppEnv } from "./context.ts";

/** `GET /health`: answers as soon as requests are served. */
export const health = new Hono<AppEnv>().get("/", (c) => c.json({ status: "ok" }));
