import { axisLabel, isOpenAxis, parentAxis } from "./axes.ts";
import type { Count, DecayedCounters } from "./decayed-counters.ts";
import { type Outcomes, type OutcomeSums, sumOf } from "./outcomes.ts";

/** An item among the best of an axis. */
export interface TopItem extends Count {
  /** What became of all that was sold of it; left out where nothing is known. */
  outcomes?: Outcomes;
  /** Where nothing happened to it on the axis itself: the axis on which its units were sold. */
  soldOn?: string;
}

/** The best of one axis as the shelf answers it. */
export interface AxisTop {
  axis: string;
  /** Score of all items of the axis together; 0 when nothing is known of it. */
  total: number;
  /** Best first. `score` is the smoothed share of the axis, `units` what was sold lately. */
  items: TopItem[];
  /** What became of all that the shop has sold: what an item's own is compared with. */
  outcomes?: Outcomes;
}

/** What one shard knows of an axis. Items lie on one shard each, so shards' sums add up. */
export interface AxisSums extends AxisTop {
  /** Score of all items of the parent axis; 0 above `all`. */
  parentTotal: number;
  /** Best first. */
  items: ItemSums[];
}

/** `score` is the plain sum on the axis, `parentScore` that on the parent axis. */
interface ItemSums extends TopItem {
  parentScore: number;
  /** Units sold on the parent axis. */
  parentUnits: number;
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

/**
 * What a shard knows of an axis at `now`: the sums of its best `count` items, and of an open axis those
 * of the parent's best too. They go out in 32 bits, so that equal scores stay equal when shards round
 * differently, and ids decide.
 */
export function sumsOf(
  counters: DecayedCounters,
  axis: string,
  now: number,
  outcomes?: OutcomeSums,
  count = TOP_ITEMS,
): AxisSums {
  const parent = parentAxis(axis);
  const ids = new Set(counters.top(axis, now, count).map(({ id }) => id));
  if (parent !== null && isOpenAxis(axis))
    for (const { id } of counters.top(parent, now, count)) ids.add(id);
  return {
    axis,
    total: counters.total(axis, now),
    parentTotal: parent === null ? 0 : counters.total(parent, now),
    items: Array.from(ids, (id) => {
      const { score, units } = counters.value(axis, id, now);
      const ofParent = parent === null ? null : counters.value(parent, id, now);
      const item: ItemSums = {
        id,
        score: Math.fround(score),
        units,
        parentScore: Math.fround(ofParent?.score ?? 0),
        parentUnits: ofParent?.units ?? 0,
      };
      const known = outcomes?.of(id, now);
      if (known !== undefined) item.outcomes = known;
      return item;
    }),
    ...(outcomes && { outcomes: outcomes.ofShop(now) }),
  };
}

/** The best of one axis from what each shard knows of it; ties go by id. */
export function mergeSums(parts: readonly AxisSums[], count = TOP_ITEMS): AxisTop {
  const [first] = parts;
  if (first === undefined) throw new RangeError("an axis lies on one shard at least");
  const { axis } = first;
  const total = parts.reduce((sum, part) => sum + part.total, 0);
  const parentTotal = parts.reduce((sum, part) => sum + part.parentTotal, 0);
  const parent = parentAxis(axis);
  const toTop = ({ id, score, units, parentScore, parentUnits, outcomes }: ItemSums): TopItem => {
    const parentShare = parentTotal > 0 ? parentScore / parentTotal : 0;
    const isOwn = score > 0 || parent === null;
    return {
      id,
      score: parent === null ? score / total : smoothedShare(score, total, parentShare),
      units: isOwn ? units : parentUnits,
      ...(!isOwn && { soldOn: parent }),
      ...(outcomes && { outcomes }),
    };
  };
  const ofShop = parts.flatMap((part) => part.outcomes ?? []);
  return {
    axis,
    total,
    items: total > 0 ? Array.from(bestOf(parts, count), toTop).sort(byScore).slice(0, count) : [],
    ...(ofShop.length > 0 && { outcomes: ofShop.reduce(sumOf) }),
  };
}

/**
 * The items that may be the best of an axis: those with the highest sums on it, and of an open axis
 * the parent's best, so that a segment of three people has about the shop's bestsellers.
 */
function bestOf(parts: readonly AxisSums[], count: number): Set<ItemSums> {
  const items = parts.flatMap((part) => part.items);
  const own = items.filter(({ score }) => score > 0).sort(byScore);
  const best = new Set(own.slice(0, count));
  if (parts.some(({ axis }) => isOpenAxis(axis)))
    for (const item of items.sort(byParent).slice(0, count)) best.add(item);
  return best;
}

const byParent = (a: ItemSums, b: ItemSums): number =>
  b.parentScore - a.parentScore || (a.id < b.id ? -1 : 1);
const byScore = (a: Count, b: Count): number => b.score - a.score || (a.id < b.id ? -1 : 1);

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
