import type { Buyer, ValidOrder } from "../customer/index.ts";
import { Q_LIMIT, qValues } from "./false-discovery.ts";
import { categoriesOf, itemsOf } from "./orders.ts";
import { addStratum, type Chance, overlapTail } from "./overlap.ts";
import { monthlyStratum } from "./strata.ts";
import { type OptOuts, waitsAfter } from "./waits.ts";

export interface MatrixOptions {
  /** Pairs of fewer people are no pairs. */
  minSupport?: number;
  /** Most rows of each table. */
  limit?: number;
  optOuts?: OptOuts;
}

/** Who began with one thing and had the other in the second order. */
export interface FollowedBy {
  first: string;
  second: string;
  /** The same thing again. */
  again: boolean;
  /** People with both. */
  n: number;
  /** People with `first`, and what of them has come back with `second`. */
  of: number;
  rate: number;
  /** People with both if the first order told nothing of the second. */
  expected: number;
  lift: number;
  p: number;
  /** Benjamini–Hochberg over all pairs that could have had enough people. */
  q: number;
}

export interface ProductMatrixReport {
  /** People with a second order. */
  n: number;
  products: FollowedBy[];
  categories: FollowedBy[];
  /** Pairs that were tested. */
  tested: { products: number; categories: number };
}

/**
 * What the second order holds more often after what the first one held (SPEC S28). The base is what
 * second orders of the same quarter and about the same size hold: large orders hold more of everything,
 * and in December everybody buys what December sells.
 */
export function productMatrixReport(
  buyers: readonly Buyer[],
  now: number,
  options: MatrixOptions = {},
): ProductMatrixReport {
  const steps = waitsAfter(buyers, 1, now, options.optOuts).flatMap(({ order, next }) =>
    next === null ? [] : [{ first: order, second: next, stratum: monthlyStratum(next, 3) }],
  );
  const products = pairsOf(steps, itemsOf, options);
  const categories = pairsOf(steps, categoriesOf, options);
  return {
    n: steps.length,
    products: products.found,
    categories: categories.found,
    tested: { products: products.tested, categories: categories.tested },
  };
}

interface Step {
  first: ValidOrder;
  second: ValidOrder;
  stratum: string;
}

/** People with a thing, in all and by stratum. */
interface Margin {
  key: string;
  n: number;
  strata: Map<string, number>;
}

function pairsOf(
  steps: readonly Step[],
  keysOf: (order: ValidOrder) => readonly string[],
  { minSupport = 10, limit = 200 }: MatrixOptions,
): { found: FollowedBy[]; tested: number } {
  const firsts = marginsOf(steps, ({ first }) => keysOf(first), minSupport);
  const seconds = marginsOf(steps, ({ second }) => keysOf(second), minSupport);
  const sizes = new Map<string, number>();
  for (const { stratum } of steps) sizes.set(stratum, (sizes.get(stratum) ?? 0) + 1);
  const indexOf = new Map([...seconds.keys()].map((key, index) => [key, index]));
  const columns = [...seconds.values()];
  const counts = countPairs(steps, keysOf, firsts, indexOf);

  const rows: FollowedBy[] = [];
  for (const [row, count] of counts) {
    for (const [column, n] of count.entries()) {
      if (n < minSupport) continue;
      const [first, second] = [firsts.get(row)!, columns[column]!];
      const chance = chanceOf(first, second, sizes);
      rows.push({
        first: first.key,
        second: second.key,
        again: first.key === second.key,
        n,
        of: first.n,
        rate: n / first.n,
        expected: chance.mean,
        lift: n / chance.mean,
        p: overlapTail(n, chance),
        q: 1,
      });
    }
  }
  const tested = firsts.size * seconds.size;
  const qs = qValues(
    rows.map(({ p }) => p),
    tested,
  );
  for (const [index, row] of rows.entries()) row.q = qs[index]!;
  const found = rows.filter(({ q, lift }) => q <= Q_LIMIT && lift > 1);
  return { found: found.sort(byEvidence).slice(0, limit), tested };
}

const byEvidence = (a: FollowedBy, b: FollowedBy) => a.p - b.p || b.lift - a.lift;

function marginsOf(
  steps: readonly Step[],
  keysOf: (step: Step) => readonly string[],
  minSupport: number,
): Map<string, Margin> {
  const margins = new Map<string, Margin>();
  for (const step of steps) {
    for (const key of keysOf(step)) {
      let margin = margins.get(key);
      if (margin === undefined) margins.set(key, (margin = { key, n: 0, strata: new Map() }));
      margin.n++;
      margin.strata.set(step.stratum, (margin.strata.get(step.stratum) ?? 0) + 1);
    }
  }
  return new Map([...margins].filter(([, { n }]) => n >= minSupport));
}

/** People with both, by first thing, in the order of the second ones. */
function countPairs(
  steps: readonly Step[],
  keysOf: (order: ValidOrder) => readonly string[],
  firsts: ReadonlyMap<string, Margin>,
  indexOf: ReadonlyMap<string, number>,
): Map<string, Uint32Array> {
  const counts = new Map<string, Uint32Array>();
  for (const { first, second } of steps) {
    const columns = keysOf(second).flatMap((key) => indexOf.get(key) ?? []);
    for (const key of keysOf(first)) {
      if (!firsts.has(key)) continue;
      let row = counts.get(key);
      if (row === undefined) counts.set(key, (row = new Uint32Array(indexOf.size)));
      for (const column of columns) row[column]!++;
    }
  }
  return counts;
}

function chanceOf(first: Margin, second: Margin, sizes: ReadonlyMap<string, number>): Chance {
  const chance = { mean: 0, variance: 0 };
  for (const [stratum, n] of first.strata) {
    const k = second.strata.get(stratum);
    if (k !== undefined) addStratum(chance, sizes.get(stratum)!, n, k);
  }
  return chance;
}
