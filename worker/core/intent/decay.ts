/**
 * Brings sums to the time of a new observation. Returns what the old sums and the new one count:
 * one of the two is 1, so lessons that come late weigh what they would have weighed in order.
 */
export function decay(
  since: number,
  at: number,
  halfLife: number,
): { old: number; fresh: number; since: number } {
  const factor = 2 ** (-Math.abs(at - since) / halfLife);
  return at >= since ? { old: factor, fresh: 1, since: at } : { old: 1, fresh: factor, since };
}
