import { money } from "../site/card.ts";
import type { BasketLine, Totals } from "./basket.ts";
import { make } from "./dom.ts";

const row = (label: string, value: string) =>
  make("div", {}, make("dt", {}, label), make("dd", {}, value));

/** The sums of an order, as the inside of a `<dl>`. */
export function totalRows({ goods, delivery, total }: Totals): Node[] {
  const last = row("Total", money(total));
  last.className = "total";
  return [row("Goods", money(goods)), row("Delivery", delivery ? money(delivery) : "Free"), last];
}

export const picture = (id: string, edge: number) =>
  make("img", { src: `/images/${id}.svg`, alt: "", width: String(edge), height: String(edge) });

/** Lines of an order that can no longer be changed. */
export const summaryLines = (lines: readonly BasketLine[]): Node[] =>
  lines.map(({ item_id, item_name, price, quantity }) =>
    make(
      "li",
      {},
      picture(item_id, 56),
      make("span", {}, item_name, make("span", { class: "note" }, `Quantity ${quantity}`)),
      make("span", { class: "price" }, money(price * quantity)),
    ),
  );
