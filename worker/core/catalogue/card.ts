import type { AVAILABILITY, CatalogueItem } from "../../wire/catalogue-item.ts";
import { parsePrice } from "./money.ts";

/** An item as the catalogue keeps it and as recommendations read it. Money in minor units. */
export interface Card {
  id: string;
  title: string;
  link: string;
  image_link: string | null;
  price: number | null;
  currency: string | null;
  availability: (typeof AVAILABILITY)[number];
  /** Google product_type: levels separated by ` > `, or empty. */
  product_type: string;
  brand: string | null;
  /** Variants of one product share it. */
  group: string | null;
}

/** What the shop asks for the item today: the sale price where there is one. */
export function toCard(item: CatalogueItem): Card {
  const asked = item.sale_price ?? item.price;
  const price = asked === undefined ? null : parsePrice(asked);
  return {
    id: item.id,
    title: item.title,
    link: item.link,
    image_link: item.image_link ?? null,
    price: price?.minor ?? null,
    currency: price?.currency ?? null,
    availability: item.availability,
    product_type: item.product_type,
    brand: item.brand ?? null,
    group: item.item_group_id ?? null,
  };
}
