import { Hono } from "hono";
import type { GpcReply } from "../wire/health.ts";
import type { AppEnv } from "./context.ts";

/** When this deployment's code began to honour the signal. */
const LAST_UPDATE = "2026-11-22";

/**
 * `GET /.well-known/gpc.json`: Global Privacy Control is honoured (https://w3c.github.io/gpc/), see
 * `mayRemember`.
 */
export const wellKnown = new Hono<AppEnv>().get("/gpc.json", (c) =>
  c.json({ gpc: true, lastUpdate: LAST_UPDATE } satisfies GpcReply),
);
