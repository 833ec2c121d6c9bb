import { Hono } from "hono";
import { callObject } from "../edge/call.ts";
import { shelfStub } from "../edge/stubs.ts";
import type { ShelfReply } from "../wire/shelf.ts";
import { type AppEnv, callerOf } from "./context.ts";

/**
 * `GET /v1/shelf`: how large each shard of the shelf is, and how many rows it has written since it was
 * last brought up, for whoever plans shards or checks the bill.
 */
export const shelf = new Hono<AppEnv>().get("/", async (c) => {
  const { shop, settings, now } = await callerOf(c, "sk", "reports:read");
  const shards = settings.shelf_shards;
  const sizes = await Promise.all(
    Array.from({ length: shards }, (_, shard) =>
      callObject(() => shelfStub(c.env, shop, shard, shards).size(now)),
    ),
  );
  return c.json({
    shards: sizes.map(({ items, counters, rowsWritten, bytes }) => ({
      items,
      counters,
      rows_written: rowsWritten,
      bytes,
    })),
  } satisfies ShelfReply);
});
