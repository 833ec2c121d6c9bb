import type { Env } from "./env.ts";
import { seal, unseal } from "./sealed.ts";

const NAME = "okaeri_console";
const PURPOSE = "console session";
const LIFE_S = 12 * 3_600;

/** A console that is signed in: the secret key that it was signed in by, and until when (epoch ms). */
export interface ConsoleSession {
  key: string;
  until: number;
}

/**
 * The header value that signs a browser in for 12 hours. The key rides sealed in a cookie that no
 * script reads and no other site's page sends along, so that taking the key back signs everybody out.
 */
export async function sessionCookie(
  env: Env,
  { url }: Request,
  key: string,
  now: number,
): Promise<{ header: string; until: number }> {
  const until = now + 1_000 * LIFE_S;
  const sealed = await seal(env, PURPOSE, { key, until } satisfies ConsoleSession);
  return { header: `${NAME}=${sealed}; Max-Age=${LIFE_S}${attributes(url)}`, until };
}

/** The header value that signs a browser out. */
export const endedCookie = ({ url }: Request): string => `${NAME}=; Max-Age=0${attributes(url)}`;

/**
 * The session that a request comes with, or null. Requests that other sites make do not count, also
 * where a browser sends the cookie along all the same (`Sec-Fetch-Site`, W3C Fetch Metadata).
 */
export async function sessionOf(
  env: Env,
  { headers }: Request,
  now: number,
): Promise<ConsoleSession | null> {
  const pairs = (headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  const sealed = pairs.find((pair) => pair.startsWith(`${NAME}=`))?.slice(NAME.length + 1);
  if (!sealed) return null;
  const site = headers.get("sec-fetch-site") ?? "same-origin";
  if (site !== "same-origin" && site !== "none") return null;
  const session = (await unseal(env, PURPOSE, sealed)) as ConsoleSession | null;
  return session !== null && session.until > now ? session : null;
}

const attributes = (url: string): string =>
  `; Path=/v1; HttpOnly; SameSite=Strict${url.startsWith("https:") ? "; Secure" : ""}`;
