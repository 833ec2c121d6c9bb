import type { Buyer } from "../../../worker/core/customer/index.ts";
import {
  type Delivery,
  fitPace,
  runOutOf,
  suppliesByItem,
  suppliesIn,
  usageOf,
} from "../../../worker/core/second/index.ts";
import { type Figure, rounded } from "./figures.ts";

const DAY = 86_400_000;
const UNTIL = Date.parse("2011-12-10T00:00:00Z");
const FROM = Date.parse("2011-01-01T00:00:00Z");
const nothingTold = () => undefined;

/**
 * Each gap between two deliveries of an item to a customer, forecast from what was known at the start of
 * the fortnight in which the first of them came. Errors are in days.
 */
export function clockFigures(buyers: readonly Buyer[]): Figure[] {
  const errors = { own: [] as number[], item: [] as number[], category: [] as number[] };
  let early = 0;
  const all = suppliesByItem(buyers, UNTIL, 0).flatMap((item) => Array.from(suppliesIn(item, 2)));
  for (let from = FROM; from < UNTIL; from += 14 * DAY) {
    const model = fitPace(suppliesByItem(buyers, from - 1, 0), nothingTold);
    for (const { item, category, deliveries } of all) {
      for (let index = 0; index + 1 < deliveries.length; index++) {
        const { at, units } = deliveries[index]!;
        if (at < from || at >= from + 14 * DAY) continue;
        const days = (deliveries[index + 1]!.at - at) / DAY;
        const forecast = runOutOf(deliveries.slice(0, index + 1), usageOf(model, item, category));
        const alone = (mean: number) => units ** model.elasticity * Math.exp(mean);
        const known: Delivery[] = [deliveries[index]!];
        errors.own.push(Math.abs(days - (forecast.run_out_at - at) / DAY));
        errors.item.push(
          Math.abs(days - (runOutOf(known, usageOf(model, item, category)).run_out_at - at) / DAY),
        );
        const { mean } = model.categories.get(category) ?? model.shop;
        errors.category.push(Math.abs(days - alone(mean)));
        if (days < (forecast.q25 - at) / DAY) early++;
      }
    }
  }
  const mean = (list: readonly number[]) => list.reduce((sum, each) => sum + each, 0) / list.length;
  return [
    { name: "clock_gaps", value: errors.own.length },
    { name: "clock_own_days", value: rounded(mean(errors.own), 1), beside: "(METHODS 54.6)" },
    { name: "clock_item_days", value: rounded(mean(errors.item), 1), beside: "(METHODS 56.8)" },
    {
      name: "clock_category_days",
      value: rounded(mean(errors.category), 1),
      beside: "(METHODS 57.1)",
    },
    {
      name: "clock_before_q25",
      value: rounded(early / errors.own.length),
      beside: "(nominal 0.25)",
    },
  ];
}
