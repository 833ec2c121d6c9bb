import type { Fields } from "./feed.ts";

/** What a shop's `products.json` says of a product; everything is looked at before it is believed. */
interface Product {
  id?: unknown;
  title?: unknown;
  handle?: unknown;
  vendor?: unknown;
  product_type?: unknown;
  published_at?: unknown;
  images?: unknown;
  variants: unknown[];
}
type Thing = Record<string, unknown>;

/** The variant's name of a product that has no variants. */
const NO_VARIANT = "Default Title";

export const isShopifyProduct = (value: object): value is Product =>
  Array.isArray((value as Partial<Product>).variants);

/**
 * A product's variants as items of one group. The id is the SKU, which is what the shop's pages name
 * a variant by, else the variant's own number.
 */
export function variantsOf(product: Product): Fields[] {
  const name = textOf(product.title);
  const images = Array.isArray(product.images) ? product.images : [];
  return product.variants.filter(isThing).map((variant) => {
    const isOnly = variant["title"] === NO_VARIANT || product.variants.length === 1;
    const [price, compared] = [variant["price"], variant["compare_at_price"]];
    const isReduced = Number(compared) > Number(price);
    const entries: [string, unknown][] = [
      ["id", textOf(variant["sku"]) ?? textOf(variant["id"])],
      ["title", isOnly ? name : `${name ?? ""} – ${textOf(variant["title"]) ?? ""}`],
      ["link", linkOf(product.handle, isOnly ? undefined : variant["id"])],
      ["image_link", sourceOf(variant["featured_image"]) ?? sourceOf(images[0])],
      ["price", isReduced ? compared : price],
      ["sale_price", isReduced ? price : undefined],
      ["availability", variant["available"] === false ? "out_of_stock" : undefined],
      ["quantity", variant["inventory_quantity"]],
      ["product_type", product.product_type],
      ["brand", product.vendor],
      ["item_group_id", textOf(product.id)],
      ["first_seen", product.published_at],
    ];
    return new Map(entries.filter(([, value]) => value !== undefined && value !== null));
  });
}

const isThing = (value: unknown): value is Thing => typeof value === "object" && value !== null;

const textOf = (value: unknown): string | undefined =>
  typeof value === "number" || (typeof value === "string" && value.trim() !== "")
    ? String(value).trim()
    : undefined;

const sourceOf = (image: unknown): unknown => (isThing(image) ? image["src"] : undefined);

function linkOf(handle: unknown, variant: unknown): string | undefined {
  if (typeof handle !== "string") return undefined;
  const path = `/products/${encodeURIComponent(handle)}`;
  return textOf(variant) === undefined ? path : `${path}?variant=${textOf(variant)}`;
}
