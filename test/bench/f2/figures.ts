/** A figure and what it is measured against. */
export interface Figure {
  /** As in the last lines of the bench. */
  name: string;
  value: number;
  /** In words: a floor, a peer or an interval. */
  beside?: string;
}

export function timed<T>(work: () => T): { value: T; seconds: number } {
  const start = performance.now();
  const value = work();
  return { value, seconds: (performance.now() - start) / 1000 };
}

export function print(title: string, figures: readonly Figure[], seconds: number): void {
  console.log(`\n${title} (${seconds.toFixed(1)} s)`);
  for (const { name, value, beside = "" } of figures)
    console.log(`  ${name.padEnd(34)} ${String(value).padStart(9)}  ${beside}`);
}

export const rounded = (value: number, digits = 3): number => Number(value.toFixed(digits));

/** The middle 95 % of a statistic over resampled lists (percentile bootstrap), the same in every run. */
export function bootstrap<T>(
  list: readonly T[],
  statistic: (sample: readonly T[]) => number,
  roll: () => number,
  times = 400,
): [number, number] {
  const values = Array.from({ length: times }, () =>
    statistic(list.map(() => list[Math.floor(roll() * list.length)]!)),
  ).sort((a, b) => a - b);
  return [values[Math.floor(0.025 * times)]!, values[Math.floor(0.975 * times)]!];
}

export const interval = ([low, high]: readonly [number, number]): string =>
  `95 % ${low.toFixed(3)} to ${high.toFixed(3)}`;
