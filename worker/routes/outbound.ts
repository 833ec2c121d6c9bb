import { Hono } from "hono";
import { callObject } from "../edge/call.ts";
import { courierStub } from "../edge/stubs.ts";
import { factId } from "../core/outbound/index.ts";
import type { OutboundReply } from "../wire/outbound.ts";
import { type AppEnv, callerOf, cursorOf } from "./context.ts";

const PAGE = 100;

/**
 * `GET /v1/outbound?type=&person=&cursor=`: what other systems get to hear of, the oldest first, of the
 * last 30 days. Its cursor stays good: a poller comes back with the last one it got.
 */
export const outbound = new Hono<AppEnv>().get("/", async (c) => {
  const { shop } = await callerOf(c, "sk", "outbound");
  const cursor = c.req.query("cursor");
  const filter = { type: c.req.query("type") ?? null, person: c.req.query("person") ?? null };
  const after = cursorOf(cursor) ?? 0;
  const events = await callObject(() => courierStub(c.env, shop).list(after, filter, PAGE));
  const last = events.at(-1)?.seq;
  return c.json({
    events: events.map(({ seq, type, at, person, data }) => ({
      id: factId(shop, seq),
      type,
      time: new Date(at).toISOString(),
      person: person || null,
      data: JSON.parse(data),
    })),
    next_cursor: last === undefined ? (cursor ?? null) : String(last),
  } satisfies OutboundReply);
});
