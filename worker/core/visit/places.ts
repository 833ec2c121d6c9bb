import {
  AD_FRAMES,
  ASSISTANT_APPS,
  LINE,
  MAILBOXES,
  ROUND_TRIPS,
  SOCIAL_APPS,
  VIDEO_APPS,
} from "./lists/ours.ts";
import {
  ASSISTANTS,
  GA4_SEARCH,
  GA4_SHOPPING,
  GA4_SOCIAL,
  GA4_VIDEO,
  SEARCH_ENGINES,
  SOCIALS,
  VIDEOS,
} from "./lists/sources.ts";

/** What kind of site a visitor came from, as the channel groups ask for it. */
export type Category = "search" | "shopping" | "social" | "video" | "ai" | "line" | "email" | "ad";

/** Where a visitor came from, in a campaign's words. `category` is null for a site in no list. */
export interface Place {
  source: string;
  medium: string;
  category: Category | null;
}

/** Mediums as GA4 sets them for traffic without campaign parameters. */
const MEDIUMS: Partial<Record<Category, string>> = {
  search: "organic",
  email: "email",
  ai: "ai-assistant",
};

const place = (source: string, category: Category | null): Place => ({
  source,
  medium: (category && MEDIUMS[category]) ?? "referral",
  category,
});

/** Sources and hosts that GA4 itself lists. It matches them whole. */
const GA4 = new Map<string, Category>();
for (const [category, list] of [
  ["search", GA4_SEARCH],
  ["shopping", GA4_SHOPPING],
  ["social", GA4_SOCIAL],
  ["video", GA4_VIDEO],
] as const) {
  for (const name of list.split(/,\s*/)) GA4.set(name, category);
}

/** Matched whole: a subdomain of a search engine (mail, documents, maps) is not search. */
const HOSTS = places(["search", SEARCH_ENGINES]);

/** Matched with all subdomains. */
const DOMAINS = places(
  ["social", SOCIALS],
  ["social", SOCIAL_APPS],
  ["video", VIDEOS],
  ["video", VIDEO_APPS],
  ["ai", ASSISTANTS],
  ["ai", ASSISTANT_APPS],
  ["line", LINE],
  ["email", MAILBOXES],
  ["ad", AD_FRAMES],
);

const ASSISTANT_NAMES = new Set(
  [...DOMAINS.values()].filter(({ category }) => category === "ai").map(({ source }) => source),
);

const ROUND_TRIP_DOMAINS = new Map(ROUND_TRIPS.map((domain) => [domain, true]));

function places(...lists: [Category, string][]): Map<string, Place> {
  const byHost = new Map<string, Place>();
  for (const [category, list] of lists) {
    for (const line of list.split("\n")) {
      const [name = "", hosts = ""] = line.split("=");
      for (const host of hosts.split(",")) byHost.set(host, place(name, category));
    }
  }
  return byHost;
}

/** Ending of a country: `.de`, `.co.uk`, `.com.br`. */
const COUNTRY_END = /(?:\.(?:com?|net|org|ne|or))?\.[a-z]{2}$/;
const COUNTRY_START = /^[a-z]{2}(?=\.)/;

/** `host` itself, then with its country as `{}` at the end (google.{}) and the start ({}.bing.com). */
function find<T>(byHost: ReadonlyMap<string, T>, host: string): T | undefined {
  return (
    byHost.get(host) ??
    byHost.get(host.replace(COUNTRY_END, ".{}")) ??
    byHost.get(host.replace(COUNTRY_START, "{}"))
  );
}

/** As `find`, for the host and then for each domain that it lies in. */
function findDomain<T>(byHost: ReadonlyMap<string, T>, host: string): T | undefined {
  for (let domain = host; domain !== ""; domain = parentOf(domain)) {
    const found = find(byHost, domain);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The domain one level up, or `""`. */
function parentOf(domain: string): string {
  const dot = domain.indexOf(".");
  return dot === -1 ? "" : domain.slice(dot + 1);
}

/** True when `host` is one of `domains` or lies in one; `www.` in `domains` is not counted. */
export function liesIn(host: string, domains: Iterable<string>): boolean {
  for (const domain of domains) {
    const bare = withoutWww(domain);
    if (bare !== "" && (host === bare || host.endsWith(`.${bare}`))) return true;
  }
  return false;
}

export const withoutWww = (host: string) => (host.startsWith("www.") ? host.slice(4) : host);

/** Hosts of card issuers' 3-D Secure pages: `acs2.bank.example`, `3ds-secure.bank.example`. */
const ISSUER_PAGE = /^(?:acs\d*|3ds\d*|3d-?secure\d*|vbv)(?:-[^.]*)?\.[^.]+\./;

/** True for payment, 3-D Secure and sign-in pages, which only lead back to the shop. */
export const isRoundTrip = (host: string) =>
  ISSUER_PAGE.test(host) || findDomain(ROUND_TRIP_DOMAINS, host) !== undefined;

/** `mail.google.com`, `outlook.live.com` and the webmail of any company. */
const WEBMAIL = /^(?:e?mail|webmail|outlook)\d*\.[^.]+\./;

/** The place that a referrer's host (lower-case, no port) stands for. */
export function placeOfHost(host: string): Place {
  const bare = withoutWww(host);
  const named = find(HOSTS, bare) ?? findDomain(DOMAINS, bare);
  if (named !== undefined) return named;
  const category = GA4.get(bare);
  if (category !== undefined) return place(bare, category);
  return place(bare, WEBMAIL.test(bare) ? "email" : null);
}

/** LINE by the names that shops give it: `line`, `LINE_official`, `line-ads`. */
const LINE_SOURCE = /^line(?:[ _-][^.]*)?$/;

/** The category of a campaign's source, which may be a name or a host. */
export function categoryOfSource(source: string): Category | null {
  const name = withoutWww(source.trim().toLowerCase());
  if (LINE_SOURCE.test(name)) return "line";
  const hosted = name.includes(".") ? placeOfHost(name).category : null;
  if (hosted === "line") return hosted;
  return GA4.get(name) ?? (ASSISTANT_NAMES.has(name) ? "ai" : hosted);
}
