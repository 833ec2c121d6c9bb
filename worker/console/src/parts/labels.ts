/** Long labels would leave no room for what they name, which is less on a phone. */
const LONGEST = { wide: 30, narrow: 17 };
const NARROW = 640;

/** Labels of a plot's rows. What looks alike when it is cut must not fall on one row. */
export function labelsOf(names: readonly string[]): string[] {
  const longest = innerWidth < NARROW ? LONGEST.narrow : LONGEST.wide;
  return names.map((name, place) => shortened(name, longest) + "\u200B".repeat(place));
}

/** Pixels that the widest of them takes. */
export const leftOf = (labels: readonly string[]): number =>
  20 + 7 * Math.max(4, ...labels.map((label) => label.replaceAll("\u200B", "").length));

/** What is cut keeps its end, which tells paths apart. */
function shortened(label: string, longest: number): string {
  if (label.length <= longest) return label;
  const start = Math.floor(longest / 4);
  return `${label.slice(0, start)}…${label.slice(1 + start - longest)}`;
}
