export interface Minimum {
  at: number[];
  value: number;
}

const STEP = 0.5;
const MOST_STEPS = 2000;

/**
 * Minimum of `f` by Nelder and Mead's simplex (1965), with reflection 1, expansion 2, contraction and
 * shrinkage ½, started again once from where it ends, which frees a simplex that has collapsed. It ends
 * when the values at its corners agree to `tolerance`.
 */
export function minimise(
  f: (point: readonly number[]) => number,
  start: readonly number[],
  tolerance = 1e-10,
): Minimum {
  return descend(f, descend(f, start, tolerance).at, tolerance);
}

function descend(
  f: (point: readonly number[]) => number,
  start: readonly number[],
  tolerance: number,
): Minimum {
  const corner = (at: number[]): Minimum => ({ at, value: f(at) });
  const simplex = [
    corner([...start]),
    ...start.map((_, axis) => corner(start.map((x, index) => (index === axis ? x + STEP : x)))),
  ];
  for (let step = 0; step < MOST_STEPS; step++) {
    simplex.sort((a, b) => a.value - b.value);
    const best = simplex[0]!;
    const worst = simplex.pop()!;
    const second = simplex.at(-1)!;
    if (Math.abs(worst.value - best.value) <= tolerance * (1 + Math.abs(best.value))) return best;
    const centre = start.map(
      (_, axis) => simplex.reduce((sum, { at }) => sum + at[axis]!, 0) / simplex.length,
    );
    const along = (factor: number) =>
      corner(centre.map((middle, axis) => middle + factor * (middle - worst.at[axis]!)));
    const reflected = along(1);
    if (reflected.value < best.value) {
      const expanded = along(2);
      simplex.push(expanded.value < reflected.value ? expanded : reflected);
    } else if (reflected.value < second.value) simplex.push(reflected);
    else {
      const contracted = along(reflected.value < worst.value ? 0.5 : -0.5);
      simplex.push(contracted);
      if (contracted.value >= Math.min(reflected.value, worst.value)) {
        simplex[simplex.length - 1] = worst;
        for (const [index, { at }] of simplex.entries())
          simplex[index] = corner(at.map((x, axis) => (x + best.at[axis]!) / 2));
      }
    }
  }
  return simplex.sort((a, b) => a.value - b.value)[0]!;
}
