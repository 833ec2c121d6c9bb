import type { Env } from "./env.ts";
import { seal, unseal } from "./sealed.ts";

/**
 * Whose page of their own a browser may open. A visitor's id alone does not do: it stands in addresses
 * and logs, and may be guessed. So the reply in which a visitor is first heard of, or in which a
 * customer's signed identity comes, leaves a cookie that nobody else can have.
 */
const PURPOSE = "me";
const PREFIX = "okaeri_me_";
/** As long as the visitor's own cookie. */
const COOKIE_LIFE_S = 400 * 86_400;
/** A link that the shop hands out is for now. */
const LINK_LIFE_MS = 3_600_000;

/** Who asks: a person ref of a shop. */
export interface Oneself {
  shop: string;
  person: string;
}

interface Proof extends Oneself {
  /** The visitor that the browser must go by; none for a link. */
  visitor?: string;
  /** Epoch ms, on the machine's clock: a shop's test clock must not let anybody in. */
  until: number;
}

/**
 * The header value of the cookie by which a browser proves to be a person: the visitor itself, or the
 * customer who has just logged in, and nobody else that the visitor's id may lead to.
 */
export async function proofCookie(
  env: Env,
  isSecure: boolean,
  { shop, person, visitor }: Oneself & { visitor: string },
  now: number,
): Promise<string> {
  const until = now + 1000 * COOKIE_LIFE_S;
  const proof = await seal(env, PURPOSE, { shop, person, visitor, until } satisfies Proof);
  return `${PREFIX}${shop}=${proof}; Max-Age=${COOKIE_LIFE_S}${attributes(isSecure)}`;
}

/** The header value that takes it away. */
export const endedProof = (shop: string, isSecure: boolean): string =>
  `${PREFIX}${shop}=; Max-Age=0${attributes(isSecure)}`;

const attributes = (isSecure: boolean): string =>
  `; Path=/v1/me; HttpOnly; SameSite=Strict${isSecure ? "; Secure" : ""}`;

/** A token that opens one person's page for an hour. */
export async function pageToken(
  env: Env,
  { shop, person }: Oneself,
  now: number,
): Promise<{ token: string; until: number }> {
  const until = now + LINK_LIFE_MS;
  return { token: await seal(env, PURPOSE, { shop, person, until } satisfies Proof), until };
}

/**
 * Who a request to `/v1/me` is from, by the token of a link or by cookies; null for nobody. The cookie
 * counts only for the visitor that the browser goes by now: who has logged out is somebody else. Only
 * pages of the Worker's own host may ask.
 */
export async function oneselfOf(
  env: Env,
  { headers }: Request,
  shop: string | undefined,
  now: number,
): Promise<Oneself | null> {
  const bearer = headers.get("authorization");
  if (bearer?.startsWith("Bearer ")) {
    const link = await proofIn(env, bearer.slice(7), now);
    return link?.visitor === undefined ? link : null;
  }
  const site = headers.get("sec-fetch-site") ?? "same-origin";
  if (site !== "same-origin") return null;
  const cookies = cookiesOf(headers);
  const named = [...cookies].filter(([name]) =>
    shop === undefined ? name.startsWith(PREFIX) : name === PREFIX + shop,
  );
  if (named.length !== 1) return null;
  const proof = await proofIn(env, named[0]![1], now);
  if (proof === null || named[0]![0] !== PREFIX + proof.shop) return null;
  return cookies.get(`okaeri_${proof.shop}`) === proof.visitor ? proof : null;
}

async function proofIn(env: Env, sealed: string, now: number): Promise<Proof | null> {
  const proof = (await unseal(env, PURPOSE, sealed)) as Proof | null;
  return proof !== null && proof.until > now ? proof : null;
}

const cookiesOf = (headers: Headers): Map<string, string> =>
  new Map(
    (headers.get("cookie") ?? "").split(";").map((pair): [string, string] => {
      const at = pair.indexOf("=");
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    }),
  );
