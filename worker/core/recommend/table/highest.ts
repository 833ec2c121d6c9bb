/** How many more than wanted are ranked at first, in case some are not admitted. */
const SPARE = 4;

/**
 * The `count` best of the places `0 … size − 1` by their score, best first, ties by id, of those that
 * `admits` lets in. It is asked about as few as possible: the best are ranked first, and more of them
 * only when too few were admitted.
 */
export function highest(
  scores: ArrayLike<number>,
  size: number,
  count: number,
  idOf: (place: number) => string,
  admits: (place: number) => boolean,
): number[] {
  for (let ranked = count + SPARE; ; ranked *= 4) {
    const best = ranking(scores, size, ranked, idOf);
    const admitted: number[] = [];
    for (const place of best) {
      if (admitted.length >= count) break;
      if (admits(place)) admitted.push(place);
    }
    if (admitted.length >= count || best.length < ranked) return admitted;
  }
}

/** The `count` best places. A handful is wanted of hundreds, so most cost one comparison. */
function ranking(
  scores: ArrayLike<number>,
  size: number,
  count: number,
  idOf: (place: number) => string,
): number[] {
  const best: number[] = [];
  // The scores of `best`, since reading them by place would cost most of an insertion.
  const sorted = new Float64Array(Math.min(count, size));
  let least = -Infinity;
  for (let place = 0; place < size; place++) {
    const score = scores[place]!;
    const isFull = best.length === count;
    if (isFull && score < least) continue;
    if (isFull && score === least && idOf(place) > idOf(best[count - 1]!)) continue;
    let i = isFull ? count - 1 : best.length;
    for (; i > 0; i--) {
      const above = sorted[i - 1]!;
      if (above > score || (above === score && idOf(best[i - 1]!) < idOf(place))) break;
      sorted[i] = above;
      best[i] = best[i - 1]!;
    }
    sorted[i] = score;
    best[i] = place;
    if (best.length === count) least = sorted[count - 1]!;
  }
  return best;
}
