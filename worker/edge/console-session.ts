import { nanoid } from "nanoid";
import { SCOPES_OF } from "../wire/scope.ts";
import { forgetAccess, readAccess } from "./access-list.ts";
import { callObject } from "./call.ts";
import { nowFor } from "./clock.ts";
import type { Env } from "./env.ts";
import { type Access, accessOf } from "./keys.ts";
import { isOwnHost } from "./own-host.ts";
import { seal, unseal } from "./sealed.ts";
import { shopStub } from "./stubs.ts";

const NAME = "okaeri_console";
const PURPOSE = "console session";
const KEY_LIFE_S = 12 * 3_600;
const USER_LIFE_S = 30 * 86_400;

/**
 * A console that is signed in, and until when (epoch ms): by a secret key, which then rides in the
 * cookie, so that taking the key back signs everybody out; or as a user, whose sessions the shop lists.
 *
 * Sessions live on the real clock: a shop's test clock must not sign anybody out.
 */
export type ConsoleSession = { until: number } & (
  | { key: string }
  | { shop: string; email: string; id: string }
);

/** What signs a browser in: a `Set-Cookie` value, of a cookie that no script reads and no other site's page sends. */
interface SignedIn {
  header: string;
  session: ConsoleSession;
}

/** Signs a browser in by a secret key for 12 hours. */
export const signInByKey = (env: Env, request: Request, key: string): Promise<SignedIn> =>
  keep(env, request, { key, until: Date.now() + 1_000 * KEY_LIFE_S }, KEY_LIFE_S);

/** Signs a user in for 30 days by the link that they were given; null when it is not good any more. */
export async function signInByLink(
  env: Env,
  request: Request,
  { shop, email, hash }: { shop: string; email: string; hash: string },
): Promise<SignedIn | null> {
  const now = Date.now();
  const session = { shop, email, id: nanoid(), until: now + 1_000 * USER_LIFE_S };
  const redeeming = { email, hash, session: session.id, until: session.until, now };
  if (!(await callObject(() => shopStub(env, shop).signIn(redeeming)))) return null;
  forgetAccess(shop);
  return keep(env, request, session, USER_LIFE_S);
}

/** Signs a browser out: the header value that does it. */
export async function signOut(env: Env, request: Request): Promise<string> {
  const session = await sessionOf(env, request);
  if (session !== null && "id" in session) {
    await callObject(() => shopStub(env, session.shop).signOut(session.id));
    forgetAccess(session.shop);
  }
  return `${NAME}=; Max-Age=0${attributes(request)}`;
}

/** The session that a request comes with, or null. Requests that other sites make do not count. */
export async function sessionOf(env: Env, request: Request): Promise<ConsoleSession | null> {
  const pairs = (request.headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  const sealed = pairs.find((pair) => pair.startsWith(`${NAME}=`))?.slice(NAME.length + 1);
  if (!sealed || !isFromHere(request)) return null;
  const session = (await unseal(env, PURPOSE, sealed)) as ConsoleSession | null;
  return session !== null && session.until > Date.now() ? session : null;
}

/** What a session gives access to, or null when its key, its user or itself was taken back. */
export async function accessOfSession(env: Env, session: ConsoleSession): Promise<Access | null> {
  if ("key" in session) return accessOf(env, session.key);
  const { shop, email, id } = session;
  const now = await nowFor(env, shop);
  const { roles, sessions } = await readAccess(env, shop, now);
  const role = roles.get(email);
  if (role === undefined || !sessions.has(id)) return null;
  return { kind: "sk", shop, scopes: SCOPES_OF[role], who: email, now };
}

/**
 * Whether a page of this very host makes a request, also where a browser sends the cookie along all
 * the same: by `Sec-Fetch-Site` (W3C Fetch Metadata), and where that is missing by `Origin`, which
 * browsers send with whatever changes something.
 */
export function isFromHere({ method, headers, url }: Request): boolean {
  const isSafe = method === "GET" || method === "HEAD";
  const site = headers.get("sec-fetch-site");
  if (site !== null) return site === "same-origin" || (site === "none" && isSafe);
  const origin = headers.get("origin");
  return origin === null ? isSafe : isOwnHost(origin, url);
}

async function keep(
  env: Env,
  request: Request,
  session: ConsoleSession,
  life: number,
): Promise<SignedIn> {
  const sealed = await seal(env, PURPOSE, session);
  return { header: `${NAME}=${sealed}; Max-Age=${life}${attributes(request)}`, session };
}

/** Behind a proxy that takes TLS off, the page's own address still tells. */
const attributes = ({ url, headers }: Request): string => {
  const isSecure = url.startsWith("https:") || headers.get("origin")?.startsWith("https:");
  return `; Path=/v1; HttpOnly; SameSite=Strict${isSecure ? "; Secure" : ""}`;
};
