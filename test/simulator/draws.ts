/** Draws and odds that the simulator is made of; `roll` gives numbers in [0, 1). */
export type Roll = () => number;

/** `probability` with its odds multiplied by e^`pull`. */
export function pulled(probability: number, pull: number): number {
  const odds = probability * Math.exp(pull);
  return odds / (1 - probability + odds);
}

/** Standard normal (Box and Muller, 1958). */
export const normal = (roll: Roll): number =>
  Math.sqrt(-2 * Math.log(1 - roll())) * Math.cos(2 * Math.PI * roll());

/** Exponential with this mean. */
export const exponential = (roll: Roll, mean: number): number => -mean * Math.log(1 - roll());

/** An index, each as often as its weight says. */
export function weighted(roll: Roll, weights: readonly number[]): number {
  let left = roll() * weights.reduce((sum, weight) => sum + weight, 0);
  const found = weights.findIndex((weight) => (left -= weight) < 0);
  return found < 0 ? weights.length - 1 : found;
}

/** An id as the tag makes them: 96 random bits in decimal, here always 30 digits. */
export const tagId = (roll: Roll): string =>
  Array.from({ length: 3 }, () => String(Math.floor(roll() * 2 ** 32)).padStart(10, "1")).join("");
