import { Hono } from "hono";
import { endedCookie, sessionCookie, sessionOf } from "../edge/console-session.ts";
import { accessOf } from "../edge/keys.ts";
import { pointersOf, ProblemError } from "../edge/problem-error.ts";
import { type SessionReply, SignIn } from "../wire/session.ts";
import { type AppEnv, jsonBody } from "./context.ts";

const LIMIT = 1_000;

/**
 * `/v1/session`: the console of a shop signs in with a secret key (POST), asks who it is (GET), and
 * signs out (DELETE). Sessions live on the real clock: a shop's test clock must not sign anybody out.
 */
export const session = new Hono<AppEnv>()
  .post("/", async (c) => {
    const body = SignIn.safeParse(await jsonBody(c, LIMIT));
    if (!body.success)
      throw new ProblemError(422, "Not a sign-in", undefined, {
        errors: pointersOf(body.error.issues),
      });
    const access = await accessOf(c.env, body.data.key);
    if (access === null) throw new ProblemError(401, "Unknown key", "this key opens no shop");
    if (access.kind !== "sk")
      throw new ProblemError(403, "A secret key is needed", "publishable keys open no console");
    const { header, until } = await sessionCookie(c.env, c.req.raw, body.data.key, Date.now());
    c.header("set-cookie", header);
    return c.json(replyOf(access.shop, until));
  })
  .get("/", async (c) => {
    const known = await sessionOf(c.env, c.req.raw, Date.now());
    const access = known === null ? null : await accessOf(c.env, known.key);
    if (known === null || access === null)
      throw new ProblemError(401, "Not signed in", "send POST /v1/session with a secret key");
    return c.json(replyOf(access.shop, known.until));
  })
  .delete("/", (c) => {
    c.header("set-cookie", endedCookie(c.req.raw));
    return c.body(null, 204);
  });

const replyOf = (shop: string, until: number): SessionReply => ({
  shop,
  until: new Date(until).toISOString(),
});
