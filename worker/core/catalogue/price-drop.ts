/** When a lower price is worth telling (METHODS §2; a shop may change both). */
export interface DropRule {
  /** Least relative drop against the price that this visitor last saw. */
  relative: number;
  /** Least drop as a share of the catalogue's median price, so that pennies stay silent. */
  ofMedian: number;
}
export const DROP_RULE: DropRule = { relative: 0.05, ofMedian: 0.01 };

export interface PriceSeen {
  /** Minor units. */
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
