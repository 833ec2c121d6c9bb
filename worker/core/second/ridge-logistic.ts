/** One observation of a logistic regression. */
export interface Example {
  x: readonly number[];
  /** What is known of the log odds without the model. */
  offset: number;
  y: boolean;
}

/** logit P = offset + bias + Σ weight·(x − mean)/scale. */
export interface Logistic {
  bias: number;
  weights: number[];
  means: number[];
  scales: number[];
}

const MOST_STEPS = 25;
/** Newton squares its error at each step: what changes less than this is exact to twelve digits. */
const CLOSE = 1e-6;

/**
 * Logistic regression with a ridge of strength `ridge` on weights of standardised features, and none on
 * the bias, by Newton's method. Without enough examples the weights stay near 0, and the offset speaks.
 */
export function fitLogistic(examples: readonly Example[], ridge: number): Logistic {
  const size = examples[0]?.x.length ?? 0;
  const { means, scales } = standards(examples, size);
  const width = size + 1;
  const rows = new Float64Array(examples.length * width);
  for (const [index, { x }] of examples.entries()) {
    const at = index * width;
    rows[at] = 1;
    for (let j = 0; j < size; j++) rows[at + 1 + j] = (x[j]! - means[j]!) / scales[j]!;
  }
  let weights = new Float64Array(width);
  for (let step = 0; step < MOST_STEPS; step++) {
    const gradient = weights.map((weight, j) => (j === 0 ? 0 : -ridge * weight));
    const hessian = Array.from(weights, (_, i) =>
      Float64Array.from(weights, (__, j) => (i === j && i > 0 ? ridge : 0)),
    );
    for (let index = 0; index < examples.length; index++)
      addTo(gradient, hessian, rows, index * width, examples[index]!, weights);
    const change = solve(hessian, gradient);
    weights = weights.map((weight, j) => weight + change[j]!);
    if (Math.hypot(...change) < CLOSE) break;
  }
  const [bias = 0, ...rest] = weights;
  return { bias, weights: rest, means, scales };
}

/** Adds the observation whose row begins at `at` to the gradient and to the lower triangle of the information matrix. */
function addTo(
  gradient: Float64Array,
  hessian: readonly Float64Array[],
  rows: Float64Array,
  at: number,
  { offset, y }: Example,
  weights: Float64Array,
): void {
  const width = weights.length;
  let evidence = offset;
  for (let j = 0; j < width; j++) evidence += weights[j]! * rows[at + j]!;
  const p = 1 / (1 + Math.exp(-evidence));
  const information = Math.max(1e-9, p * (1 - p));
  for (let i = 0; i < width; i++) {
    const each = rows[at + i]!;
    const line = hessian[i]!;
    gradient[i]! += each * (Number(y) - p);
    const weighted = information * each;
    for (let j = 0; j <= i; j++) line[j]! += weighted * rows[at + j]!;
  }
}

/** What each feature adds to the log odds, against the average person. */
export const contributions = (
  { weights, means, scales }: Logistic,
  x: readonly number[],
): number[] => weights.map((weight, j) => (weight * (x[j]! - means[j]!)) / scales[j]!);

/** The log odds that the model adds to the offset. */
export function evidenceOf(
  { bias, weights, means, scales }: Logistic,
  x: readonly number[],
): number {
  let sum = bias;
  for (let j = 0; j < weights.length; j++) sum += (weights[j]! * (x[j]! - means[j]!)) / scales[j]!;
  return sum;
}

function standards(examples: readonly Example[], size: number) {
  const means: number[] = [];
  const scales: number[] = [];
  for (let j = 0; j < size; j++) {
    let [sum, squares] = [0, 0];
    for (const { x } of examples) sum += x[j]!;
    const mean = sum / examples.length;
    for (const { x } of examples) squares += (x[j]! - mean) ** 2;
    means.push(mean);
    // A feature that never varies has nothing to say, and must not divide by 0.
    scales.push(Math.sqrt(squares / examples.length) || 1);
  }
  return { means, scales };
}

/** Solves a symmetric positive definite system given by its lower triangle (Cholesky). */
function solve(lower: readonly Float64Array[], right: Float64Array): number[] {
  const l = lower.map((row) => row.slice());
  const n = right.length;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = l[i]![j]!;
      for (let k = 0; k < j; k++) sum -= l[i]![k]! * l[j]![k]!;
      l[i]![j] = i === j ? Math.sqrt(Math.max(1e-12, sum)) : sum / l[j]![j]!;
    }
  }
  const x = [...right];
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i]! -= l[i]![k]! * x[k]!;
    x[i]! /= l[i]![i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= l[k]![i]! * x[k]!;
    x[i]! /= l[i]![i]!;
  }
  return x;
}
