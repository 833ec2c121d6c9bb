/** A stream of numbers in [0, 1) from a seed (Mulberry32), so that what is random is the same in every run. */
export function dice(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A draw from Beta(a, b) for a, b ≥ 1: two gamma draws by Marsaglia & Tsang (2000). */
export function drawBeta(a: number, b: number, roll: () => number): number {
  const [x, y] = [drawGamma(a, roll), drawGamma(b, roll)];
  return x / (x + y);
}

/** A draw from Gamma(shape, 1) for shape ≥ 1. */
export function drawGamma(shape: number, roll: () => number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - roll())) * Math.cos(2 * Math.PI * roll());
    const v = (1 + c * normal) ** 3;
    if (v > 0 && Math.log(1 - roll()) < normal ** 2 / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}
