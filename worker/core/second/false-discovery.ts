/**
 * Benjamini and Hochberg's (1995) q values of p values, in the order given: calling all with q ≤ 0.10
 * makes at most a tenth of the finds false, on average. `tests` is how many were tested when the
 * others' p values are 1 and not worth a list.
 */
export function qValues(ps: readonly number[], tests = ps.length): number[] {
  const order = ps.map((_, index) => index).sort((a, b) => ps[b]! - ps[a]!);
  const qs = ps.map(() => 1);
  let least = 1;
  for (const [above, index] of order.entries()) {
    const rank = ps.length - above;
    least = Math.min(least, (ps[index]! * tests) / rank);
    qs[index] = least;
  }
  return qs;
}

/** Finds above this are left out (METHODS §5). */
export const Q_LIMIT = 0.1;
