/** Of a normal distribution: 95 % lie within so many standard errors. */
export const Z95 = 1.959964;

export type Interval = [low: number, high: number];

/**
 * The 95 % interval of a share of `count` (Wilson 1927), which also holds near 0 and with few;
 * from 0 to 1 where there is nothing.
 */
export function shareInterval(successes: number, count: number): Interval {
  if (count <= 0) return [0, 1];
  const share = Math.min(1, successes / count);
  const middle = share + Z95 ** 2 / (2 * count);
  const reach = Z95 * Math.sqrt((share * (1 - share)) / count + (Z95 / (2 * count)) ** 2);
  const scale = 1 + Z95 ** 2 / count;
  return [Math.max(0, (middle - reach) / scale), Math.min(1, (middle + reach) / scale)];
}

/** Successes among `count` trials. */
export interface Share {
  successes: number;
  count: number;
}

/**
 * The 95 % interval of the difference a − b of two shares: Newcombe's hybrid of their Wilson intervals
 * (Statistics in Medicine 17, 1998, method 10). Both must have been tried.
 */
export function shareDifference(a: Share, b: Share): Interval {
  const [p, q] = [a.successes / a.count, b.successes / b.count];
  const [lowA, highA] = shareInterval(a.successes, a.count);
  const [lowB, highB] = shareInterval(b.successes, b.count);
  return [p - q - Math.hypot(p - lowA, highB - q), p - q + Math.hypot(highA - p, q - lowB)];
}

/** Count, sum and sum of squares of a quantity. */
export interface Moments {
  n: number;
  sum: number;
  squares: number;
}

export const newMoments = (): Moments => ({ n: 0, sum: 0, squares: 0 });

export function addMoment(moments: Moments, value: number): void {
  moments.n += 1;
  moments.sum += value;
  moments.squares += value * value;
}

export const meanOf = ({ n, sum }: Moments): number => sum / n;

/** The 95 % interval of a mean, by the normal approximation; null for fewer than two. */
export function meanInterval(moments: Moments): Interval | null {
  if (moments.n < 2) return null;
  return around(meanOf(moments), errorSquared(moments));
}

/** The 95 % interval of the difference a − b of two means of unequal variance (Welch 1947). */
export function meanDifference(a: Moments, b: Moments): Interval | null {
  if (a.n < 2 || b.n < 2) return null;
  return around(meanOf(a) - meanOf(b), errorSquared(a) + errorSquared(b));
}

const around = (middle: number, variance: number): Interval => {
  const reach = Z95 * Math.sqrt(variance);
  return [middle - reach, middle + reach];
};

/** The squared standard error of a mean. */
const errorSquared = ({ n, sum, squares }: Moments): number =>
  Math.max(0, squares - sum ** 2 / n) / (n - 1) / n;

/**
 * How many times the rate of all the rate of a part is, with its 95 % interval: the delta method on its
 * logarithm, as the part and the rest are drawn apart, with half a success more on each side so that
 * none has no variance. Null when nobody succeeded, or there is no rest.
 */
export function liftOf(part: Share, rest: Share): { lift: number; interval: Interval } | null {
  const count = part.count + rest.count;
  const successes = part.successes + rest.successes;
  if (part.count === 0 || rest.count === 0 || successes === 0) return null;
  const rate = ({ successes: some, count: of }: Share) => (some + 0.5) / (of + 1);
  const [p, q] = [rate(part), rate(rest)];
  const weight = part.count / count;
  const all = weight * p + (1 - weight) * q;
  const variance =
    ((1 / p - weight / all) ** 2 * p * (1 - p)) / part.count +
    (((1 - weight) / all) ** 2 * q * (1 - q)) / rest.count;
  const factor = Math.exp(Z95 * Math.sqrt(variance));
  return {
    lift: part.successes / part.count / (successes / count),
    interval: [p / all / factor, (p / all) * factor],
  };
}
