import type { MiddlewareHandler } from "hono";
import { callObject } from "../edge/call.ts";
import { digesting, idempotencyKeyIn, replayed, type Reply, replyOf } from "../edge/idempotency.ts";
import { type Access, accessOf, hashOf } from "../edge/keys.ts";
import { orElse } from "../edge/or-else.ts";
import { ProblemError } from "../edge/problem-error.ts";
import { seal, unseal } from "../edge/sealed.ts";
import { readSettings } from "../edge/shop-reads.ts";
import { shopStub } from "../edge/stubs.ts";
import type { Scope } from "../wire/scope.ts";
import type { AppEnv, Ctx } from "./context.ts";
import { limitCaller } from "./rate-limits.ts";

/** Scopes of requests that are of no person. */
const IMPERSONAL: ReadonlySet<Scope> = new Set([
  "admin",
  "catalogue:write",
  "outbound",
  "reports:read",
  "settings:write",
]);

/**
 * A `POST` by secret key with an `Idempotency-Key` is carried out once
 * (draft-ietf-httpapi-idempotency-key-header-06): its repetition within 24 hours gets the first reply.
 * A reply may show a key or a person, so it is kept sealed, and nobody opens it without the header.
 */
export const idempotent: MiddlewareHandler<AppEnv> = async (c, next) => {
  const field = c.req.header("idempotency-key");
  const access = field === undefined || c.req.method !== "POST" ? null : await secretAccess(c);
  if (access === null) return next();
  const key = idempotencyKeyIn(field!);
  const { shop, who, now } = access;
  const name = await hashOf(`${who}|${key}`);
  const owner = c.get("requestId");
  const claim = () => shopStub(c.env, shop).claimReply(name, owner, now);
  const kept = await callObject(claim);
  const { request, digest } = digesting(c.req.raw);
  const purpose = `reply ${key}`;
  const requestHash = async () => hashOf(`${c.req.raw.url} ${await digest()}`);
  if (kept !== null) {
    limitCaller(c, access, (await readSettings(c.env, shop, now)).limits);
    if (kept.request === null) throw underWay();
    if (kept.request !== (await requestHash())) throw usedAlready();
    if (kept.reply === null) throw forgotten();
    const reply = (await unseal(c.env, purpose, kept.reply)) as Reply | null;
    if (reply === null) throw new Error("a kept reply does not open");
    return replayed(reply);
  }
  c.req.raw = request;
  await next();
  const settle = (done: { request: string; reply: string; isPersonal: boolean } | null) =>
    orElse(
      undefined,
      callObject(() => shopStub(c.env, shop).settleReply(name, owner, done)),
    );
  try {
    const reply = await replyOf(c.res);
    const done = reply && {
      request: await requestHash(),
      reply: await seal(c.env, purpose, reply),
      isPersonal: !IMPERSONAL.has(c.get("scope") ?? "privacy"),
    };
    await settle(done);
  } catch (error) {
    // What its body was is not known, so that nothing can be told from its repetition.
    await settle(null);
    throw error;
  }
};

/** Of a secret key; whatever else a request comes with is for its route to judge. */
async function secretAccess(c: Ctx): Promise<Access | null> {
  const [, key] = /^Bearer (sk_.*)$/.exec(c.req.header("authorization") ?? "") ?? [];
  return key === undefined ? null : accessOf(c.env, key);
}

const underWay = () =>
  new ProblemError(409, "Under way", "a request with this Idempotency-Key has not ended yet", {
    headers: { "retry-after": "1" },
  });

const forgotten = () =>
  new ProblemError(
    409,
    "Carried out before",
    "a person was erased since, and what was answered might have told of them",
  );

const usedAlready = () =>
  new ProblemError(
    422,
    "Idempotency-Key is already used",
    "another request had it: take a new one for each",
  );
