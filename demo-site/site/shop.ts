import { products, readOrders, type Product } from "../fixture.ts";
import type { CardProduct } from "./card.ts";

export const SHOP_NAME = "Lantern & Thistle";
export const DEPARTMENTS = [
  "Kitchen",
  "Home",
  "Party",
  "Stationery",
  "Bags & Accessories",
  "Children",
  "Garden",
  "Christmas",
] as const;

/** The catalogue as the pages want it: best sellers first. */
export interface Shop {
  ranked: readonly Product[];
  byType: ReadonlyMap<string, readonly Product[]>;
  byDepartment: ReadonlyMap<string, readonly Product[]>;
  byCollection: ReadonlyMap<string, readonly Product[]>;
}

export const departmentOf = (type: string) => type.split(" > ")[0]!;

export const toCard = ({ id, title, price, product_type, availability }: Product): CardProduct => ({
  id,
  title,
  price,
  type: product_type,
  inStock: availability === "in_stock",
});

/** Ranks products by how many orders hold them. */
export function openShop(): Shop {
  const orders = new Map<string, number>();
  for (const order of readOrders()) {
    if (order.cancellation) continue;
    for (const item of new Set(order.lines.map((line) => line.item))) {
      orders.set(item, (orders.get(item) ?? 0) + 1);
    }
  }
  const ranked = products.toSorted(
    (a, b) => (orders.get(b.id) ?? 0) - (orders.get(a.id) ?? 0) || (a.id < b.id ? -1 : 1),
  );
  return {
    ranked,
    byType: Map.groupBy(ranked, ({ product_type }) => product_type),
    byDepartment: Map.groupBy(ranked, ({ product_type }) => departmentOf(product_type)),
    byCollection: Map.groupBy(
      ranked.filter(({ collection }) => collection !== null),
      ({ collection }) => collection!,
    ),
  };
}

/** Product types of a department, the fullest first. */
export const typesOf = (shop: Shop, department: string) =>
  [...shop.byType.keys()]
    .filter((type) => departmentOf(type) === department)
    .sort((a, b) => shop.byType.get(b)!.length - shop.byType.get(a)!.length);

/** The best-selling product of a kind, which stands for it. */
export const faceOf = (shop: Shop, icon: string): Product =>
  shop.ranked.find((product) => product.icon === icon)!;

/** The first `count` in stock that are not `except`, no two in a row of the same kind. */
export function pickVaried(from: readonly Product[], count: number, except?: string): Product[] {
  const stocked = from.filter(
    ({ id, availability }) => id !== except && availability === "in_stock",
  );
  const firsts = [...Map.groupBy(stocked, ({ icon }) => icon).values()].map((same) => same[0]!);
  const rest = stocked.filter((product) => !firsts.includes(product));
  return [...firsts, ...rest].slice(0, count);
}
