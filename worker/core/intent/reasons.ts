import type { Feature } from "./dimension.ts";

/** At most so many reasons, none weaker than this in logits: a tenth of the odds. */
const MOST = 4;
const WEAKEST = 0.1;

/**
 * The features that moved the score most, strongest first, in words with their direction:
 * `Added to the cart (+)`. `contributions` are in logits, parallel to `features`.
 */
export function reasons(features: readonly Feature[], contributions: ArrayLike<number>): string[] {
  const strongest: number[] = [];
  for (let index = 0; index < features.length; index++) {
    const strength = Math.abs(contributions[index]!);
    if (strength < WEAKEST) continue;
    let place = strongest.length;
    while (place > 0 && Math.abs(contributions[strongest[place - 1]!]!) < strength) place--;
    if (place >= MOST) continue;
    strongest.splice(place, 0, index);
    if (strongest.length > MOST) strongest.pop();
  }
  return strongest.map((index) => {
    const sign = contributions[index]! > 0 ? "+" : "−";
    return `${features[index]!.words} (${sign})`;
  });
}
