import { Hono } from "hono";
import { changesBetween, type KeyRow } from "../core/access/index.ts";
import { forgetAccess } from "../edge/access-list.ts";
import { callObject } from "../edge/call.ts";
import { newKey } from "../edge/keys.ts";
import { pointersOf, ProblemError } from "../edge/problem-error.ts";
import { shopStub } from "../edge/stubs.ts";
import { KeyBody, type KeyMade, type KeyRecord, type KeysReply, RotateBody } from "../wire/key.ts";
import { PAGE_SCOPES } from "../wire/scope.ts";
import { type AppEnv, callerOf, type Ctx, jsonBody } from "./context.ts";

const MAX_BODY_BYTES = 10_000;
const HOUR = 3_600_000;

/**
 * `GET /v1/keys`: the shop's keys, but not what they are. `POST /v1/keys` makes one and shows it this
 * once; `POST /v1/keys/{id}/rotate` makes one that takes another's place; `DELETE /v1/keys/{id}` takes
 * one back, which bites within 30 s.
 */
export const keys = new Hono<AppEnv>()
  .get("/", async (c) => {
    const { shop } = await callerOf(c, "sk", "admin");
    const rows = await callObject(() => shopStub(c.env, shop).keys());
    rows.sort((a, b) => b.made - a.made || (a.id < b.id ? -1 : 1));
    return c.json({ keys: rows.map(recordOf) } satisfies KeysReply);
  })
  .post("/", async (c) => {
    const { shop, who, now } = await callerOf(c, "sk", "admin");
    const body = KeyBody.safeParse(await jsonBody(c, MAX_BODY_BYTES));
    if (!body.success) throw notA("key", pointersOf(body.error.issues));
    const { kind, label } = body.data;
    const scopes = body.data.kind === "pk" ? PAGE_SCOPES : body.data.scopes;
    const { key, row } = await newKey(c.env, shop, { kind, label, scopes, made: now });
    const changes = changesBetween({}, named(row));
    const deed = { who, action: "key.made", subject: row.id, at: now, changes };
    if (!(await callObject(() => shopStub(c.env, shop).addKey(row, deed)))) throw tooMany(100);
    return made(c, shop, key, row);
  })
  .post("/:id/rotate", async (c) => {
    const { shop, who, now } = await callerOf(c, "sk", "admin");
    const body = RotateBody.safeParse(await jsonBody(c, MAX_BODY_BYTES));
    if (!body.success) throw notA("rotation", pointersOf(body.error.issues));
    const id = c.req.param("id");
    const rows = await callObject(() => shopStub(c.env, shop).keys());
    const old = rows.find((known) => known.id === id);
    if (old === undefined) throw unknown();
    const { key, row } = await newKey(c.env, shop, { ...named(old), made: now });
    const until = now + body.data.overlap_hours * HOUR;
    const changes = changesBetween({ id }, { id: row.id });
    const deed = { who, action: "key.rotated", subject: id, at: now, changes };
    const outcome = await callObject(() => shopStub(c.env, shop).rotateKey(id, row, until, deed));
    if (outcome === "gone") throw unknown();
    if (outcome === "full") throw tooMany(200);
    return made(c, shop, key, row);
  })
  .delete("/:id", async (c) => {
    const { shop, who, now } = await callerOf(c, "sk", "admin");
    const id = c.req.param("id");
    const deed = { who, action: "key.revoked", subject: id, at: now };
    if (!(await callObject(() => shopStub(c.env, shop).revokeKey(id, deed)))) throw unknown();
    forgetAccess(shop);
    return c.body(null, 204);
  });

function made(c: Ctx, shop: string, key: string, row: KeyRow): Response {
  forgetAccess(shop);
  return c.json({ key, ...recordOf(row) } satisfies KeyMade, 201);
}

const named = ({ kind, label, scopes }: KeyRow) => ({ kind, label, scopes });

const recordOf = ({ id, kind, label, scopes, made: at, used, until }: KeyRow): KeyRecord => ({
  id,
  kind,
  label,
  scopes: [...scopes],
  made: new Date(at).toISOString(),
  last_used: used === null ? null : new Date(used).toISOString().slice(0, 10),
  ends: until === null ? null : new Date(until).toISOString(),
});

const notA = (what: string, errors: ReturnType<typeof pointersOf>) =>
  new ProblemError(422, `Not a ${what}`, undefined, { errors });

const tooMany = (most: number) =>
  new ProblemError(409, "Too many keys", `a shop has at most ${most} that are good`);

const unknown = () => new ProblemError(404, "No such key", "see GET /v1/keys; it may have ended");
