/**
 * The `count` best of the places `0 … size − 1`, best first. A handful is wanted out of hundreds, so
 * most places cost one comparison, and `admits` is asked only about those that would get in.
 *
 * @param before a strict order of places, without ties
 */
export function highest(
  size: number,
  count: number,
  before: (a: number, b: number) => boolean,
  admits: (place: number) => boolean,
): number[] {
  const best: number[] = [];
  for (let place = 0; place < size; place++) {
    if (best.length === count && (count === 0 || !before(place, best[count - 1]!))) continue;
    if (!admits(place)) continue;
    if (best.length < count) best.push(place);
    let i = best.length - 1;
    for (; i > 0 && before(place, best[i - 1]!); i--) best[i] = best[i - 1]!;
    best[i] = place;
  }
  return best;
}
