import { plainText } from "../catalogue/index.ts";
import { fitOf, isFrontPage } from "./address.ts";
import { inPosition } from "./graph.ts";
import { comparable, nameOf } from "./text.ts";
import { firstOf, isNode, linkOf, type Node, nodesOf, valuesOf } from "./values.ts";

/** GA4 has five levels of category. */
const MAX_LEVELS = 5;
const MAX_CHARS = 300;
const HOME = new Set(
  "home|home page|homepage|start|startseite|accueil|inicio|início|pagina iniziale|strona główna|hem|hjem|etusivu|ホーム|トップ|トップページ|home トップ|首页|홈".split(
    "|",
  ),
);

/** Levels as the catalogue writes them, `Kitchen > Mugs`, or null. */
export function joinLevels(levels: readonly string[]): string | null {
  const named = levels.filter((level, place) => place > 0 || !HOME.has(comparable(level)));
  const joined = named.slice(0, MAX_LEVELS).join(" > ").slice(0, MAX_CHARS).trim();
  return joined === "" ? null : joined;
}

/**
 * `Home > Kitchen > Mugs` and the like as a category. A slash separates only with blanks around it
 * (`Salt/Pepper` is one level). Numbers of a taxonomy and addresses are no category.
 */
export function categoryOf(value: unknown): string | null {
  const text = isNode(value) ? nameOf(value) : plainText(value);
  if (text === null || /^(?:[\d\s]+|https?:.*)$/.test(text)) return null;
  const levels = text.split(/\s*[>›»→]\s*|\s+[/|]\s+/).filter((level) => level !== "");
  return joinLevels(levels);
}

/**
 * The category that a breadcrumb leads to: without the shop's front page, and without the product,
 * which is its last crumb when that has the product's name or the page's address.
 */
export function categoryOfTrail(
  trail: Node,
  product: string | null,
  page: string | null,
): string | null {
  const crumbs = inPosition(nodesOf(trail, "itemListElement")).map((element) => {
    const [item] = valuesOf(element, "item");
    const own = isNode(item) ? item : {};
    return {
      name: firstOf([element, own], nameOf),
      url: linkOf(typeof item === "string" ? item : own, page) ?? linkOf(element, page),
    };
  });
  const named = crumbs.filter((crumb) => crumb.name !== null) as {
    name: string;
    url: string | null;
  }[];
  const [first, last] = [named[0], named.at(-1)];
  const isLinked = named.some(({ url }) => url !== null);
  if (first?.url && isFrontPage(first.url)) named.shift();
  if (last !== undefined && named.includes(last) && isProduct(last)) named.pop();
  return joinLevels(named.map(({ name }) => name));

  function isProduct({ name, url }: { name: string; url: string | null }): boolean {
    if (product === null) return false;
    if (comparable(name) === comparable(product)) return true;
    // The crumb of the page itself may go without an address.
    return url === null ? isLinked : page !== null && fitOf(url, page) >= 2;
  }
}
