import { grown } from "./grown.ts";

/** How many more than wanted are ranked at first, in case some are not admitted. */
const SPARE = 4;

/** Scratch: the best places so far, and their scores, since reading those by place would cost most. */
let best = new Uint32Array(64);
let sorted = new Float64Array(64);

/**
 * The `count` best of the places `0 … size − 1` by their score, best first, ties by id, of those that
 * `admits` lets in. It is asked about as few as possible: the best are ranked first, and more of them
 * only when too few were admitted.
 *
 * @param spare how many more than wanted are ranked at first: as many as will not be admitted, if known
 */
export function highest(
  scores: ArrayLike<number>,
  size: number,
  count: number,
  idOf: (place: number) => string,
  admits: (place: number) => boolean,
  spare = SPARE,
): number[] {
  for (let wanted = count + spare; ; wanted *= 4) {
    const ranked = rank(scores, size, wanted, idOf);
    const admitted: number[] = [];
    for (let i = 0; i < ranked && admitted.length < count; i++)
      if (admits(best[i]!)) admitted.push(best[i]!);
    if (admitted.length >= count || ranked < wanted) return admitted;
  }
}

/** Ranks the `count` best places; returns how many there are. Most places cost one comparison. */
function rank(
  scores: ArrayLike<number>,
  size: number,
  count: number,
  idOf: (place: number) => string,
): number {
  const limit = Math.min(count, size);
  if (limit > best.length) {
    best = grown(best, limit);
    sorted = grown(sorted, limit);
  }
  const [places, values] = [best, sorted];
  let ranked = 0;
  let least = -Infinity;
  for (let place = 0; place < size; place++) {
    const score = scores[place]!;
    if (score < least) continue;
    const isFull = ranked === limit;
    if (isFull && score === least && idOf(place) > idOf(places[limit - 1]!)) continue;
    let i = isFull ? limit - 1 : ranked++;
    for (; i > 0; i--) {
      const above = values[i - 1]!;
      if (above > score || (above === score && idOf(places[i - 1]!) < idOf(place))) break;
      values[i] = above;
      places[i] = places[i - 1]!;
    }
    values[i] = score;
    places[i] = place;
    if (ranked === limit) least = values[limit - 1]!;
  }
  return ranked;
}
