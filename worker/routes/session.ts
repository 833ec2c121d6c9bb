import { Hono } from "hono";
import {
  accessOfSession,
  type ConsoleSession,
  isFromHere,
  sessionOf,
  signInByKey,
  signInByLink,
  signOut,
} from "../edge/console-session.ts";
import { type Access, accessOf } from "../edge/keys.ts";
import { pointersOf, ProblemError } from "../edge/problem-error.ts";
import { linkOf } from "../edge/sign-in-link.ts";
import { visitorCookie } from "../edge/visitor-cookie.ts";
import { readSettings } from "../edge/shop-reads.ts";
import { SignIn, type SessionReply } from "../wire/session.ts";
import { type AppEnv, type Ctx, jsonBody } from "./context.ts";

const LIMIT = 2_000;

/**
 * `/v1/session`: the console of a shop signs in with a secret key or with a user's link (POST), asks
 * who it is (GET), and signs out (DELETE).
 */
export const session = new Hono<AppEnv>()
  .post("/", async (c) => {
    // Else another site could sign its visitors in to a shop of its own.
    if (c.req.header("origin") !== undefined && !isFromHere(c.req.raw))
      throw new ProblemError(403, "Not from here", "only the console's own page signs in");
    const body = SignIn.safeParse(await jsonBody(c, LIMIT));
    if (!body.success)
      throw new ProblemError(422, "Not a sign-in", undefined, {
        errors: pointersOf(body.error.issues),
      });
    const { header, session: opened } =
      "key" in body.data ? await byKey(c, body.data.key) : await byLink(c, body.data.link);
    c.header("set-cookie", header);
    return c.json(await replyOf(c, opened, await accessOfSession(c.env, opened)));
  })
  .get("/", async (c) => {
    const known = await sessionOf(c.env, c.req.raw);
    if (known === null) throw notSignedIn();
    return c.json(await replyOf(c, known, await accessOfSession(c.env, known)));
  })
  .delete("/", async (c) => {
    c.header("set-cookie", await signOut(c.env, c.req.raw));
    return c.body(null, 204);
  });

async function byKey(c: Ctx, key: string) {
  const access = await accessOf(c.env, key);
  if (access === null) throw new ProblemError(401, "Unknown key", "this key opens no shop");
  if (access.kind !== "sk")
    throw new ProblemError(403, "A secret key is needed", "publishable keys open no console");
  return signInByKey(c.env, c.req.raw, key);
}

async function byLink(c: Ctx, token: string) {
  const link = await linkOf(c.env, token);
  const signedIn = link === null ? null : await signInByLink(c.env, c.req.raw, link);
  if (signedIn !== null) return signedIn;
  throw new ProblemError(
    410,
    "This link opens nothing",
    "a link is good once, for a day: ask an owner of the shop for another",
  );
}

async function replyOf(
  c: Ctx,
  { until }: ConsoleSession,
  access: Access | null,
): Promise<SessionReply> {
  if (access === null) throw notSignedIn();
  const { shop, who, scopes, now } = access;
  const { cookie_domain } = await readSettings(c.env, shop, now);
  const cookie = visitorCookie(c.req.raw, shop, cookie_domain);
  return {
    shop,
    who,
    scopes: [...scopes],
    until: new Date(until).toISOString(),
    visitor: cookie?.visitors[0] ?? null,
  };
}

const notSignedIn = () =>
  new ProblemError(401, "Not signed in", "send POST /v1/session with a secret key or a link");
