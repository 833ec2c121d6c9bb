/**
 * Forward decay (Cormode et al., 2009; METHODS §2): what happened at `t` is stored once, weighted by
 * `exp(rate·(t − landmark))`, and read at `now` by multiplying with `exp(−rate·(now − landmark))`.
 * Nothing is swept as time passes, order never changes by waiting, and late arrivals count as if
 * they had come in time.
 */

/** Exponent past which the landmark moves: e^60 ≈ 1e26 leaves a 32-bit float room for sums. */
export const MAX_EXPONENT = 60;

export const DAY = 86_400_000;

/** Rate per millisecond at which a weight halves in `halfLife` milliseconds. */
export function decayRate(halfLife: number): number {
  if (!(halfLife > 0)) throw new RangeError(`half-life must be positive, got ${halfLife}`);
  return Math.LN2 / halfLife;
}

/** The factor that turns what is stored by `landmark` into what is left of it at `now`. */
export const decayedBy = (landmark: number, now: number, rate: number): number =>
  Math.exp(-rate * (now - landmark));
