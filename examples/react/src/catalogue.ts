import type { Item } from "okaeri";

export interface Product {
  id: string;
  title: string;
  category: string;
  /** Pounds. */
  price: number;
}

export const CATALOGUE: readonly Product[] = [
  { id: "85123A", title: "Hanging heart T-light holder", category: "Home", price: 2.55 },
  { id: "22423", title: "Three-tier cake stand", category: "Kitchen", price: 12.75 },
  { id: "47566", title: "Party bunting", category: "Party", price: 4.95 },
  { id: "22469", title: "Heart of wicker", category: "Home", price: 1.65 },
];

export const CURRENCY = "GBP";

/** As GA4 describes it. */
export const itemOf = ({ id, title, category, price }: Product): Item => ({
  item_id: id,
  item_name: title,
  item_category: category,
  price,
});
