import { liesIn } from "../core/visit/index.ts";
import type { Consent } from "../wire/batch.ts";
import { PersonId } from "../wire/text.ts";

/** The longest that browsers keep a cookie (RFC 6265bis): 400 days. */
const MAX_AGE_S = 400 * 86_400;

/** A visitor's id as a cookie that only the Worker writes, and that outlives what scripts may store. */
export interface VisitorCookie {
  /** The ids that the browser has sent; two for a while when the shop changes `cookie_domain`. */
  visitors: string[];
  /** Whether the reply may set cookies; that to a beacon may not. */
  mayKeep: boolean;
  /** Header values that keep `visitor` for 400 days from now; none in the reply to a beacon. */
  keep(visitor: string): string[];
  /** Header values that take the cookie away; none when there is no cookie. */
  expire(): string[];
}

/**
 * The cookie of a shop in the page that asks, or null where it has no place: the request comes from
 * no page, or the page's host is neither the Worker's own nor, with it, in the shop's cookie domain.
 * Elsewhere it would be a third party's, which browsers block and visitors do not expect.
 *
 * Its name holds the shop, since several shops may be served by one host. `SameSite=Lax` keeps it out
 * of requests that other sites make.
 */
export function visitorCookie(
  { headers, url }: Request,
  shop: string,
  cookieDomain: string | null,
): VisitorCookie | null {
  const origin = headers.get("origin");
  const { hostname, protocol } = new URL(url);
  const page = origin === null ? sameOriginHost(headers, hostname) : hostOf(origin);
  if (page === null) return null;
  const isShared =
    cookieDomain !== null && [page, hostname].every((h) => liesIn(h, [cookieDomain]));
  if (!isShared && page !== hostname) return null;

  const name = `okaeri_${shop}`;
  // Behind a proxy that takes TLS off, the page's own address still tells.
  const isSecure = protocol === "https:" || origin?.startsWith("https:");
  const attributes = `; Path=/; SameSite=Lax; HttpOnly${isSecure ? "; Secure" : ""}`;
  const shared = isShared ? `; Domain=${cookieDomain}` : "";
  // A beacon carries cookies even where the tag's other requests, and so `forget()`, cannot reach them.
  const isBeacon = headers.get("sec-fetch-mode") === "no-cors";
  const visitors = valuesOf(headers.get("cookie") ?? "", name);
  return {
    visitors,
    mayKeep: !isBeacon,
    keep: (visitor) =>
      isBeacon ? [] : [`${name}=${visitor}; Max-Age=${MAX_AGE_S}${attributes}${shared}`],
    expire: () =>
      visitors.length === 0
        ? []
        : Array.from(
            new Set(["", shared]),
            (domain) => `${name}=; Max-Age=0${attributes}${domain}`,
          ),
  };
}

/**
 * Whether a browser may be known again: not when consent is denied, and under Global Privacy Control
 * (`Sec-GPC: 1`) only when it was given in so many words.
 */
export const mayRemember = (consent: Consent | undefined, headers: Headers): boolean =>
  headers.get("sec-gpc") === "1"
    ? consent?.analytics_storage === "granted"
    : consent?.analytics_storage !== "denied";

const hostOf = (origin: string): string | null =>
  URL.canParse(origin) ? new URL(origin).hostname : null;

const sameOriginHost = (headers: Headers, host: string): string | null =>
  headers.get("sec-fetch-site") === "same-origin" ? host : null;

const valuesOf = (header: string, name: string): string[] =>
  header
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
    .filter((value) => PersonId.safeParse(value).success);
