import { axisLabel, parentAxis } from "./axes.ts";
import type { Count, DecayedCounters } from "./decayed-counters.ts";

/** The best of one axis as the shelf answers it. */
export interface AxisTop {
  axis: string;
  /** Score of all items of the axis together; 0 when nothing is known of it. */
  total: number;
  /** Best first. `score` is the smoothed share of the axis, `units` what was sold lately. */
  items: Count[];
}

/** Long enough that a page still finds its items after stock, variants and exclusions. */
const TOP_ITEMS = 120;

/** Evidence, in units, at which an axis counts for as much as its parent. */
const PARENT_UNITS = 10;

/**
 * An item's share of an axis, pulled towards its share of the parent while the axis is thin:
 * `(s + κ·share_parent) / (S + κ)`, s and S being the item's and the axis's scores (METHODS §2, read
 * in shares: a prior that grew with S would outweigh the axis just when much is known of it).
 */
export const smoothedShare = (score: number, total: number, parentShare: number): number =>
  (score + PARENT_UNITS * parentShare) / (total + PARENT_UNITS);

/** The best `count` items of an axis at `now`, smoothed towards its parent; ties go by id. */
export function topOf(
  counters: DecayedCounters,
  axis: string,
  now: number,
  count = TOP_ITEMS,
): AxisTop {
  const total = counters.total(axis, now);
  if (total === 0) return { axis, total, items: [] };

  const parent = parentAxis(axis);
  const parentTotal = parent === null ? 0 : counters.total(parent, now);
  const share = (id: string, score: number): number => {
    if (parent === null) return score / total;
    const parentScore = counters.value(parent, id, now).score;
    return smoothedShare(score, total, parentTotal > 0 ? parentScore / parentTotal : 0);
  };
  const items = counters
    .top(axis, now, count)
    .map(({ id, score, units }) => ({ id, score: share(id, score), units }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  return { axis, total, items };
}

/** One step of a list that several axes fill in turn. */
export interface AxisYield {
  axis: string;
  /** How many items came from it. */
  found: number;
}

/**
 * Why and to what a list of bestsellers fell back; null when the wanted axis filled it alone.
 *
 * @param yields the axes that gave items, in turn
 */
export function bestsellerFallback(wanted: string, yields: readonly AxisYield[]): string | null {
  const [first, ...others] = yields;
  if (first === undefined) return null;
  const label = axisLabel(wanted);
  if (first.axis !== wanted) return `nothing to show in ${label}: ${bestsellersOf(yields)}`;
  if (others.length === 0) return null;
  return `only ${first.found} to show in ${label}: the rest are ${bestsellersOf(others)}`;
}

/** `bestsellers of Kitchen and the shop`. */
export const bestsellersOf = (yields: readonly AxisYield[]): string =>
  `bestsellers of ${yields.map(({ axis }) => axisLabel(axis)).join(" and ")}`;
