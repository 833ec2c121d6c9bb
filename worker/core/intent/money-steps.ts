import { minorDigits } from "../catalogue/index.ts";
import { type Family, type Feature, feature } from "./dimension.ts";

/** Where buckets begin, in minor units: 1, 2 and 5 times each power of ten up to 10^9. */
const STARTS = Array.from(
  { length: 28 },
  (_, index) => [1, 2, 5][index % 3]! * 10 ** Math.floor(index / 3),
);
/** Currencies whose buckets are kept ready; a shop has far fewer. */
const CURRENCIES = 32;

/** Reads the bucket of an amount in minor units, or null where it or its currency is unknown. */
export type MoneySteps = (minor: number, currency: string | null) => Feature | null;

/**
 * Buckets of money in 1-2-5 steps of each currency. `words` writes a range such as `20–50 EUR`; `label`
 * goes before the currency in the key.
 */
export function moneySteps(
  family: Family,
  name: string,
  words: (range: string) => string,
  label = "",
): MoneySteps {
  const ready = new Map<string, Feature[]>();
  return (minor, currency) => {
    if (currency === null || !(minor >= 1)) return null;
    let steps = ready.get(currency);
    if (steps === undefined) {
      if (!/^[A-Z]{3}$/.test(currency)) return null;
      const ranges = rangesOf(currency);
      steps = ranges.map((range, step) =>
        feature(family, name, `${label}${currency} ${step}`, words(range)),
      );
      if (ready.size < CURRENCIES) ready.set(currency, steps);
    }
    return steps[stepOf(minor)]!;
  };
}

function stepOf(minor: number): number {
  let step = 0;
  while (step + 1 < STARTS.length && minor >= STARTS[step + 1]!) step++;
  return step;
}

function rangesOf(currency: string): string[] {
  const unit = 10 ** minorDigits(currency);
  const amounts = STARTS.map((minor) => minor / unit);
  return amounts.map((from, step) => {
    const to = amounts[step + 1];
    return to === undefined ? `${from} ${currency} or more` : `${from}–${to} ${currency}`;
  });
}
