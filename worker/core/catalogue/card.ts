import type { AVAILABILITY, CatalogueItem, ItemReply } from "../../wire/catalogue-item.ts";
import { formatPrice, parsePrice } from "./money.ts";

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
  /** Stars out of five, where the item's page told them. */
  rating?: { value: number; count: number };
}

/** An item in Google Merchant attribute names again. What it does not have is left out. */
export const fromCard = (card: Card): Omit<ItemReply, "first_seen" | "learnt"> => ({
  id: card.id,
  title: card.title,
  link: card.link,
  ...(card.image_link !== null && { image_link: card.image_link }),
  ...(card.price !== null &&
    card.currency !== null && { price: formatPrice(card.price, card.currency) }),
  availability: card.availability,
  product_type: card.product_type,
  ...(card.brand !== null && { brand: card.brand }),
  ...(card.group !== null && { item_group_id: card.group }),
  ...(card.rating !== undefined && { rating: card.rating }),
});

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
