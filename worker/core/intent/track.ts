import { decay } from "./decay.ts";
import { type Drift, newDrift, watch } from "./drift.ts";
import { bound, logit } from "./logistic.ts";

/** Scores are ranked after so many events. */
export const RANKED_AFTER = [1, 2, 3, 5, 10];

/** Bins of half a logit, from −8 to 5, the ends open. */
const LOWEST = -8;
const RANKS = 26;

/**
 * How good scores were, each measured before its session was learnt (progressive validation; Blum,
 * Kalai and Langford 1999). Sums over the scores of all moments, decayed. The base that they are held
 * against is the share of moments that led to an order, so far.
 */
export interface Track {
  moments: number;
  orders: number;
  loss: number;
  baseLoss: number;
  squares: number;
  baseSquares: number;
  /** For each of `RANKED_AFTER`, by bin of the score: sessions with an order, and without. */
  ranks: { ordered: number[]; others: number[] }[];
  drift: Drift;
  /** Epoch ms up to which the sums are decayed. */
  since: number;
}

export function newTrack(): Track {
  const none = () => Array.from({ length: RANKS }, () => 0);
  return {
    moments: 0,
    orders: 0,
    loss: 0,
    baseLoss: 0,
    squares: 0,
    baseSquares: 0,
    ranks: RANKED_AFTER.map(() => ({ ordered: none(), others: none() })),
    drift: newDrift(),
    since: 0,
  };
}

/**
 * Adds one session's scores, in the order of its events. `baseRate` is the share of visits that order,
 * which stands in until moments are known.
 */
export function keepTrack(
  track: Track,
  probabilities: readonly number[],
  ordered: boolean,
  baseRate: number,
  at: number,
  halfLife: number,
): void {
  const { old, fresh, since } = decay(track.since, at, halfLife);
  scale(track, old);
  track.since = since;
  const outcome = ordered ? 1 : 0;
  const base = bound((track.orders + baseRate) / (track.moments + 1));
  let [loss, squares] = [0, 0];
  for (const probability of probabilities) {
    loss += logLoss(probability, ordered);
    squares += (probability - outcome) ** 2;
  }
  const moments = probabilities.length;
  const baseLoss = moments * logLoss(base, ordered);
  track.moments += fresh * moments;
  track.orders += fresh * moments * outcome;
  track.loss += fresh * loss;
  track.baseLoss += fresh * baseLoss;
  track.squares += fresh * squares;
  track.baseSquares += fresh * moments * (base - outcome) ** 2;
  RANKED_AFTER.forEach((events, place) => {
    const probability = probabilities[events - 1];
    if (probability === undefined) return;
    const { ordered: orders, others } = track.ranks[place]!;
    (ordered ? orders : others)[rankOf(probability)]! += fresh;
  });
  // The alarm asks what would have been lost by the rate that answers when it is raised.
  const instead = moments * logLoss(baseRate, ordered);
  watch(track.drift, loss - instead, instead);
}

/** Area under the ROC curve from binned scores, a bin counting as a tie; null while one side is empty. */
export function aucOf({ ordered, others }: Track["ranks"][number]): number | null {
  let [below, won, orders] = [0, 0, 0];
  for (let rank = 0; rank < RANKS; rank++) {
    won += ordered[rank]! * (below + others[rank]! / 2);
    below += others[rank]!;
    orders += ordered[rank]!;
  }
  return orders > 0 && below > 0 ? won / (orders * below) : null;
}

function scale(track: Track, factor: number): void {
  if (factor === 1) return;
  track.moments *= factor;
  track.orders *= factor;
  track.loss *= factor;
  track.baseLoss *= factor;
  track.squares *= factor;
  track.baseSquares *= factor;
  for (const side of track.ranks.flatMap(({ ordered, others }) => [ordered, others]))
    for (let rank = 0; rank < RANKS; rank++) side[rank]! *= factor;
}

const rankOf = (probability: number): number =>
  Math.min(RANKS - 1, Math.max(0, Math.floor(2 * (logit(probability) - LOWEST))));

const logLoss = (probability: number, ordered: boolean): number =>
  -Math.log(bound(ordered ? probability : 1 - probability));
