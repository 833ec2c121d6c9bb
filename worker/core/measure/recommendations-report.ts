import {
  posteriorsFor,
  propensitiesOf,
  type SlotDay,
  slotKey,
  type SlotPosteriors,
  type Strategy,
} from "../recommend/index.ts";
import { explorationCost, type ExplorationCost, verdict } from "./slot-words.ts";
import { type StrategyReport, strategyReport } from "./strategy-report.ts";
import { daysOf } from "./sum.ts";

export interface SlotReport {
  slot: string;
  scenario: string;
  /** Most likely the best first. */
  strategies: StrategyReport[];
  /** What is known by now, in words. */
  verdict: string;
  exploration: ExplorationCost;
}

export interface RecommendationsReport {
  /** Days on which the visits ended, ISO 8601. */
  from: string;
  to: string;
  slots: SlotReport[];
}

/** What the report is made of. */
export interface SlotRecord {
  /** Oldest first. */
  days: readonly SlotDay[];
  /** As they are now. */
  posteriors: SlotPosteriors;
  /** The strategies that a scenario knows now; those of earlier days may be gone. */
  offered: (scenario: string) => readonly Strategy[];
}

/**
 * What came of each slot's strategies. The estimates correct for which strategy was drawn how often
 * and when; `as_served` does not, and may mislead where the shares have moved.
 */
export function recommendationsReport(
  record: SlotRecord,
  from: number,
  to: number,
): RecommendationsReport {
  const bySlot = Map.groupBy(record.days, ({ slot, scenario }) => slotKey(slot, scenario));
  const slots = Array.from(bySlot.values(), (days) => slotReport({ ...record, days }));
  return { ...daysOf(from, to), slots };
}

function slotReport({ days, posteriors, offered }: SlotRecord): SlotReport {
  const { slot, scenario } = days[0]!;
  const strategies = offered(scenario);
  const propensities = propensitiesOf(posteriorsFor(posteriors, { slot, scenario }, strategies));
  const names = new Set([...strategies, ...days.flatMap((day) => Object.keys(day.strategies))]);
  const reports = Array.from(names, (name) =>
    strategyReport(days, name, propensities[strategies.indexOf(name)] ?? 0),
  ).sort((a, b) => b.propensity - a.propensity || (a.strategy < b.strategy ? -1 : 1));
  return {
    slot,
    scenario,
    strategies: reports,
    verdict: verdict(reports),
    exploration: explorationCost(reports),
  };
}
