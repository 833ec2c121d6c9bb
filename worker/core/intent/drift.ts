/**
 * Whether the scores of late have been worse than the base rate alone. Mean and spread of what a
 * session's scores lost more than the base rate did (log-loss, negative when they were better), over
 * about the last `WINDOW` sessions.
 */
export interface Drift {
  sessions: number;
  excess: number;
  squares: number;
  /** Sum of what the base rate lost. */
  base: number;
  /** While it is, the base rate answers instead, and nobody gets a band. */
  alarmed: boolean;
}

const WINDOW = 500;
/** Fewer sessions prove nothing. */
const LEAST = 200;
/** Standard errors above zero that raise the alarm; chance alone does so once in 700 looks. */
const ALARM = 3;
/** Share of the base rate's loss below which being worse matters to nobody, however sure it is. */
const WORTH = 0.01;

export function newDrift(): Drift {
  return { sessions: 0, excess: 0, squares: 0, base: 0, alarmed: false };
}

/**
 * Takes one session in: what its scores lost more than `base`, the base rate's loss. The alarm ends
 * when the scores are better than the base rate again.
 */
export function watch(drift: Drift, excess: number, base: number): void {
  const kept = 1 - 1 / WINDOW;
  drift.sessions = drift.sessions * kept + 1;
  drift.excess = drift.excess * kept + excess;
  drift.squares = drift.squares * kept + excess ** 2;
  drift.base = drift.base * kept + base;
  if (drift.sessions < LEAST) return;
  const mean = excessOf(drift);
  const variance = Math.max(0, drift.squares / drift.sessions - mean ** 2);
  const error = Math.sqrt(variance / drift.sessions);
  const least = Math.max(ALARM * error, (WORTH * drift.base) / drift.sessions);
  drift.alarmed = drift.alarmed ? mean > 0 : mean > least;
}

/** Mean excess loss of a session of late, in nats; 0 before the first. */
export const excessOf = ({ sessions, excess }: Drift): number =>
  sessions === 0 ? 0 : excess / sessions;
