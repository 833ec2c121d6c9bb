import { Hono } from "hono";
import { callObject } from "../edge/call.ts";
import { shopStub } from "../edge/stubs.ts";
import type { VisitorsReply } from "../wire/visitors.ts";
import { type AppEnv, callerOf } from "./context.ts";

/**
 * `GET /v1/visitors`: who is on the shop's pages now, what they do and what they are shown. The board is
 * kept in memory while somebody asks for it, at least once a minute; it fills within ten seconds.
 */
export const visitors = new Hono<AppEnv>().get("/", async (c) => {
  const { shop, now } = await callerOf(c, "sk", "people:read");
  // The platform's types turn tuples into arrays on their way out of an object.
  const reply = await callObject<VisitorsReply>(
    () => shopStub(c.env, shop).watch(now) as Promise<VisitorsReply>,
  );
  return c.json(reply);
});
