import { Hono } from "hono";
import { nanoid } from "nanoid";
import { callObject } from "../edge/call.ts";
import { takeIn } from "../edge/intake.ts";
import { piecesOf } from "../edge/pieces.ts";
import { pointersOf, ProblemError } from "../edge/problem-error.ts";
import { importStub } from "../edge/stubs.ts";
import { ImportQuery, type ImportsReply, type ImportTaken } from "../wire/import.ts";
import type { Scope } from "../wire/scope.ts";
import { type AppEnv, callerOf, type Ctx, cursorOf } from "./context.ts";

/** `POST /v1/imports?type=`: a file, taken in as it comes and worked through later. */
const postImport = async (c: Ctx) => {
  const { shop, now } = await callerOf(c, "sk", scopeFor(c.req.query("type")));
  const query = ImportQuery.safeParse(c.req.query());
  if (!query.success)
    throw new ProblemError(422, "Not an import", undefined, {
      errors: pointersOf(query.error.issues),
    });
  const { body } = c.req.raw;
  if (body === null) throw new ProblemError(400, "Empty file", "the file is the body");
  const { type, feed = null, format = null, mode, force = false, mapping, dates } = query.data;
  const id = nanoid();
  const imports = () => importStub(c.env, shop);
  const order = {
    type,
    feed,
    force,
    format,
    mode: mode ?? (feed === null ? "merge" : "replace"),
    contentType: c.req.header("content-type") ?? "",
    name: nameOf(c.req.header("content-disposition")),
    base: null,
    dryRun: query.data.dry_run,
    ...(type !== "items" && { reading: { mapping, dates, notItems: query.data.not_items } }),
  } as const;
  if (!(await callObject(() => imports().open(id, order, now))))
    throw new ProblemError(429, "Too many imports", "others wait for their turn: try again later", {
      headers: { "retry-after": "60" },
    });
  try {
    const intake = await takeIn(piecesOf(body), (chunk, place) =>
      callObject(() => imports().append(id, place, chunk)),
    );
    await callObject(() => imports().close(id, intake, now));
  } catch (error) {
    await imports().abandon(id, (error as Error).message, now);
    throw error;
  }
  return c.json({ id } satisfies ImportTaken, 202, { location: `/v1/imports/${id}` });
};

/** An import may do what the same could do one by one. */
function scopeFor(type: string | undefined): Scope {
  if (type === "orders" || type === "refunds" || type === "deliveries") return "orders:write";
  if (type === "customers" || type === "tickets") return "people:write";
  return "catalogue:write";
}

const nameOf = (disposition: string | undefined): string =>
  /filename="?([^";]+)/i.exec(disposition ?? "")?.[1] ?? "";

/** `GET /v1/imports/{id}`: how far it is, or what it came to. */
const getImport = async (c: Ctx) => {
  const { shop } = await callerOf(c, "sk", "reports:read");
  const id = c.req.param("id")!;
  const report = await callObject(() => importStub(c.env, shop).report(id));
  if (report === null) throw unknown();
  return c.json(report);
};

/** `GET /v1/imports/{id}/rejected?cursor=`: every line that was not taken, and why. */
const getRejected = async (c: Ctx) => {
  const { shop } = await callerOf(c, "sk", "reports:read");
  const cursor = cursorOf(c.req.query("cursor")) ?? 0;
  const id = c.req.param("id")!;
  const page = await callObject(() => importStub(c.env, shop).rejected(id, cursor));
  if (page === null) throw unknown();
  return c.json(page);
};

const unknown = () =>
  new ProblemError(404, "No such import", "reports are kept for 30 days, the latest 200 of them");

/** `GET /v1/imports`: all that are remembered, the latest first. */
const getImports = async (c: Ctx) => {
  const { shop } = await callerOf(c, "sk", "reports:read");
  const imports = await callObject(() => importStub(c.env, shop).reports());
  return c.json({ imports } satisfies ImportsReply);
};

export const imports = new Hono<AppEnv>()
  .post("/", postImport)
  .get("/", getImports)
  .get("/:id", getImport)
  .get("/:id/rejected", getRejected);
