const MOST_TERMS = 100_000;
const PRECISION = 1e-13;
const LARGE = 1e200;

/**
 * e^logFactor · ₂F₁(a, b; c; z) by the series (DLMF 15.2.1), for a, b, c > 0 and 0 ≤ z < 1, where no
 * term takes from another. The factor keeps products finite whose parts are not.
 */
export function hypergeometric(a: number, b: number, c: number, z: number, logFactor = 0): number {
  let [term, sum, scale] = [1, 1, logFactor];
  for (let n = 0; n < MOST_TERMS; n++) {
    const ratio = (((a + n) * (b + n)) / ((c + n) * (n + 1))) * z;
    term *= ratio;
    sum += term;
    // What is left is about a geometric series once the ratio is near z.
    if (ratio < 1 && Math.abs(term) * ratio <= PRECISION * Math.abs(sum) * (1 - ratio)) break;
    if (Math.abs(sum) > LARGE) {
      term /= LARGE;
      sum /= LARGE;
      scale += Math.log(LARGE);
    }
  }
  return sum * Math.exp(scale);
}
