import { betaQuantile } from "./beta.ts";
import { decay } from "./decay.ts";
import { logit } from "./logistic.ts";

/** Bins of past scores: one a unit of logit, from −8 (1 in 3 000) to 5, the ends open. */
const LOWEST = -8;
export const BINS = 13;

/**
 * What came of past scores, by bin and decayed: the reliability table that intervals rest on. A
 * session counts in a bin as often as its prefixes fell there, but as one observation.
 */
export interface Reliability {
  /** A session's share of a bin is its prefixes there: Σ share, Σ share², Σ score, and both of who ordered. */
  shares: number[];
  squares: number[];
  scores: number[];
  orders: number[];
  orderSquares: number[];
  /** Epoch ms up to which the sums are decayed. */
  since: number;
}

export function newReliability(): Reliability {
  const none = () => Array.from({ length: BINS }, () => 0);
  return {
    shares: none(),
    squares: none(),
    scores: none(),
    orders: none(),
    orderSquares: none(),
    since: 0,
  };
}

export function binOf(scoreLogit: number): number {
  return Math.min(BINS - 1, Math.max(0, Math.floor(scoreLogit) - LOWEST));
}

/** Adds one session's scores. */
export function recordScores(
  table: Reliability,
  probabilities: readonly number[],
  ordered: boolean,
  at: number,
  halfLife: number,
): void {
  const { old, fresh, since } = decay(table.since, at, halfLife);
  for (let bin = 0; bin < BINS; bin++) {
    table.shares[bin]! *= old;
    table.squares[bin]! *= old * old;
    table.scores[bin]! *= old;
    table.orders[bin]! *= old;
    table.orderSquares[bin]! *= old * old;
  }
  table.since = since;
  const shares = new Map<number, number>();
  for (const probability of probabilities) {
    const bin = binOf(logit(probability));
    shares.set(bin, (shares.get(bin) ?? 0) + 1);
    table.scores[bin]! += fresh * probability;
  }
  for (const [bin, share] of shares) {
    table.shares[bin]! += fresh * share;
    table.squares[bin]! += (fresh * share) ** 2;
    if (!ordered) continue;
    table.orders[bin]! += fresh * share;
    table.orderSquares[bin]! += (fresh * share) ** 2;
  }
}

/**
 * How far below and above a score of this bin the truth may lie, in logits (≤ 0, ≥ 0): the 90 %
 * Jeffreys interval of the bin's outcome rate, against the mean score given there.
 */
export function reachOf(table: Reliability, bin: number): { below: number; above: number } {
  const share = table.shares[bin]!;
  const seen = sessionsIn(table, bin);
  const orders = share > 0 ? (seen * table.orders[bin]!) / share : 0;
  const mean = share > 0 ? logit(table.scores[bin]! / share) : LOWEST + bin + 0.5;
  const a = orders + 0.5;
  const b = seen - orders + 0.5;
  return {
    below: Math.min(0, logit(betaQuantile(0.05, a, b)) - mean),
    above: Math.max(0, logit(betaQuantile(0.95, a, b)) - mean),
  };
}

/**
 * As how many whole visits a bin's shares count: Kish's (Σw)² / Σw², over how much more the shares of
 * those who ordered vary the rate than equal ones would, Σw²(y − p)² / (p(1 − p) Σw²), the linearised
 * variance of a ratio (Cochran 1977, 6.3). Visits that end in an order are the long ones.
 */
function sessionsIn({ shares, squares, orders, orderSquares }: Reliability, bin: number): number {
  const [share, square] = [shares[bin]!, squares[bin]!];
  if (share <= 0) return 0;
  const seen = share ** 2 / square;
  const rate = ((seen * orders[bin]!) / share + 0.5) / (seen + 1);
  const ordered = orderSquares[bin]!;
  const spread = ordered * (1 - rate) ** 2 + (square - ordered) * rate ** 2;
  return seen / Math.max(1, spread / (rate * (1 - rate) * square));
}

/** The bins that were met, ascending: effective sessions, the mean score and the share that ordered. */
export function reliabilityRows(
  table: Reliability,
): { sessions: number; said: number; came: number }[] {
  return table.shares.flatMap((share, bin) =>
    share > 0
      ? [
          {
            sessions: sessionsIn(table, bin),
            said: table.scores[bin]! / share,
            came: table.orders[bin]! / share,
          },
        ]
      : [],
  );
}
