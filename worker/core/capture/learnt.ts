import { CatalogueItem } from "../../wire/catalogue-item.ts";
import { type Card, formatPrice, toCard, toMinor } from "../catalogue/index.ts";
import { hostOf, scrubUrl } from "../visit/index.ts";
import type { Product } from "./product.ts";

/**
 * The card that a page's product makes in the catalogue, held to what a feed's items are held to.
 * Null without a name, or when the product's address is not on one of the shop's `hosts`: a page's
 * word is anybody's word, and recommendations must never lead out of the shop.
 *
 * @param page address of the page, which the product is found at when it names no other
 */
export function cardOf(
  product: Product & { id: string },
  page: string | null,
  shop: { currency: string; hosts: readonly string[] },
): Card | null {
  const link = scrubUrl(product.url ?? page ?? "");
  if (product.name === null || !liesOn(hostOf(link), shop.hosts)) return null;
  const currency = product.currency ?? shop.currency;
  const parsed = CatalogueItem.safeParse({
    id: product.id,
    title: product.name.slice(0, 500),
    link,
    image_link: product.image ?? undefined,
    price:
      product.price === null ? undefined : formatPrice(toMinor(product.price, currency), currency),
    availability: product.availability ?? undefined,
    product_type: product.category ?? undefined,
    brand: product.brand ?? undefined,
    item_group_id: product.group ?? undefined,
    rating: product.rating ?? undefined,
  });
  return parsed.success ? toCard(parsed.data) : null;
}

/** A host of the shop's or one below it, `www.` apart. */
const liesOn = (host: string, hosts: readonly string[]): boolean =>
  hosts
    .map((own) => own.toLowerCase().replace(/^www\./, ""))
    .some((own) => own !== "" && (host === own || host.endsWith(`.${own}`)));
