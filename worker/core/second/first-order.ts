import { formatPrice } from "../catalogue/index.ts";
import type { ValidOrder } from "../customer/index.ts";
import type { Speed } from "./comeback.ts";
import { categoriesOf, itemsOf } from "./orders.ts";

/** Something read of a first order: a number to learn from, and what it says. */
export interface Trait {
  value: number;
  words: string;
}

/**
 * What is known of a first order that nobody has come back from for `waited` days: always the same
 * traits in the same order.
 */
export function firstOrderTraits(order: ValidOrder, speed: Speed, waited: number): Trait[] {
  const items = itemsOf(order).length;
  const units = order.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  const unitPrice = Math.round(order.net / Math.max(1, units));
  const categories = categoriesOf(order).length;
  const time = new Date(order.time);
  const clock = `Ordered at ${time.toISOString().slice(11, 16)} UTC`;
  const hour = time.getUTCHours();
  return [
    { value: Math.log1p(items), words: counted(items, "item", "different items") },
    { value: Math.log1p(units), words: counted(units, "unit", "units") },
    {
      value: Math.log1p(order.net),
      words: `First order of ${formatPrice(order.net, order.currency)}`,
    },
    { value: Math.log1p(unitPrice), words: `${formatPrice(unitPrice, order.currency)} a unit` },
    { value: Math.log1p(categories), words: `From ${categories} categories` },
    {
      value: Math.log(speed.items),
      words: `Who begins with such items comes back ${times(speed.items)} as fast as others`,
    },
    {
      value: Math.log(speed.item?.speed ?? 1),
      words: `Who begins with ${speed.item?.id ?? "none"} comes back ${times(speed.item?.speed ?? 1)} as fast as others`,
    },
    { value: Number(hour < 10), words: clock },
    { value: Number(hour >= 17), words: clock },
    { value: Number(time.getUTCDay() % 6 === 0), words: "Day of the week of the first order" },
    { value: Math.log1p(waited), words: `${Math.round(waited)} days since the first order` },
  ];
}

const counted = (n: number, one: string, many: string) =>
  `${n} ${n === 1 ? one : many} in the first order`;

const times = (ratio: number) => `${ratio.toFixed(2)}×`;
