import { products, type Product } from "./fixture.ts";
import type { CatalogueItem } from "../worker/wire/catalogue-item.ts";

export const CURRENCY = "GBP";
export const productPath = (id: string) => `/p/${id}/`;
export const imagePath = (id: string) => `/images/${id}.svg`;

/**
 * The shop's products as `PUT /v1/items` takes them; links are paths on the shop's own host.
 *
 * @param firstSeen when the shop took each of them up (epoch ms), as far as it is known
 */
export function catalogueItems(firstSeen?: ReadonlyMap<string, number>): CatalogueItem[] {
  return products.map((product) => {
    const item: CatalogueItem = {
      id: product.id,
      title: product.title,
      link: productPath(product.id),
      image_link: imagePath(product.id),
      price: `${product.price.toFixed(2)} ${CURRENCY}`,
      availability: product.availability,
      product_type: product.product_type,
    };
    const since = firstSeen?.get(product.id);
    if (since !== undefined) item.first_seen = new Date(since).toISOString();
    return item;
  });
}

/** A product as a GA4 item. */
export function ga4Item(product: Product) {
  const [item_category, item_category2] = product.product_type.split(" > ");
  return {
    item_id: product.id,
    item_name: product.title,
    item_category: item_category!,
    item_category2: item_category2!,
    price: product.price,
  };
}
