import type { AVAILABILITY, CatalogueItem } from "../../wire/catalogue-item.ts";
import { formatPrice, parsePrice } from "./money.ts";
import type { Offer } from "./reference-price.ts";

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
  /** What is asked when there is no sale, where `price` is a sale's (minor units). */
  list_price?: number;
  /** Pieces in stock, where the feed counts them. */
  quantity?: number;
  /** Whether it is used up and bought again: such an item may be recommended to its buyers. */
  replenishable?: boolean;
  /** Days that one piece lasts. */
  days_per_unit?: number;
  /** Days from delivery to the first use. */
  start_lag_days?: number;
  /** Share of the price that is left to the shop, 0 … 1. */
  margin?: number;
  how_to_url?: string;
  /** When the shop took it up (epoch ms); the catalogue's own first sight where no feed says. */
  first_seen?: number;
  /** What the ledger and the waiting list say of it: added by the catalogue when it is asked. */
  offer?: Offer;
}

/** What the merchant says of how an item is used up; what is not said is left out. */
export interface ItemUse {
  item: string;
  daysPerUnit?: number;
  startLag?: number;
  replenishable?: boolean;
}

/** An item in the names of `PUT /v1/items` again. What it does not have is left out. */
export const fromCard = (card: Card): CatalogueItem =>
  withoutGaps({
    id: card.id,
    title: card.title,
    link: card.link,
    image_link: card.image_link ?? undefined,
    price: priceOf(card.list_price ?? card.price, card.currency),
    sale_price: card.list_price === undefined ? undefined : priceOf(card.price, card.currency),
    availability: card.availability,
    product_type: card.product_type,
    brand: card.brand ?? undefined,
    item_group_id: card.group ?? undefined,
    rating: card.rating,
    quantity: card.quantity,
    replenishable: card.replenishable,
    days_per_unit: card.days_per_unit,
    start_lag_days: card.start_lag_days,
    margin: card.margin,
    how_to_url: card.how_to_url,
    first_seen: card.first_seen === undefined ? undefined : new Date(card.first_seen).toISOString(),
  });

/** What the shop asks for the item today: the sale price where that is less. */
export function toCard(item: CatalogueItem): Card {
  const full = item.price === undefined ? null : parsePrice(item.price);
  const sale = item.sale_price === undefined ? null : parsePrice(item.sale_price);
  const isReduced = full !== null && sale?.currency === full.currency && sale.minor < full.minor;
  const asked = isReduced ? sale : (full ?? sale);
  return withoutGaps({
    id: item.id,
    title: item.title,
    link: item.link,
    image_link: item.image_link ?? null,
    price: asked?.minor ?? null,
    currency: asked?.currency ?? null,
    availability: item.availability,
    product_type: item.product_type,
    brand: item.brand ?? null,
    group: item.item_group_id ?? null,
    rating: item.rating,
    list_price: isReduced ? full.minor : undefined,
    quantity: item.quantity,
    replenishable: item.replenishable,
    days_per_unit: item.days_per_unit,
    start_lag_days: item.start_lag_days,
    margin: item.margin,
    how_to_url: item.how_to_url,
    first_seen: item.first_seen === undefined ? undefined : Date.parse(item.first_seen),
  });
}

const priceOf = (minor: number | null, currency: string | null): string | undefined =>
  minor === null || currency === null ? undefined : formatPrice(minor, currency);

/** Without the fields that are undefined: cards are compared as JSON, and stored as it. */
const withoutGaps = <T extends object>(whole: T): T =>
  Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined)) as T;
