/** One row of the price and stock ledger: what the item became, and when (epoch ms). */
export interface PriceChange {
  item: string;
  time: number;
  /** Minor units; null where the item has no price. */
  price: number | null;
  currency: string | null;
}

/** What the whole catalogue says about prices, for judging what a visitor saw. */
export interface PriceNews {
  /** Items whose price or stock changed lately, newest first. */
  changed: string[];
  /** Minor units. */
  median: number;
}

/** When a lower price is worth telling (METHODS §2; a shop may change both). */
export interface DropRule {
  /** Least relative drop against the price that this visitor last saw. */
  relative: number;
  /** Least drop as a share of the catalogue's median price, so that pennies stay silent. */
  ofMedian: number;
}
export const DROP_RULE: DropRule = { relative: 0.05, ofMedian: 0.01 };

export interface PriceSeen {
  price: number;
  currency: string;
}

/**
 * Whether the price now is a drop for someone who last saw `seen`.
 * Prices in different currencies are never compared.
 */
export function isPriceDrop(
  seen: PriceSeen,
  now: PriceSeen,
  median: number,
  rule: DropRule = DROP_RULE,
): boolean {
  if (seen.currency !== now.currency) return false;
  const drop = seen.price - now.price;
  return drop > 0 && drop >= rule.relative * seen.price && drop >= rule.ofMedian * median;
}

/** The middle price of a catalogue (minor units), or 0 when nothing has a price. */
export function medianPrice(prices: readonly number[]): number {
  if (prices.length === 0) return 0;
  const sorted = [...prices].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
