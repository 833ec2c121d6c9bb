import { type SlotDay, type Strategy, sumOf } from "../recommend/index.ts";
import { doublyRobust, type Estimate, intervalOf, ips, snips } from "./off-policy.ts";
import { shareInterval } from "./intervals.ts";
import { cellsOf } from "./slot-cells.ts";

/** A rate with its 95 % interval. */
export interface ToldRate {
  rate: number;
  interval: [number, number];
}

export interface StrategyReport {
  strategy: Strategy;
  /** Receipts that were seen, and of these how many had an item clicked. */
  shown: number;
  clicked: number;
  /** Clicked of shown, as it was. */
  as_served: ToldRate;
  /** Probability with which a receipt is given to it now. */
  propensity: number;
  /** What the slot would have come to, had it served everybody: three estimates; null is unknown. */
  if_it_served_everybody: {
    ips: ToldRate | null;
    snips: ToldRate | null;
    doubly_robust: ToldRate | null;
  };
}

/** @param days of the slot, oldest first */
export function strategyReport(
  days: readonly SlotDay[],
  strategy: Strategy,
  propensity: number,
): StrategyReport {
  const cells = cellsOf(days, strategy);
  const { shown, clicked } = sumOf(cells.map(({ own }) => own));
  return {
    strategy,
    shown,
    clicked,
    as_served: {
      rate: Math.min(1, clicked / Math.max(1, shown)),
      interval: shareInterval(clicked, shown),
    },
    propensity,
    if_it_served_everybody: {
      ips: tell(ips(cells)),
      snips: tell(snips(cells)),
      doubly_robust: tell(doublyRobust(cells)),
    },
  };
}

const tell = (estimate: Estimate | null): ToldRate | null =>
  estimate && { rate: estimate.value, interval: intervalOf(estimate) };
