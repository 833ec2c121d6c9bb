/** A program that answers for many pages; its query then says which page it is. */
const SCRIPT =
  /\.(?:php|aspx?|jsp|cgi|do)$|^(?:shop|goods|product|item)_?(?:detail|view)s?\.html?$|^index\.html?$/i;
/** Last parts of a path that shops share among all their products. */
const SHARED = new Set(
  "index default product products item items p dp detail details shop page reviews".split(" "),
);
/** Names of the query's part that says which product it is, the telling ones first. */
const IDENTITY =
  "product_id productid product_code products_id product item_id itemid item goods_id goodsno brandcode prod pid sku id p".split(
    " ",
  );
/** Parts of a query that say how somebody came, not where to. */
const TRACKING = /^(?:utm_|_|gclid$|fbclid$|srsltid$)/;
const LANGUAGE = /^[a-z]{2}(?:[-_][a-z]{2})?$/;

interface Parts {
  segments: string[];
  query: URLSearchParams;
}

function partsOf(address: string): Parts | null {
  const url = URL.parse(address);
  if (url === null) return null;
  const segments = url.pathname.split("/").filter(Boolean).map(readable);
  return { segments, query: url.searchParams };
}

function readable(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

const isScript = (segment: string) => SCRIPT.test(segment);
const bare = (segment: string) => segment.replace(/\.html?$/i, "");
const isShared = (segment: string) =>
  segment === "" || isScript(segment) || SHARED.has(bare(segment).toLowerCase());

/**
 * The part of an address that names its product: what the query says where a script answers
 * (`/index.php?product_id=7` → `7`), else the path's last segment that is not one that all products
 * share, without `.html` (`/de/becher-12.html` → `becher-12`, `/mug/p` → `mug`). Null when none does.
 */
export function productKeyOf(address: string): string | null {
  const parts = partsOf(address);
  if (parts === null) return null;
  if (isShared(parts.segments.at(-1) ?? "")) {
    const named = IDENTITY.find((name) => parts.query.get(name));
    if (named !== undefined) return parts.query.get(named);
  }
  const segment = parts.segments.findLast((part) => !isShared(part));
  return segment === undefined ? null : bare(segment);
}

/** Whether an address is a shop's front page, in whatever language. */
export function isFrontPage(address: string): boolean {
  const parts = partsOf(address);
  if (parts === null || IDENTITY.some((name) => parts.query.has(name))) return false;
  const [first, ...others] = parts.segments.filter((segment) => !isShared(segment));
  return others.length === 0 && (first === undefined || LANGUAGE.test(first.toLowerCase()));
}

/**
 * How an address that a product gives as its own fits the page's: 3 it says the same down to its query
 * (a variant), 2 it is the same page, 1 the same page with another variant, 0 another page. Hosts do
 * not count (shops mix `www`, `m` and staging ones), nor do folders before the last segment, since a
 * product is reached through several categories.
 */
export function fitOf(own: string, page: string): 0 | 1 | 2 | 3 {
  const [a, b] = [partsOf(own), partsOf(page)];
  if (a === null || b === null) return 0;
  const last = bare(a.segments.at(-1) ?? "").toLowerCase();
  const isSamePath = a.segments.join("/").toLowerCase() === b.segments.join("/").toLowerCase();
  const isSameEnd = last === bare(b.segments.at(-1) ?? "").toLowerCase();
  if (isShared(last) && !(isSamePath && a.query.size === 0)) {
    const [key, pageKey] = [productKeyOf(own), productKeyOf(page)];
    const isHome = isSamePath && key === null;
    return isHome || (key !== null && key === pageKey) ? 2 : 0;
  }
  if (!isSamePath && !isSameEnd) return 0;
  const told = [...a.query].filter(([name]) => !TRACKING.test(name));
  if (told.length > 0 && told.every(([name, value]) => b.query.get(name) === value)) return 3;
  return told.some(([name, value]) => (b.query.get(name) ?? value) !== value) ? 1 : 2;
}
