import { Hono } from "hono";
import { callObject } from "../edge/call.ts";
import { courierStub } from "../edge/stubs.ts";
import type { AlertsReply } from "../wire/alert.ts";
import { type AppEnv, callerOf } from "./context.ts";

/** `GET /v1/alerts`: what is not as it should be, and what was not within the last 30 days. */
export const alerts = new Hono<AppEnv>().get("/", async (c) => {
  const { shop, now } = await callerOf(c, "sk", "reports:read");
  const reply = await callObject(() => courierStub(c.env, shop).alerts(now));
  return c.json(reply satisfies AlertsReply);
});
