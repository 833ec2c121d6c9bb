/** What peers see of a visit or a moment, and what came of it. */
export interface PeerRow {
  numbers: readonly number[];
  categories: readonly string[];
  ordered: boolean;
}

/** Answers the probability of an order. */
export type Peer = (row: PeerRow) => number;

const RIDGE = 1;
const STEPS = 25;

/**
 * Batch logistic regression with a ridge of 1 over standardised log-numbers and one-hot categories, by
 * coordinate-wise Newton steps.
 */
export function logistic(train: readonly PeerRow[]): Peer {
  const encode = encoderOf(train);
  const rows = train.map(encode);
  const targets = train.map(({ ordered }) => Number(ordered));
  const columns = columnsOf(rows);
  const weights = new Float64Array(columns.length);
  const sums = new Float64Array(rows.length);
  for (let step = 0; step < STEPS; step++) {
    columns.forEach(({ at, values }, column) => {
      // The first column is the intercept, which nothing pulls to zero.
      const ridge = column === 0 ? 0 : RIDGE;
      let gradient = -ridge * weights[column]!;
      let curvature = ridge + 1e-9;
      for (let index = 0; index < at.length; index++) {
        const place = at[index]!;
        const p = 1 / (1 + Math.exp(-sums[place]!));
        gradient += values[index]! * (targets[place]! - p);
        curvature += values[index]! ** 2 * p * (1 - p);
      }
      const change = Math.max(-1, Math.min(1, gradient / curvature));
      weights[column]! += change;
      for (let index = 0; index < at.length; index++) sums[at[index]!]! += change * values[index]!;
    });
  }
  return (visit) => {
    let sum = 0;
    for (const [column, value] of encode(visit)) sum += (weights[column] ?? 0) * value;
    return 1 / (1 + Math.exp(-sum));
  };
}

type Sparse = [column: number, value: number][];

function encoderOf(train: readonly PeerRow[]): (visit: PeerRow) => Sparse {
  const numbers = train[0]!.numbers.map((_, index) => {
    const logs = train.map((visit) => Math.log1p(visit.numbers[index]!));
    const mean = logs.reduce((sum, each) => sum + each, 0) / logs.length;
    const variance = logs.reduce((sum, each) => sum + (each - mean) ** 2, 0) / logs.length;
    return { mean, deviation: Math.sqrt(variance) || 1 };
  });
  const places = new Map<string, number>();
  for (const { categories } of train)
    for (const each of categories)
      if (!places.has(each)) places.set(each, 1 + numbers.length + places.size);
  return (visit) => [
    [0, 1],
    ...numbers.map(({ mean, deviation }, index): [number, number] => [
      1 + index,
      (Math.log1p(visit.numbers[index]!) - mean) / deviation,
    ]),
    ...visit.categories.flatMap((each): Sparse => {
      const place = places.get(each);
      return place === undefined ? [] : [[place, 1]];
    }),
  ];
}

function columnsOf(rows: readonly Sparse[]): { at: number[]; values: number[] }[] {
  const columns: { at: number[]; values: number[] }[] = [];
  rows.forEach((row, place) => {
    for (const [column, value] of row) {
      const known = (columns[column] ??= { at: [], values: [] });
      known.at.push(place);
      known.values.push(value);
    }
  });
  return columns;
}
