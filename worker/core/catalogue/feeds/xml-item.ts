import { SaxesParser, type SaxesTagPlain } from "saxes";
import { collect } from "./attributes.ts";
import type { Fields } from "./feed.ts";

const GOOGLE_NAMESPACE =
  /xmlns:([\w.-]+)\s*=\s*["']https?:\/\/base\.google\.com\/(?:ns|cns)\/1\.0["']/g;
/** `&` that begins no entity. Files have it in titles and addresses; XML would stop at it. */
const STRAY = /<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|&(?!(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{1,15});)/gi;
/** Characters that XML has no place for, as such or by number; they say nothing anywhere. */
const FORBIDDEN =
  // oxlint-disable-next-line no-control-regex -- control characters are what is taken out
  /[\u0000-\u0008\v\f\u000e-\u001f\ufffe\uffff]|&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|x0*(?:[0-8bcef]|1[\da-f]));/gi;

type Read = { fields: Fields } | { id: string | null; problem: string };

/** Prefixes of Google's attributes, which a file declares as it likes; `g` without a declaration too. */
export const googlePrefixes = (head: string): ReadonlySet<string> =>
  new Set(["g", ...Array.from(head.matchAll(GOOGLE_NAMESPACE), ([, prefix]) => prefix!)]);

/** The attributes of one item's XML; Google's go before RSS's and Atom's own of the same name. */
export function fieldsOf(xml: string, prefixes: ReadonlySet<string>): Read {
  const own: [string, string][] = [];
  const google: [string, string][] = [];
  const fields = () => new Map([...collect(own), ...collect(google)]);
  const all = new Set([...prefixes, ...googlePrefixes(xml.slice(0, xml.indexOf(">")))]);
  try {
    parse(xml, ([, tag, ...deeper], text) => {
      if (tag === undefined || deeper.length > 0) return;
      const [local = "", prefix] = tag.name.split(":").toReversed();
      const isLink = local === "link" && text === "";
      const value = isLink && isPage(tag) ? tag.attributes["href"] : text;
      if (!value || (prefix !== undefined && !all.has(prefix))) return;
      (prefix === undefined ? own : google).push([local, value]);
    }).close();
  } catch (error) {
    const id = fields().get("id") as string | undefined;
    return { id: id ?? null, problem: (error as Error).message };
  }
  return { fields: fields() };
}

/** The address that a feed's head gives as its shop's: RSS's channel link, or Atom's. */
export function baseOf(head: string): string | null {
  let base: string | null = null;
  try {
    parse(head, (path, text) => {
      const tag = path.at(-1);
      const isLink = tag !== undefined && path.length <= 3 && tag.name === "link";
      if (isLink && isPage(tag)) base ??= tag.attributes["href"] ?? text;
    });
  } catch {
    // What is wrong before the items costs no more than the relative links.
  }
  return base !== null && URL.canParse(base) ? base : null;
}

const isPage = ({ attributes }: SaxesTagPlain): boolean =>
  (attributes["rel"] ?? "alternate") === "alternate";

/** Tells of each element that closes: the way to it from the root, and its text. Throws on bad XML. */
function parse(
  xml: string,
  close: (path: SaxesTagPlain[], text: string) => void,
): SaxesParser<{ xmlns: false }> {
  const parser = new SaxesParser({ position: false, xmlns: false } as const);
  // Other names than XML's own are HTML's, and read with the text; nothing is ever defined.
  parser.ENTITIES = new Proxy(parser.ENTITIES, {
    get: (known, name: string) => known[name] ?? `&${name};`,
  });
  const path: SaxesTagPlain[] = [];
  let text = "";
  parser.on("opentag", (tag) => {
    path.push(tag);
    text = "";
  });
  parser.on("text", (more) => (text += more));
  parser.on("cdata", (more) => (text += more));
  parser.on("closetag", () => {
    close(path, text.trim());
    path.pop();
    text = "";
  });
  const clean = xml.replace(FORBIDDEN, " ");
  return parser.write(clean.replace(STRAY, (found) => (found === "&" ? "&amp;" : found)));
}
