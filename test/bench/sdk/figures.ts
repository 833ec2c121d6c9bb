/** The middle one of `values`, or the mean of the middle two. NaN when there are none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length / 2;
  return (sorted[Math.floor(half)]! + sorted[Math.ceil(half) - 1]!) / 2;
}

/** The middle half of `values`, as `2.1–3.4`. */
export function middleHalf(values: readonly number[], digits = 1): string {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!.toFixed(digits);
  return `${at(0.25)}–${at(0.75)}`;
}

/** Takes every case once in each round, each round beginning with another one. */
export async function interleave<T>(
  cases: readonly T[],
  rounds: number,
  take: (one: T) => Promise<void>,
): Promise<void> {
  for (let round = 0; round < rounds; round++)
    for (let index = 0; index < cases.length; index++)
      await take(cases[(round + index) % cases.length]!);
}
