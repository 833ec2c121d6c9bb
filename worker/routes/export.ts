import { Hono } from "hono";
import { exportPage, ndjson } from "../edge/export.ts";
import { publicOrigin } from "../edge/own-host.ts";
import { pointersOf, ProblemError } from "../edge/problem-error.ts";
import { ExportKind, ExportQuery } from "../wire/export.ts";
import { type AppEnv, callerOf } from "./context.ts";

/**
 * `GET /v1/export/{events|people|orders|refunds}`: all there is as NDJSON, in the form that imports and
 * `/v1/events` take. A page is a part of it; the `Link` header leads to the next (RFC 8288).
 */
export const warehouse = new Hono<AppEnv>().get("/:kind", async (c) => {
  const { shop, now, settings } = await callerOf(c, "sk", "export");
  const kind = ExportKind.safeParse(c.req.param("kind"));
  if (!kind.success)
    throw new ProblemError(404, "No such export", `there are ${ExportKind.options.join(", ")}`);
  const query = ExportQuery.safeParse(c.req.query());
  if (!query.success)
    throw new ProblemError(422, "Not a page", undefined, {
      errors: pointersOf(query.error.issues),
    });
  const exporting = { env: c.env, shop, zone: settings.time_zone, now };
  const { records, next } = await exportPage(kind.data, query.data.cursor, exporting);
  const url = new URL(`/v1/export/${kind.data}`, publicOrigin(c.req.raw));
  if (next !== null) url.searchParams.set("cursor", next);
  const isPacked = /\bgzip\b/.test(c.req.header("accept-encoding") ?? "");
  return c.body(ndjson(records), 200, {
    "content-type": "application/x-ndjson",
    // The platform packs what says that it is packed.
    ...(isPacked && { "content-encoding": "gzip" }),
    ...(next !== null && { link: `<${url.href}>; rel="next"` }),
  });
});
