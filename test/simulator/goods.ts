import { dice } from "../core/dice.ts";
import { normal, type Roll, weighted } from "./draws.ts";

/** What the simulated shop sells: within a category items are asked for by Zipf's law. */
export interface Good {
  id: string;
  title: string;
  category: string;
  price: number;
}

export const CURRENCY = "EUR";
const CATEGORIES = ["Mugs", "Tea", "Lamps", "Rugs", "Vases", "Knives", "Towels", "Clocks"];
const ITEMS_A_CATEGORY = 15;
const MEDIAN_PRICE = 28;
const PRICE_SPREAD = 0.7;
const ZIPF = 0.9;

const roll = dice(1);

export const GOODS: readonly Good[] = CATEGORIES.flatMap((category, c) =>
  Array.from({ length: ITEMS_A_CATEGORY }, (_, n) => ({
    id: `SKU-${100 * (c + 1) + n}`,
    title: `${category.replace(/s$/, "")} number ${n + 1}`,
    category,
    price: Number((MEDIAN_PRICE * Math.exp(PRICE_SPREAD * normal(roll))).toFixed(2)),
  })),
);

/** The item that nobody asks for but bots: what it sells by is theirs alone. */
export const BOT_GOOD: Good = {
  id: "SKU-BOTS",
  title: "What only bots put into the cart",
  category: CATEGORIES[0]!,
  price: 9.5,
};

const RANKS = Array.from({ length: ITEMS_A_CATEGORY }, (_, n) => (n + 1) ** -ZIPF);

/** Index of a category. */
export const drawCategory = (draw: Roll): number => Math.floor(draw() * CATEGORIES.length);

/** Index of an item of that category in `GOODS`. */
export const drawGood = (draw: Roll, category: number): number =>
  category * ITEMS_A_CATEGORY + weighted(draw, RANKS);

/** An item of `PUT /v1/items`. */
export const catalogueItem = ({ id, title, category, price }: Good) => ({
  id,
  title,
  link: `/p/${id}/`,
  price: `${price.toFixed(2)} ${CURRENCY}`,
  product_type: category,
  availability: "in_stock",
});

/** As events name it. */
export const ga4Item = ({ id, title, category, price }: Good) => ({
  item_id: id,
  item_name: title,
  item_category: category,
  price,
  quantity: 1,
});
