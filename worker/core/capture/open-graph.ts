import { parseAmount, parseCurrency, plainText } from "../catalogue/index.ts";
import { itemId } from "./item-id.ts";
import { availabilityOf } from "./offers.ts";
import type { Product } from "./product.ts";
import { categoryOf } from "./breadcrumbs.ts";
import { firstOf, urlOf } from "./values.ts";

/** What a page's Open Graph says. */
export interface OpenGraph {
  /** True when it says that the page is a product's, false when it says that it is a list's. */
  isProduct: boolean | null;
  url: string | null;
  title: string | null;
  product: Product;
}

const MAX_PROPERTIES = 500;

/** Reads `<meta property content>` pairs, the first of a name: `og:`, and `product:` as Facebook's catalogue has it. */
export function readOpenGraph(properties: unknown, page: string | null): OpenGraph {
  const pairs = Array.isArray(properties) ? properties.slice(0, MAX_PROPERTIES) : [];
  const byName = new Map(pairs.filter(Array.isArray).toReversed() as [string, unknown][]);
  const tell = (...names: string[]) => names.map((name) => byName.get(name));
  const currency = firstOf(
    tell("product:sale_price:currency", "product:price:currency", "og:price:currency"),
    parseCurrency,
  );
  const price = firstOf(
    tell("product:sale_price:amount", "product:price:amount", "og:price:amount", "product:price"),
    (amount) => parseAmount(amount, currency ?? ""),
  );
  const id = firstOf(tell("product:retailer_item_id", "product:sku"), itemId);
  const title = withoutSite(
    firstOf(tell("og:title"), plainText),
    firstOf(tell("og:site_name"), plainText),
  );
  const url = firstOf(tell("og:url"), (value) => urlOf(value, page));
  return {
    isProduct: kindOf(firstOf(tell("og:type"), plainText), price !== null || id !== null),
    url,
    title,
    product: {
      id,
      name: title,
      url,
      image: firstOf(tell("og:image:secure_url", "og:image", "og:image:url"), (value) =>
        urlOf(value, page),
      ),
      price,
      currency,
      availability: firstOf(tell("product:availability", "og:availability"), availabilityOf),
      category: firstOf(tell("product:category"), categoryOf),
      brand: firstOf(tell("product:brand", "og:brand"), plainText),
      group: firstOf(tell("product:item_group_id"), itemId),
      rating: null,
    },
  };
}

/** `Blue mug | The Shop` without the shop's name. */
function withoutSite(title: string | null, site: string | null): string | null {
  if (title === null || site === null || !title.endsWith(site)) return title;
  return title.slice(0, -site.length).replace(/[\s|»:·–—-]+$/, "") || title;
}

/** A type other than a product's decides nothing: most shops' templates say `website` everywhere. */
function kindOf(type: string | null, hasOffer: boolean): boolean | null {
  if (type !== null && /(?:^|[:.])product\.group$/i.test(type)) return false;
  if (type !== null && /(?:^|[:.])product(?:\.item)?$/i.test(type)) return true;
  return hasOffer ? true : null;
}
