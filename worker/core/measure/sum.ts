const DAY = 86_400_000;

/** A sum over the days asked for. */
export interface Sum {
  measure: string;
  key: string;
  n: number;
}

/** One addend of the day-grained sums: `n` to `measure` of `key` on `day` (days since the epoch). */
export interface Addend extends Sum {
  day: number;
}

/** The UTC day of a time (epoch ms), as days since the epoch. */
export const dayOf = (time: number): number => Math.floor(time / DAY);

/** The days that a report is of, ISO 8601. */
export const daysOf = (from: number, to: number): { from: string; to: string } => ({
  from: new Date(from).toISOString().slice(0, 10),
  to: new Date(to).toISOString().slice(0, 10),
});

/**
 * A measure by key, in the order of the sums. A sum may be back at 0, when a visit went on after its
 * end; then it is left out.
 */
export const byKey = (sums: readonly Sum[], measure: string): Map<string, number> =>
  new Map(
    sums.filter((sum) => sum.measure === measure && sum.n !== 0).map(({ key, n }) => [key, n]),
  );

/** A measure over all keys. */
export const total = (sums: readonly Sum[], measure: string): number =>
  [...byKey(sums, measure).values()].reduce((sum, n) => sum + n, 0);

/** The same sums with one addend for each that moves. */
export function merged(addends: Iterable<Addend>): Addend[] {
  const moved = new Map<string, Addend>();
  for (const addend of addends) {
    const at = JSON.stringify([addend.day, addend.measure, addend.key]);
    const known = moved.get(at);
    if (known === undefined) moved.set(at, { ...addend });
    else known.n += addend.n;
  }
  return [...moved.values()].filter(({ n }) => n !== 0);
}
