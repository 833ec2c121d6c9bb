import type { Card } from "../../catalogue/index.ts";

/** What the catalogue knows of the items on one axis. */
export interface AxisFacts {
  /** Middle price in minor units of the currency that most of the axis is priced in, or null. */
  median: number | null;
  /** ISO 4217; null when nothing on the axis has a price. */
  currency: string | null;
  /** Best Bayesian average first, those with few ratings last. */
  rated: Card[];
  /** Average stars of all ratings in the catalogue; 0 when nobody has rated anything. */
  mean: number;
  /** Newest first. */
  newest: Card[];
}
