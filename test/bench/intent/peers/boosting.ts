import type { Peer, PeerRow } from "./logistic.ts";

const TREES = 150;
const RATE = 0.06;
const DEPTH = 4;
const BINS = 32;
const LEAST_IN_LEAF = 20;
const RIDGE = 1;

interface Split {
  feature: number;
  /** Bins up to this one go left. */
  upTo: number;
  left: Node;
  right: Node;
}
type Node = Split | number;

interface Totals {
  gradient: number;
  hessian: number;
  count: number;
}

/**
 * Gradient-boosted trees on the logistic loss, by histograms and second-order gains (Chen and Guestrin
 * 2016). Numbers fall into 32 bins of equal mass; a category's bin is its rank by its smoothed share of
 * orders in training.
 */
export function boosting(train: readonly PeerRow[]): Peer {
  const bin = binnerOf(train);
  const rows = train.map(bin);
  const targets = train.map(({ ordered }) => Number(ordered));
  const rate = targets.reduce((sum, each) => sum + each, 0) / targets.length;
  const start = Math.log(rate / (1 - rate));
  const sums = new Float64Array(rows.length).fill(start);
  const trees: Node[] = [];
  for (let round = 0; round < TREES; round++) {
    const p = sums.map((sum) => 1 / (1 + Math.exp(-sum)));
    const gradients = p.map((each, place) => each - targets[place]!);
    const hessians = p.map((each) => each * (1 - each));
    const all = rows.map((_, place) => place);
    const tree = grow(rows, gradients, hessians, all, DEPTH);
    trees.push(tree);
    rows.forEach((row, place) => (sums[place]! += valueOf(tree, row)));
  }
  return (visit) => {
    const row = bin(visit);
    const sum = trees.reduce<number>((total, tree) => total + valueOf(tree, row), start);
    return 1 / (1 + Math.exp(-sum));
  };
}

function valueOf(node: Node, row: Uint8Array): number {
  let at = node;
  while (typeof at !== "number") at = row[at.feature]! <= at.upTo ? at.left : at.right;
  return at;
}

function grow(
  rows: readonly Uint8Array[],
  gradients: Float64Array,
  hessians: Float64Array,
  places: number[],
  depth: number,
): Node {
  const total: Totals = { gradient: 0, hessian: 0, count: places.length };
  for (const place of places) {
    total.gradient += gradients[place]!;
    total.hessian += hessians[place]!;
  }
  const leaf = (-RATE * total.gradient) / (total.hessian + RIDGE);
  if (depth === 0) return leaf;
  let best = { gain: 1e-6, feature: -1, upTo: 0 };
  for (let feature = 0; feature < rows[0]!.length; feature++) {
    const bins = histogram(rows, gradients, hessians, places, feature);
    const left: Totals = { gradient: 0, hessian: 0, count: 0 };
    bins.slice(0, -1).forEach((bin, upTo) => {
      left.gradient += bin.gradient;
      left.hessian += bin.hessian;
      left.count += bin.count;
      if (left.count < LEAST_IN_LEAF || total.count - left.count < LEAST_IN_LEAF) return;
      const right = {
        gradient: total.gradient - left.gradient,
        hessian: total.hessian - left.hessian,
      };
      const gain = strength(left) + strength(right) - strength(total);
      if (gain > best.gain) best = { gain, feature, upTo };
    });
  }
  if (best.feature < 0) return leaf;
  const isLeft = (place: number) => rows[place]![best.feature]! <= best.upTo;
  const side = (chosen: boolean) =>
    grow(
      rows,
      gradients,
      hessians,
      places.filter((place) => isLeft(place) === chosen),
      depth - 1,
    );
  return { feature: best.feature, upTo: best.upTo, left: side(true), right: side(false) };
}

const strength = ({ gradient, hessian }: Pick<Totals, "gradient" | "hessian">): number =>
  gradient ** 2 / (hessian + RIDGE);

function histogram(
  rows: readonly Uint8Array[],
  gradients: Float64Array,
  hessians: Float64Array,
  places: readonly number[],
  feature: number,
): Totals[] {
  const bins = Array.from({ length: BINS }, (): Totals => ({ gradient: 0, hessian: 0, count: 0 }));
  for (const place of places) {
    const bin = bins[rows[place]![feature]!]!;
    bin.gradient += gradients[place]!;
    bin.hessian += hessians[place]!;
    bin.count += 1;
  }
  return bins;
}

function binnerOf(train: readonly PeerRow[]): (visit: PeerRow) => Uint8Array {
  const edges = train[0]!.numbers.map((_, index) => {
    const values = train.map(({ numbers }) => numbers[index]!).sort((a, b) => a - b);
    const cuts = Array.from(
      { length: BINS - 1 },
      (__, cut) => values[Math.floor(((cut + 1) * values.length) / BINS)]!,
    );
    return Array.from(new Set(cuts));
  });
  const ranks = train[0]!.categories.map((_, index) => rankCategories(train, index));
  return (visit) =>
    Uint8Array.from([
      ...visit.numbers.map((value, index) => edges[index]!.filter((edge) => value >= edge).length),
      ...visit.categories.map((each, index) => ranks[index]!.get(each) ?? 0),
    ]);
}

function rankCategories(train: readonly PeerRow[], index: number): Map<string, number> {
  const seen = new Map<string, { orders: number; visits: number }>();
  for (const { categories, ordered } of train) {
    const known = seen.get(categories[index]!) ?? { orders: 0, visits: 0 };
    known.orders += Number(ordered);
    known.visits += 1;
    seen.set(categories[index]!, known);
  }
  const share = ({ orders, visits }: { orders: number; visits: number }) =>
    (orders + 2) / (visits + 12);
  const ascending = [...seen].sort(([, a], [, b]) => share(a) - share(b));
  return new Map(ascending.map(([name], rank) => [name, Math.min(BINS - 1, rank)]));
}
