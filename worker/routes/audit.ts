import { Hono } from "hono";
import { callObject } from "../edge/call.ts";
import { shopStub } from "../edge/stubs.ts";
import type { AuditReply } from "../wire/audit.ts";
import { type AppEnv, callerOf, cursorOf } from "./context.ts";

const PAGE = 100;

/** `GET /v1/audit?cursor=`: who changed what in the last 25 months, the latest first. */
export const auditLog = new Hono<AppEnv>().get("/", async (c) => {
  const { shop } = await callerOf(c, "sk", "admin");
  const before = cursorOf(c.req.query("cursor"));
  const rows = await callObject(() => shopStub(c.env, shop).audited(before, PAGE));
  return c.json({
    entries: rows.map(({ at, who, action, subject, changes }) => ({
      time: new Date(at).toISOString(),
      who,
      action,
      subject,
      changes: JSON.parse(changes),
    })),
    next_cursor: rows.length < PAGE ? null : String(rows.at(-1)!.seq),
  } satisfies AuditReply);
});
