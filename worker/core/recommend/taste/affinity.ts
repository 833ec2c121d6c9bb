import type { Card } from "../../catalogue/index.ts";
import { categoryAxes } from "../shelf/axes.ts";
import { DAY, decayedBy, decayRate, MAX_EXPONENT } from "../shelf/forward-decay.ts";
import { formatBand, priceBandOf } from "../shelf/price-bands.ts";

/** What a deed says of taste, relative to a look. */
export const DEED_WEIGHT = { view: 1, cart: 3, purchase: 5 } as const;

/** Taste changes more slowly than what sells (proposal). */
const RATE = decayRate(30 * DAY);
/** Of what is liked least is forgotten first. */
const MAX_VALUES = { category: 24, brand: 16, band: 12, hour: 24, device: 4 } as const;

/** A name that is longer is no name; a person keeps dozens. */
const MAX_NAME = 120;

/** Weight, in looks, at which a taste counts half of what it would at the most evidence. */
const HALF_SURE = 3;

export type Facet = keyof typeof MAX_VALUES;
const FACETS = Object.keys(MAX_VALUES) as Facet[];

/**
 * Weights by name, as two parallel lists, the one that came last at the end: JSON as it is, and without
 * other fields for each person, as an object would have.
 */
export interface Weights {
  names: string[];
  weights: number[];
}

const newWeights = (): Weights => ({ names: [], weights: [] });

/**
 * What a person turns to, as forward-decayed weights: by category axis (every level), brand, price
 * band, hour of the shop's day and device. `total` is the weight of all deeds, `reduced` of those on
 * items that were on sale.
 */
export interface Affinity extends Record<Facet, Weights> {
  /** Epoch ms that the weights are counted from. */
  landmark: number;
  total: number;
  reduced: number;
}

/** A deed on one item, for `addDeed`. */
export interface Deed {
  card: Pick<Card, "product_type" | "brand" | "price" | "currency" | "list_price">;
  weight: number;
  /** Epoch ms. */
  time: number;
  /** 0 … 23 in the shop's time zone. */
  hour: number;
  device: string;
}

export const newAffinity = (landmark: number): Affinity => ({
  landmark,
  total: 0,
  reduced: 0,
  category: newWeights(),
  brand: newWeights(),
  band: newWeights(),
  hour: newWeights(),
  device: newWeights(),
});

/** Adds a deed in place. It may be earlier than what was added before. */
export function addDeed(affinity: Affinity, { card, weight, time, hour, device }: Deed): void {
  if (RATE * (time - affinity.landmark) > MAX_EXPONENT) moveLandmark(affinity, time);
  const grown = weight * Math.exp(RATE * (time - affinity.landmark));
  affinity.total += grown;
  if (isReduced(card)) affinity.reduced += grown;
  const axes = categoryAxes(card.product_type);
  for (let level = 1; level < axes.length; level++)
    raise(affinity, "category", axes[level]!, grown);
  if (card.brand !== null) raise(affinity, "brand", card.brand, grown);
  const band = bandOf(card);
  if (band !== null) raise(affinity, "band", band, grown);
  raise(affinity, "hour", String(hour), grown);
  raise(affinity, "device", device, grown);
}

const isReduced = ({ price, list_price }: Deed["card"]): boolean =>
  price !== null && list_price !== undefined && price < list_price;

/** The price band of an item, as it is counted; null without a price. */
export const bandOf = ({ price, currency }: Pick<Card, "price" | "currency">): string | null =>
  price === null || currency === null ? null : formatBand(priceBandOf(price, currency));

/** A newcomer takes the place of the least liked with its own weight, as in an item's row. */
function raise(affinity: Affinity, facet: Facet, value: string, grown: number): void {
  if (value.length > MAX_NAME) return;
  const { names, weights } = affinity[facet];
  const at = names.indexOf(value);
  if (at >= 0) {
    weights[at]! += grown;
    return;
  }
  if (names.length >= MAX_VALUES[facet]) {
    const least = weights.indexOf(Math.min(...weights));
    names.splice(least, 1);
    weights.splice(least, 1);
  }
  names.push(value);
  weights.push(grown);
}

/** Adds all deeds of another in place, each weighing what it weighs there. */
export function joinAffinity(affinity: Affinity, other: Affinity): void {
  if (other.landmark > affinity.landmark) moveLandmark(affinity, other.landmark);
  const left = decayedBy(other.landmark, affinity.landmark, RATE);
  affinity.total += other.total * left;
  affinity.reduced += other.reduced * left;
  for (const facet of FACETS) {
    const { names, weights } = other[facet];
    names.forEach((value, at) => raise(affinity, facet, value, weights[at]! * left));
  }
}

function moveLandmark(affinity: Affinity, landmark: number): void {
  const left = decayedBy(affinity.landmark, landmark, RATE);
  affinity.total *= left;
  affinity.reduced *= left;
  for (const facet of FACETS)
    affinity[facet].weights = affinity[facet].weights.map((weight) => weight * left);
  affinity.landmark = landmark;
}

/** How much of a person's deeds lie on one value, 0 … 1: few deeds, or old ones, say little. */
export function shareOf(affinity: Affinity, facet: Facet, value: string, now: number): number {
  const { names, weights } = affinity[facet];
  const at = names.indexOf(value);
  if (at < 0) return 0;
  const left = decayedBy(affinity.landmark, now, RATE);
  return (weights[at]! * left) / (affinity.total * left + HALF_SURE);
}

/** Share of a person's deeds that were on items at reduced prices, 0 … 1. */
export const shareReduced = (affinity: Affinity, now: number): number => {
  const left = decayedBy(affinity.landmark, now, RATE);
  return (affinity.reduced * left) / (affinity.total * left + HALF_SURE);
};

/** What all this rests on, in looks. */
export const evidenceOf = ({ landmark, total }: Affinity, now: number): number =>
  total * decayedBy(landmark, now, RATE);
