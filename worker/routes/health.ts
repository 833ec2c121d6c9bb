import { Hono } from "hono";
import { isStorageReady } from "../edge/readiness.ts";
import type { HealthReply, ReadyReply } from "../wire/health.ts";
import type { AppEnv } from "./context.ts";

/**
 * `GET /health`: it lives, so restarting it helps nothing. `GET /health/ready`: it also writes to disk,
 * so requests may be sent to it; 503 when it does not.
 */
export const health = new Hono<AppEnv>()
  .get("/", (c) => c.json({ status: "ok" } satisfies HealthReply))
  .get("/ready", async (c) => {
    const isReady = await isStorageReady(c.env, Date.now());
    const body: ReadyReply = { status: isReady ? "ok" : "failing", checks: { storage: isReady } };
    return c.json(body, isReady ? 200 : 503, { "cache-control": "no-store" });
  });
