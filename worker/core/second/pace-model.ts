import { type Gap, gapsOf, type ItemSupplies, suppliesIn, type Supply } from "./deliveries.ts";
import { type Pace, paceOf, shrink, type Usage } from "./pace.ts";
import { followStock } from "./stock.ts";

/** What the catalogue says of how an item is used up. */
export interface UseOfItem {
  /** Days that one unit lasts, by the merchant's word. */
  daysPerUnit?: number;
  /** Days from delivery to first use. */
  startLag?: number;
}

export type UseOf = (item: string) => UseOfItem | undefined;

/** How fast a shop's customers use things up. */
export interface PaceModel {
  /**
   * How the time until the next order grows with the units: 1 where twice the units last twice as
   * long, 0 where people come back when they come back, whatever they bought.
   */
  elasticity: number;
  /** Item → its pace, shrunk to the category's, and that to the shop's. */
  items: ReadonlyMap<string, Pace>;
  categories: ReadonlyMap<string, Pace>;
  shop: Pace;
  /** Standard deviation of y around what was forecast for that customer and item. */
  spread: number;
}

/** Weights of the priors in gaps (proposals): an item's of its category, a category's of the shop. */
const ITEM_WEIGHT = 10;
const CATEGORY_WEIGHT = 5;
/** κ₀: the merchant's days per unit count as so many gaps. */
const MERCHANT_WEIGHT = 10;
/** Before there are gaps: a unit lasts a month, forecasts are within a third either way in most cases. */
const NO_PACE: Pace = { mean: Math.log(30), n: 0 };
const SPREAD = { value: 0.3, weight: 10 };
/** Units are taken at their word (elasticity 1) until about so many gaps of changed quantity tell otherwise. */
const ELASTICITY_WEIGHT = 20;

/** Learns a shop's paces from gaps between deliveries of the same item to the same customer. */
export function fitPace(supplies: readonly ItemSupplies[], useOf: UseOf): PaceModel {
  const repeated = supplies.flatMap((item) => Array.from(suppliesIn(item, 2)));
  const histories = repeated.map(({ item, deliveries }) =>
    gapsOf(deliveries, useOf(item)?.startLag ?? 0),
  );
  const elasticity = elasticityOf(histories);
  const [items, categories, shop] = [new Map<string, Sum>(), new Map<string, Sum>(), newSum()];
  for (const [index, { item, category }] of repeated.entries()) {
    const told = useOf(item)?.daysPerUnit !== undefined;
    for (const gap of histories[index]!) {
      const y = paceOf(gap, told ? 1 : elasticity);
      add(sumIn(items, item), y);
      if (told) continue;
      add(sumIn(categories, category), y);
      add(shop, y);
    }
  }
  const shopPace = shop.n === 0 ? NO_PACE : meanOf(shop);
  const model: PaceModel = {
    elasticity,
    items: mapValues(items, meanOf),
    categories: mapValues(categories, (sum) => shrink(meanOf(sum), shopPace.mean, CATEGORY_WEIGHT)),
    shop: shopPace,
    spread: SPREAD.value,
  };
  return { ...model, spread: spreadOf(model, repeated, useOf) };
}

/** The pace of an item: what its gaps say, shrunk to the merchant's word, else to its category's. */
function itemPace(model: PaceModel, item: string, category: string, use?: UseOfItem): Pace {
  const own = model.items.get(item) ?? { mean: 0, n: 0 };
  if (use?.daysPerUnit !== undefined)
    return shrink(own, Math.log(use.daysPerUnit), MERCHANT_WEIGHT);
  const { mean } = model.categories.get(category) ?? model.shop;
  return shrink(own, mean, ITEM_WEIGHT);
}

/** The usage of an item. Who tells the pace of an item, tells it by unit. */
export function usageOf(model: PaceModel, item: string, category: string, told?: UseOfItem): Usage {
  return {
    pace: itemPace(model, item, category, told),
    elasticity: told?.daysPerUnit === undefined ? model.elasticity : 1,
    lag: told?.startLag ?? 0,
    spread: model.spread,
  };
}

/** Least squares of the change of ln(days) on the change of ln(units) between gaps of one customer and item. */
function elasticityOf(histories: readonly Gap[][]): number {
  let [xx, xy] = [ELASTICITY_WEIGHT, ELASTICITY_WEIGHT];
  for (const gaps of histories) {
    for (const [index, gap] of gaps.slice(1).entries()) {
      const before = gaps[index]!;
      const x = Math.log(gap.units / before.units);
      xx += x * x;
      xy += x * Math.log(gap.days / before.days);
    }
  }
  return Math.min(1, Math.max(0, xy / xx));
}

/** How far each gap lay from what was known before it. */
function spreadOf(model: PaceModel, repeated: readonly Supply[], useOf: UseOf): number {
  let squares = SPREAD.weight * SPREAD.value ** 2;
  let n = SPREAD.weight;
  for (const { item, category, deliveries } of repeated) {
    followStock(deliveries, usageOf(model, item, category, useOf(item)), (days, lasts) => {
      squares += Math.log(days / lasts) ** 2;
      n++;
    });
  }
  return Math.sqrt(squares / n);
}

interface Sum {
  sum: number;
  n: number;
}

const newSum = (): Sum => ({ sum: 0, n: 0 });
const meanOf = ({ sum, n }: Sum): Pace => ({ mean: n === 0 ? 0 : sum / n, n });

function add(sum: Sum, value: number): void {
  sum.sum += value;
  sum.n++;
}

function sumIn(sums: Map<string, Sum>, key: string): Sum {
  let sum = sums.get(key);
  if (sum === undefined) sums.set(key, (sum = newSum()));
  return sum;
}

const mapValues = <T, U>(map: ReadonlyMap<string, T>, read: (value: T) => U): Map<string, U> =>
  new Map(Array.from(map, ([key, value]) => [key, read(value)]));
