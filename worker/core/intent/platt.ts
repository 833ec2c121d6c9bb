/**
 * Platt layer on the model's evidence, learnt online: logit = base + slope · evidence + shift. Both
 * parameters follow their gradient by FTRL with a ridge towards slope 1 and shift 0; the slope is
 * learnt as a logarithm and bounded, so that within a layer the order of scores never turns.
 */
export interface Platt {
  /** Log slope, then shift: sums of gradients and of squared gradients, as in `ftrl.ts`. */
  z: [number, number];
  n: [number, number];
}

/** Faster ones calibrate worse on worlds whose truth is known (`node test/bench/intent.ts worlds`). */
const ALPHA = 0.02;
const RIDGE = 10;
const STEEPEST = Math.log(4);

export function newPlatt(): Platt {
  return { z: [0, 0], n: [0, 0] };
}

export function slopeOf(platt: Platt): number {
  return Math.exp(Math.min(STEEPEST, Math.max(-STEEPEST, parameter(platt, 0))));
}

export function shiftOf(platt: Platt): number {
  return parameter(platt, 1);
}

export interface Line {
  slope: number;
  shift: number;
}

export const lineOf = (platt: Platt): Line => ({ slope: slopeOf(platt), shift: shiftOf(platt) });

/** One step; `error` is Σ (p − y) and `evidenceError` Σ (p − y) · evidence of a session. */
export function learnPlatt(platt: Platt, error: number, evidenceError: number): void {
  const gradients = [evidenceError * slopeOf(platt), error];
  for (const index of [0, 1] as const) {
    const gradient = gradients[index]!;
    const before = platt.n[index];
    const after = before + gradient * gradient;
    const sigma = (Math.sqrt(after) - Math.sqrt(before)) / ALPHA;
    platt.z[index] += gradient - sigma * parameter(platt, index);
    platt.n[index] = after;
  }
}

function parameter(platt: Platt, index: 0 | 1): number {
  return -platt.z[index] / ((1 + Math.sqrt(platt.n[index])) / ALPHA + RIDGE);
}
