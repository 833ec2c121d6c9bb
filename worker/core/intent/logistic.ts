/** Probabilities stay this far from 0 and 1, so that their logits stay finite. */
const MARGIN = 1e-6;

export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

export function logit(probability: number): number {
  const bounded = bound(probability);
  return Math.log(bounded / (1 - bounded));
}

/** Keeps a probability strictly inside (0, 1). */
export function bound(probability: number): number {
  return Math.min(1 - MARGIN, Math.max(MARGIN, probability));
}

/** Four significant digits; rounding keeps order, so an interval still holds its probability. */
export function rounded(probability: number): number {
  let scale = 1e4;
  while (probability * scale < 1e3) scale *= 10;
  return bound(Math.round(probability * scale) / scale);
}
