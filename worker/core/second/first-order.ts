import { formatPrice } from "../catalogue/index.ts";
import type { ValidOrder } from "../customer/index.ts";
import type { Speed } from "./comeback.ts";
import { categoriesOf, itemsOf } from "./orders.ts";

/** A first order that nobody has come back from for `waited` days, as traits read it. */
export interface FirstOrder {
  order: ValidOrder;
  speed: Speed;
  waited: number;
  items: number;
  units: number;
  categories: number;
  /** Share of lines of one or two units: gifts rather than stock. */
  fewOfEach: number;
  /** Hour of the day (UTC). */
  hour: number;
}

/** Something read of a first order: a number to learn from, and what it says. */
interface Trait {
  value: (first: FirstOrder) => number;
  words: (first: FirstOrder) => string;
}

export function readFirstOrder(order: ValidOrder, speed: Speed, waited: number): FirstOrder {
  let [units, few] = [0, 0];
  for (const { quantity } of order.lines) {
    units += quantity;
    if (quantity <= FEW) few++;
  }
  return {
    order,
    speed,
    waited,
    items: itemsOf(order).length,
    units,
    categories: categoriesOf(order).length,
    fewOfEach: few / Math.max(1, order.lines.length),
    hour: new Date(order.time).getUTCHours(),
  };
}

const FEW = 2;

const TRAITS: readonly Trait[] = [
  {
    value: ({ items }) => Math.log1p(items),
    words: ({ items }) => counted(items, "item", "different items"),
  },
  {
    value: ({ units }) => Math.log1p(units),
    words: ({ units }) => counted(units, "unit", "units"),
  },
  {
    value: ({ order }) => Math.log1p(order.net),
    words: ({ order }) => `First order of ${formatPrice(order.net, order.currency)}`,
  },
  {
    value: (first) => Math.log1p(unitPriceOf(first)),
    words: (first) => `${formatPrice(unitPriceOf(first), first.order.currency)} a unit`,
  },
  {
    value: ({ fewOfEach }) => fewOfEach,
    words: ({ fewOfEach }) =>
      `${Math.round(100 * fewOfEach)} % of its lines are of one or two units`,
  },
  {
    value: ({ categories }) => Math.log1p(categories),
    words: ({ categories }) => `From ${categories} categories`,
  },
  {
    value: ({ speed }) => Math.log(speed.items),
    words: ({ speed }) =>
      `Who begins with such items comes back ${times(speed.items)} as fast as others`,
  },
  {
    value: ({ speed: { item } }) => Math.log(item?.speed ?? 1),
    words: ({ speed: { item } }) =>
      `Who begins with ${item?.id ?? "none"} comes back ${times(item?.speed ?? 1)} as fast as others`,
  },
  { value: ({ hour }) => Number(hour < 10), words: clockOf },
  { value: ({ hour }) => Number(hour >= 17), words: clockOf },
  {
    value: ({ order }) => Number(new Date(order.time).getUTCDay() % 6 === 0),
    words: () => "Day of the week of the first order",
  },
  {
    value: ({ waited }) => Math.log1p(waited),
    words: ({ waited }) => `${Math.round(waited)} days since the first order`,
  },
];

/** What a model learns from: always the same traits in the same order. */
export const traitValues = (first: FirstOrder): number[] => TRAITS.map(({ value }) => value(first));

/** What each of them says. */
export const traitWords = (first: FirstOrder): string[] => TRAITS.map(({ words }) => words(first));

/** Minor units. */
const unitPriceOf = ({ order, units }: FirstOrder): number =>
  Math.round(order.net / Math.max(1, units));

function clockOf({ order }: FirstOrder): string {
  return `Ordered at ${new Date(order.time).toISOString().slice(11, 16)} UTC`;
}

const counted = (n: number, one: string, many: string) =>
  `${n} ${n === 1 ? one : many} in the first order`;

const times = (ratio: number) => `${ratio.toFixed(2)}×`;
