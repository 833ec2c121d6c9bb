import type { Buyer } from "../../../worker/core/customer/index.ts";
import { afterFirst, fitAfterFirst } from "../../../worker/core/second/index.ts";
import { shareInterval } from "../../../worker/core/measure/index.ts";
import { type Figure, interval, rounded } from "./figures.ts";

const DAY = 86_400_000;
const FROM = Date.parse("2011-05-01T00:00:00Z");
const UNTIL = Date.parse("2011-12-10T00:00:00Z");
const SHOWN = 20;

/**
 * Second orders of those who began on 2011-05-01 or later. Each is asked for from what was known at the
 * start of its week; a hit is any item of it among twenty.
 */
export function afterFirstFigures(buyers: readonly Buyer[]): Figure[] {
  const cases = buyers.flatMap(({ orders: [first, second] }) =>
    first !== undefined && second !== undefined && first.time >= FROM ? [{ first, second }] : [],
  );
  let [hits, popular] = [0, 0];
  for (let week = FROM; week < UNTIL; week += 7 * DAY) {
    const model = fitAfterFirst(buyers, week - 1);
    const bestsellers = [...model.popularity].sort((a, b) => b[1] - a[1]).slice(0, SHOWN);
    for (const { first, second } of cases) {
      if (second.time < week || second.time >= week + 7 * DAY) continue;
      const bought = new Set(second.lines.map(({ item }) => item));
      if (afterFirst(first, model, SHOWN).some(({ item }) => bought.has(item))) hits++;
      if (bestsellers.some(([item]) => bought.has(item))) popular++;
    }
  }
  const share = (count: number, name: string, floor: string): Figure => ({
    name,
    value: rounded(count / cases.length),
    beside: `${interval(shareInterval(count, cases.length))}, n = ${cases.length} (METHODS ${floor})`,
  });
  return [
    share(hits, "after_first_hit@20", "0.754 of 838"),
    share(popular, "popularity_hit@20", "0.387"),
  ];
}
