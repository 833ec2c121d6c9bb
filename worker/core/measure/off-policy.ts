import { shareInterval } from "./intervals.ts";
import { sumOf, type TrialSums } from "../recommend/index.ts";

/**
 * What would have come of it, had one strategy served every receipt of a slot, told from receipts
 * that several strategies served by chance. Each receipt of the strategy stands for 1/propensity of
 * them, so what it says needs no model of who saw it.
 *
 * All take sums (see `TrialSums`), which is what a slot keeps of a day. The propensities were logged
 * as they were drawn, so the estimates hold though they moved from day to day: what each receipt adds
 * is right on average, given all before it. The floor of the propensities bounds the weights at 50.
 * Receipts count as independent; those of one visit share their draw, so that where visitors see a
 * slot often the intervals are somewhat too narrow.
 */
export interface Estimate {
  /** Clicked receipts per receipt that is seen. */
  value: number;
  standardError: number;
  /** How many receipts of equal weight would tell as much: (Σw)² / Σw² (Kish 1965). */
  receipts: number;
}

/** One kind of visit: all receipts that were seen, and what those of the strategy came to. */
export interface Cell {
  /** Receipts of all strategies. */
  all: number;
  own: TrialSums;
  /** The rate that is expected of the strategy in this cell, from other receipts than these. */
  expected: number;
  /** What each receipt of it counts for in the doubly robust estimate. */
  weight: number;
}

/** What all cells come to together. */
const overall = (cells: readonly Cell[]) => ({
  all: cells.reduce((sum, { all }) => sum + all, 0),
  own: sumOf(cells.map(({ own }) => own)),
});

/**
 * Inverse propensity score: `Σ w·r / N` (Horvitz & Thompson 1952). Unbiased, but wide where the
 * strategy was seldom drawn. Null when no receipt was seen.
 */
export function ips(cells: readonly Cell[]): Estimate | null {
  const { all, own } = overall(cells);
  if (all === 0) return null;
  const value = own.wr / all;
  const standardError = Math.sqrt(Math.max(0, own.w2r / all - value ** 2) / all);
  return { value, standardError, receipts: receiptsOf(cells) };
}

/**
 * Self-normalised: `Σ w·r / Σ w` (Swaminathan & Joachims 2015). Slightly biased with few receipts,
 * never outside 0 to 1, and mostly narrower. Its error is that of a ratio by the delta method. Null
 * when the strategy was never drawn.
 */
export function snips(cells: readonly Cell[]): Estimate | null {
  const { own } = overall(cells);
  if (own.w <= 0) return null;
  const value = own.wr / own.w;
  // Σ w²·(r − v)², with r² = r.
  const squares = own.w2r * (1 - 2 * value) + own.w2 * value ** 2;
  const standardError = Math.sqrt(Math.max(0, squares)) / own.w;
  return { value, standardError, receipts: receiptsOf(cells) };
}

/**
 * Doubly robust: the mean of what the model expects of every receipt, and the weighted error of the
 * model on the strategy's own, `q + 1[own]·w·(r − q)` (Dudík, Langford & Li 2011). Unbiased whatever
 * the model, and narrower the better it is. Null when no receipt counts.
 *
 * Receipts of days on which the strategy was seldom drawn carry little, in large pieces: they may
 * count for less (`Cell.weight`), without which the interval of a strategy that a bandit has all but
 * given up is too narrow (Hadad et al. 2021, "Confidence intervals for policy evaluation in adaptive
 * experiments").
 */
export function doublyRobust(cells: readonly Cell[]): Estimate | null {
  const count = cells.reduce((sum, { all, weight }) => sum + weight * all, 0);
  if (count === 0) return null;
  const value = cells.reduce((sum, cell) => sum + cell.weight * momentsOf(cell).sum, 0) / count;
  const squares = cells.reduce((total, cell) => {
    const { sum, squared } = momentsOf(cell);
    return total + cell.weight ** 2 * (squared - 2 * value * sum + cell.all * value ** 2);
  }, 0);
  const standardError = Math.sqrt(Math.max(0, squares)) / count;
  return { value, standardError, receipts: receiptsOf(cells, ({ weight }) => weight) };
}

function receiptsOf(cells: readonly Cell[], weightOf: (cell: Cell) => number = () => 1): number {
  const sum = cells.reduce((total, cell) => total + weightOf(cell) * cell.own.w, 0);
  const squares = cells.reduce((total, cell) => total + weightOf(cell) ** 2 * cell.own.w2, 0);
  return squares === 0 ? 0 : sum ** 2 / squares;
}

/** Σ g and Σ g² of the doubly robust terms g = q + 1[own]·w·(r − q) of a cell, with r² = r. */
function momentsOf({ all, own, expected: q }: Cell): { sum: number; squared: number } {
  const error = own.wr - q * own.w;
  return {
    sum: all * q + error,
    squared: all * q ** 2 + 2 * q * error + own.w2r * (1 - 2 * q) + own.w2 * q ** 2,
  };
}

/**
 * The 95 % interval of an estimate: Wilson's, of as many receipts as would have this standard error,
 * and of no more than there are. Where a strategy has a handful of clicks, its standard error rests on
 * them alone, and would call a rate certain because it is low.
 */
export function intervalOf({ value, standardError, receipts }: Estimate): [number, number] {
  const rate = Math.min(1, Math.max(0, value));
  const alike = standardError > 0 ? (rate * (1 - rate)) / standardError ** 2 : Infinity;
  const count = Math.min(receipts, alike);
  return shareInterval(rate * count, count);
}
