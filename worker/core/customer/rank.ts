/**
 * The values at which scores 2 to 5 begin, ascending, by quintiles (METHODS §4):
 * `q(v) = 1 + ⌊5·(midrank(v) − 0.5)/n⌋`, clipped to 1..5, ties sharing a mid-rank. Fewer than four when
 * ties keep the top scores from anybody. `scoreBy` gives each of `values` exactly its q.
 */
export function quintileCuts(values: readonly number[]): number[] {
  const cuts: number[] = [];
  for (const { value, below, upTo } of ties(values)) {
    const score = Math.min(5, 1 + Math.floor((5 * (below + upTo)) / (2 * values.length)));
    while (cuts.length < score - 1) cuts.push(value);
  }
  return cuts;
}

/** 1 and one more for each cut that `value` reaches. */
export function scoreBy(cuts: readonly number[], value: number): number {
  let score = 1;
  for (const cut of cuts) if (value >= cut) score++;
  return score;
}

const KEPT = 400;

/**
 * Values by which others are ranked, ascending: all of them, or 400 evenly spaced ranks of more, which
 * puts `percentileOf` off by at most an eighth of a point for values that are not tied.
 */
export function rankSample(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  if (sorted.length <= KEPT) return sorted;
  return Array.from(
    { length: KEPT },
    (_, index) => sorted[Math.floor(((index + 0.5) * sorted.length) / KEPT)]!,
  );
}

/** Share of the sample below `value`, 0 to 100, ties counting half; 50 when there is no sample. */
export function percentileOf(sample: readonly number[], value: number): number {
  if (sample.length === 0) return 50;
  const below = firstWhere(sample, (each) => each >= value);
  const upTo = firstWhere(sample, (each) => each > value);
  return (50 * (below + upTo)) / sample.length;
}

/** Runs of equal values, ascending, with how many values are below and up to them. */
function* ties(values: readonly number[]) {
  const sorted = values.toSorted((a, b) => a - b);
  for (let below = 0; below < sorted.length;) {
    const value = sorted[below]!;
    let upTo = below;
    while (sorted[upTo] === value) upTo++;
    yield { value, below, upTo };
    below = upTo;
  }
}

/** Index of the first for which `holds`, which stays true once it is; the length when for none. */
function firstWhere(sorted: readonly number[], holds: (value: number) => boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(sorted[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
