import { NO_OUTCOMES, type Outcomes } from "./outcomes.ts";

/** How much buyers like an item, with what that rests on. */
export interface Satisfaction {
  /** 0 … 1: the stars, the share that was kept and the share that was bought again, blended. */
  score: number;
  /** Bayesian average of the stars. */
  stars: number;
  /** Ratings that it rests on. */
  n: number;
  /** Shares, pulled towards the shop's own while little is known. */
  returned: number;
  again: number;
}

/** Ratings at which an item's own count for as much as the catalogue's average (METHODS §2). */
const C = 20;
/** Fewer ratings than this are no evidence: such an item stands behind all that have more. */
const MIN_RATINGS = 5;
/** Pieces, and buyers, at which an item's own share counts for as much as the shop's. */
const PRIOR_PIECES = 20;
const WEIGHTS = { stars: 0.7, kept: 0.2, again: 0.1 };
const LEAST_STARS = 1;
const MOST_STARS = 5;

/** `(C·m + Σstars) / (C + n)`: the catalogue's average `m` until ratings say otherwise. */
export const bayesianAverage = (
  { value, count }: { value: number; count: number },
  mean: number,
): number => (C * mean + value * count) / (C + count);

/**
 * The satisfaction with one item.
 *
 * @param rating stars out of five and how many gave them; undefined when nobody has
 * @param mean average stars of the catalogue
 * @param outcomes of the item; undefined when nothing is known of it
 * @param shop outcomes of all that was sold
 */
export function satisfactionOf(
  rating: { value: number; count: number } | undefined,
  mean: number,
  outcomes: Readonly<Outcomes> = NO_OUTCOMES,
  shop: Readonly<Outcomes> = NO_OUTCOMES,
): Satisfaction {
  const stars = bayesianAverage(rating ?? { value: 0, count: 0 }, mean);
  const returned = shrunk(outcomes.returned, outcomes.sold, shop.returned, shop.sold);
  const again = shrunk(outcomes.again, outcomes.buyers, shop.again, shop.buyers);
  const liked = (stars - LEAST_STARS) / (MOST_STARS - LEAST_STARS);
  return {
    score: WEIGHTS.stars * clamp(liked) + WEIGHTS.kept * (1 - returned) + WEIGHTS.again * again,
    stars,
    n: rating?.count ?? 0,
    returned,
    again,
  };
}

/** Whether ratings enough to speak of stand behind an item. */
export const isEvident = ({ n }: Pick<Satisfaction, "n">): boolean => n >= MIN_RATINGS;

/** Orders by evidence first and then by score, best first. */
export const byLiking = (a: Satisfaction, b: Satisfaction): number =>
  Number(isEvident(b)) - Number(isEvident(a)) || b.score - a.score;

/** A share pulled towards the shop's: `(part + P·share) / (whole + P)`. */
function shrunk(part: number, whole: number, shopPart: number, shopWhole: number): number {
  const share = shopWhole > 0 ? shopPart / shopWhole : 0;
  return clamp((part + PRIOR_PIECES * share) / (whole + PRIOR_PIECES));
}

const clamp = (share: number): number => Math.min(1, Math.max(0, share));
