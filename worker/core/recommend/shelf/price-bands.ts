import { minorDigits, toMinor } from "../../catalogue/index.ts";

/** A price band in whole units of its currency: `from` is in it, `to` is not. */
export interface PriceBand {
  from: number;
  to: number;
  /** ISO 4217. */
  currency: string;
}

/** 1-2-5 steps: wide enough to hold several items, and the same in every shop. */
const STEPS = [1, 2, 5, 10];

/** The band of a price in minor units: 1550 GBP lies in 10–20. Below one unit it is 0–1. */
export function priceBandOf(minor: number, currency: string): PriceBand {
  const amount = minor / 10 ** minorDigits(currency);
  if (amount < 1) return { from: 0, to: 1, currency };
  // Of a power of ten the logarithm may lie a hair below the whole number.
  const decade = 10 ** Math.floor(Math.log10(amount) + 1e-12);
  const step = STEPS.findLastIndex((factor) => factor * decade <= amount);
  return { from: STEPS[step]! * decade, to: STEPS[step + 1]! * decade, currency };
}

/** The bands that hold any price from `least` to `most` (whole units), cheapest first, so many at most. */
export function bandsBetween(
  least: number,
  most: number,
  currency: string,
  count: number,
): PriceBand[] {
  const bands: PriceBand[] = [];
  for (let from = least; from <= most && bands.length < count; from = bands.at(-1)!.to)
    bands.push(priceBandOf(toMinor(from, currency), currency));
  return bands;
}

/** `10-20 GBP`. */
export const formatBand = ({ from, to, currency }: PriceBand): string =>
  `${from}-${to} ${currency}`;

/** The band that `formatBand` wrote, or somebody by hand (`10 – 20 gbp`); null for anything else. */
export function parseBand(text: string): PriceBand | null {
  const [, from, to, currency] =
    /^\s*(\d{1,12})\s*[-–]\s*(\d{1,13})\s*([a-z]{3})\s*$/i.exec(text) ?? [];
  if (currency === undefined) return null;
  return { from: Number(from), to: Number(to), currency: currency.toUpperCase() };
}
