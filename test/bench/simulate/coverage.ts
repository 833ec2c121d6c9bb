import { mean } from "../intent/measures.ts";
import type { Judged } from "./outcomes.ts";

const PERIODS = 4;
const GROUPS = 20;

/** Shares of what the intervals, which say 90 %, hold. */
export interface Coverage {
  /** Of groups whose share of orders lies within their mean interval: the outcomes' own luck counts. */
  outcomes: number;
  /** Of groups whose mean exact probability does: what the share of orders would be without luck. */
  truth: number;
  /** Of single scores whose visitor's own exact probability, hidden need and all, does. */
  visitors: number;
}

/**
 * METHODS §3: the interval is of the outcome rate among visitors who look alike. Those who do are scores
 * in the order of time in four parts, the first left out, and in each in twenty groups of equal size by
 * score.
 */
export function coverageOf(judged: readonly Judged[]): Coverage {
  const groups = parts(judged, PERIODS)
    .slice(1)
    .flatMap((period) =>
      parts(
        period.toSorted((a, b) => a.probability - b.probability),
        GROUPS,
      ),
    );
  const covers = (group: readonly Judged[], value: number) =>
    mean(group, ({ interval }) => interval[0]) <= value &&
    value <= mean(group, ({ interval }) => interval[1]);
  return {
    outcomes: mean(groups, (group) =>
      Number(
        covers(
          group,
          mean(group, ({ ordered }) => Number(ordered)),
        ),
      ),
    ),
    truth: mean(groups, (group) =>
      Number(
        covers(
          group,
          mean(group, ({ chance }) => chance),
        ),
      ),
    ),
    visitors: mean(groups.flat(), (each) => Number(covers([each], each.chance))),
  };
}

const parts = <Each>(list: readonly Each[], count: number): Each[][] =>
  Array.from({ length: count }, (_, part) =>
    list.slice(
      Math.round((part * list.length) / count),
      Math.round(((part + 1) * list.length) / count),
    ),
  );
