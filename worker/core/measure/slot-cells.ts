import {
  addTrials,
  noTrials,
  type SlotDay,
  type Strategy,
  sumOf,
  type TrialSums,
} from "../recommend/index.ts";
import type { Cell } from "./off-policy.ts";

/** Receipts of the strategy in other kinds of visit that weigh as much as a cell's own. */
const POOL_TRIALS = 50;

/**
 * The days of one slot as cells for the estimates of one strategy: one a day and kind of visit.
 *
 * What is expected of a cell is the strategy's rate in such visits on the days *before*, pulled
 * towards its rate in all visits then: a model that has not seen what it is to predict keeps the
 * doubly robust estimate unbiased. Nothing is expected on the first day. A receipt weighs the square
 * root of the share of the day's receipts that the strategy served, which evens out what the days add
 * to the variance.
 *
 * @param days of one slot, oldest first
 */
export function cellsOf(days: readonly SlotDay[], strategy: Strategy): Cell[] {
  const before = new Map<string, TrialSums>();
  const pooled = noTrials();
  return days.flatMap(({ strategies }) => {
    const own = strategies[strategy] ?? {};
    const seen = seenByContext(strategies);
    const today = sumOf(Object.values(own));
    const all = [...seen.values()].reduce((sum, n) => sum + n, 0);
    const cells = Array.from(seen, ([context, count]): Cell => ({
      all: count,
      own: own[context] ?? noTrials(),
      expected: expectedRate(before.get(context) ?? noTrials(), pooled),
      weight: Math.sqrt(today.shown / Math.max(1, all)),
    }));
    for (const [context, sums] of Object.entries(own)) {
      const known = before.get(context);
      if (known === undefined) before.set(context, { ...sums });
      else addTrials(known, sums);
    }
    addTrials(pooled, today);
    return cells;
  });
}

/** Receipts of all strategies that were seen, by kind of visit. */
function seenByContext(strategies: SlotDay["strategies"]): Map<string, number> {
  const seen = new Map<string, number>();
  for (const cells of Object.values(strategies))
    for (const [context, { shown }] of Object.entries(cells))
      seen.set(context, (seen.get(context) ?? 0) + shown);
  return seen;
}

function expectedRate(own: TrialSums, pooled: TrialSums): number {
  if (pooled.shown === 0) return 0;
  const rate = pooled.clicked / pooled.shown;
  return Math.min(1, (own.clicked + POOL_TRIALS * rate) / (own.shown + POOL_TRIALS));
}
