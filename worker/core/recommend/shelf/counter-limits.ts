/**
 * How many counters an axis may keep so that all together keep at most `limit`: the largest level
 * with `Σ min(size, level) ≤ limit`. Small axes stay whole, the largest are cut to one length.
 */
export function levelFor(sizes: readonly number[], limit: number): number {
  const ascending = sizes.toSorted((a, b) => a - b);
  let left = limit;
  for (const [place, size] of ascending.entries()) {
    const share = Math.floor(left / (ascending.length - place));
    if (size > share) return share;
    left -= size;
  }
  return Infinity;
}
