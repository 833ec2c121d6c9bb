/**
 * The second purchase on real orders, beside what METHODS states:
 *
 *     node test/bench/f2.ts
 *
 * reads CDNOW's sample and Online Retail from `OKAERI_DATA_SETS`, or `../shared/data`. Online Retail
 * has no categories (they are read from names) and no delivery dates (an order arrives as it is placed).
 */
import { afterFirstFigures } from "./f2/after-first.ts";
import { clockFigures } from "./f2/clock.ts";
import { cdnowOrders, onlineRetailOrders } from "./f2/data.ts";
import { curveFigures } from "./f2/curves.ts";
import { propensityFigures } from "./f2/propensity.ts";
import { reportFigures } from "./f2/reports.ts";
import { type Figure, print, timed } from "./f2/figures.ts";
import { buyersOf } from "../../worker/core/customer/index.ts";

const figures: Figure[] = [];
const run = (name: string, measure: () => Figure[]) => {
  const { value, seconds } = timed(measure);
  print(name, value, seconds);
  figures.push(...value);
};

run("CDNOW: curves", () => curveFigures(buyersOf(cdnowOrders()).buyers));
const { buyers } = buyersOf(onlineRetailOrders());
run("Online Retail: reports", () => reportFigures(buyers));
run("Online Retail: who of the one-time buyers comes back", () => propensityFigures(buyers));
run("Online Retail: with what the second order comes", () => afterFirstFigures(buyers));
run("Online Retail: when the same item is ordered again", () => clockFigures(buyers));

console.log();
for (const { name, value } of figures) console.log(`${name} ${value}`);
