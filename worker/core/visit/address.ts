import { CLICK_IDS } from "./click-ids.ts";
import { isPersonalName, isPersonalSegment, isPersonalValue, readable } from "./personal.ts";

/** Longest address that is stored, in characters. */
const MAX_LENGTH = 2048;
const MAX_CLICK_ID = 200;
const REDACTED = "redacted";

/** Host of an address in lower case, without port; `""` when it has none. */
export function hostOf(url: string): string {
  const host = parse(url)?.hostname.toLowerCase() ?? "";
  return host.endsWith(".") ? host.slice(0, -1) : host;
}

/** Path of an http(s) address, percent-encoded, without query; `""` when it is none. */
export function pathOf(url: string): string {
  return parseHttp(url)?.pathname ?? "";
}

const NO_PARAMETERS: ReadonlyMap<string, string> = new Map();

/** Query parameters of an address, names in lower case; the first of a name counts, empty ones do not. */
export function parametersOf(url: string): ReadonlyMap<string, string> {
  if (!url.includes("?")) return NO_PARAMETERS;
  const parameters = new Map<string, string>();
  for (const [name, value] of parse(url)?.searchParams ?? []) {
    const key = name.toLowerCase();
    if (value !== "" && !parameters.has(key)) parameters.set(key, value);
  }
  return parameters;
}

/**
 * An http(s) address without personal data, at most 2 048 characters; `""` for anything else.
 *
 * Gone are user and password, parameters in query and fragment that hold or by their name promise an
 * e-mail address, a phone number, a credential or a person's details, and such segments of the path
 * (replaced, so that the page stays recognisable). `utm_` parameters stay unless they hold such a
 * value; click ids stay by name, for the channel, without a value that names a mailing's recipient.
 * Scrubbing twice changes nothing.
 */
export const scrubUrl = (url: string): string => scrub(url).url;

/** An address without personal data, and its path. */
export interface Scrubbed {
  url: string;
  path: string;
}

const NO_ADDRESS: Scrubbed = { url: "", path: "" };

function scrub(url: string): Scrubbed {
  const parsed = parseHttp(url);
  if (parsed === null) return NO_ADDRESS;
  const path = scrubPath(parsed.pathname);
  const query = scrubPairs(parsed.search.slice(1));
  const fragment = scrubFragment(parsed.hash.slice(1));
  const scrubbed = `${parsed.protocol}//${parsed.host}${path}${prefixed("?", query)}${prefixed("#", fragment)}`;
  if (scrubbed === parsed.href && scrubbed.length <= MAX_LENGTH) return { url: scrubbed, path };
  // Parsed again, since a path can change when a part of a segment went (`/.;sid=1/` becomes `/./`).
  const result = parseHttp(scrubbed);
  if (result === null) return NO_ADDRESS;
  const short = shorten(result);
  return { url: short, path: pathOf(short) };
}

/** `scrubUrl` and `pathOf` of what it is given, once for each address: events of one page share theirs. */
export function scrubber(): (url: string) => Scrubbed {
  const known = new Map<string, Scrubbed>();
  return (raw) => {
    let scrubbed = known.get(raw);
    if (scrubbed === undefined) known.set(raw, (scrubbed = scrub(raw)));
    return scrubbed;
  };
}

/** The addresses that were parsed last: of one and the same several things are asked in a row. */
const latest = new Map<string, URL | null>();
const MAX_LATEST = 16;

/** Not to be changed by whoever asks. */
function parse(text: string): URL | null {
  let url = latest.get(text);
  if (url === undefined) {
    if (latest.size >= MAX_LATEST) latest.clear();
    latest.set(text, (url = URL.parse(text)));
  }
  return url;
}

function parseHttp(url: string): URL | null {
  const parsed = parse(url);
  return parsed?.protocol === "https:" || parsed?.protocol === "http:" ? parsed : null;
}

const prefixed = (sign: string, text: string) => (text === "" ? "" : sign + text);

/** What a percent-encoded path has to hold for `scrubPath` to change it. */
const SUSPICIOUS = /[;%@+=]|eyJ|[0-9a-f]{32}/i;

/** Segments without personal ones, and without matrix parameters such as `;jsessionid=1`. */
function scrubPath(path: string): string {
  if (!SUSPICIOUS.test(path)) return path;
  return path
    .split("/")
    .map((segment) => {
      const [name = "", ...matrix] = segment.split(";");
      const kept = matrix.filter((pair) => scrubPair(pair) === pair);
      return [isPersonalSegment(readable(name)) ? REDACTED : name, ...kept].join(";");
    })
    .join("/");
}

/** `name=value&…`, as it stands in a query or a fragment, without the personal ones. */
const scrubPairs = (pairs: string) =>
  pairs === ""
    ? ""
    : pairs
        .split("&")
        .map((pair) => (pair.includes("=") ? scrubPair(pair) : scrubPath(pair)))
        .filter(Boolean)
        .join("&");

/** A fragment, which may hold a path and its own query (`#/cart?step=2`). */
const scrubFragment = (fragment: string) =>
  fragment === "" ? "" : fragment.split("?").map(scrubPairs).filter(Boolean).join("?");

function scrubPair(pair: string): string {
  const equals = pair.indexOf("=");
  if (equals === -1) return isPersonalValue(readable(pair)) ? "" : pair;
  const name = readable(pair.slice(0, equals));
  const value = pair.slice(equals + 1);
  const clickId = CLICK_IDS.get(name.toLowerCase());
  if (clickId !== undefined) {
    const hidden = clickId.personal || isPersonalValue(readable(value));
    const shown = value === "" || !hidden ? cut(value) : REDACTED;
    return `${pair.slice(0, equals)}=${shown}`;
  }
  if (isPersonalValue(name) || isPersonalValue(readable(value))) return "";
  return isPersonalName(name) && !/^utm_/i.test(name) ? "" : pair;
}

/** The first 200 characters, without a percent escape that was cut in two. */
const cut = (value: string) =>
  value.length <= MAX_CLICK_ID ? value : value.slice(0, MAX_CLICK_ID).replace(/%[^%]?$/, "");

/** Whole parts go, so that what stays means what it meant: fragment, last parameters, last segments. */
function shorten({ href }: URL): string {
  if (href.length <= MAX_LENGTH) return href;
  const url = new URL(href);
  url.hash = "";
  let over = url.href.length - MAX_LENGTH;
  if (over > 0) {
    url.search = upToLast("&", url.search, url.search.length - over);
    over = url.href.length - MAX_LENGTH;
  }
  if (over > 0) url.pathname = upToLast("/", url.pathname, url.pathname.length - over);
  return url.href.length > MAX_LENGTH ? "" : url.href;
}

/** `text` to its last `separator` within `length` characters, or `""`. */
const upToLast = (separator: string, text: string, length: number) =>
  text.length <= length ? text : text.slice(0, Math.max(0, text.lastIndexOf(separator, length)));
