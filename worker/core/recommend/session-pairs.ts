/**
 * Calls `teach(earlier, later, d)` for each ordered pair of distinct items that lie `d ≤ maxDistance`
 * clicks apart. An ordered pair is taught once a session, at its nearest: someone who goes back and
 * forth between two items has not said more about them. (Over teaching every occurrence this gained
 * 0.1 to 0.7 points of hit rate on the RetailRocket and Diginetica cases, on which it was chosen.)
 *
 * @param clicks items in the order they were viewed, repeats included, as numbers `0 … distinct − 1`
 * @param distinct how many different items there are in `clicks`
 */
export function eachPair(
  clicks: readonly number[],
  distinct: number,
  maxDistance: number,
  teach: (earlier: number, later: number, d: number) => void,
): void {
  // Without repeats no pair can come up twice.
  const taught = distinct < clicks.length ? new Set<number>() : null;
  for (let d = 1; d <= maxDistance; d++) {
    for (let here = d; here < clicks.length; here++) {
      const earlier = clicks[here - d]!;
      const later = clicks[here]!;
      if (earlier === later) continue;
      if (taught !== null) {
        const pair = earlier * distinct + later;
        if (taught.has(pair)) continue;
        taught.add(pair);
      }
      teach(earlier, later, d);
    }
  }
}
