/** A quarter of a normal distribution lies below its mean by so many standard deviations. */
export const Z25 = 0.67449;

/**
 * P(Z > z) of a standard normal, to about 12 digits also far out, where p values are small: the series
 * of Abramowitz & Stegun 26.2.11 near 0, their continued fraction 26.2.14 beyond.
 */
export function upperTail(z: number): number {
  if (z < 0) return 1 - upperTail(-z);
  const density = Math.exp(-(z * z) / 2) / Math.sqrt(2 * Math.PI);
  if (z > 3) {
    let fraction = z;
    for (let k = 80; k >= 1; k--) fraction = z + k / fraction;
    return density / fraction;
  }
  let term = z;
  let sum = z;
  for (let k = 3; term > 1e-17; k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return 0.5 - density * sum;
}

/** P(|Z| > |z|). */
export const twoSided = (z: number): number => 2 * upperTail(Math.abs(z));
