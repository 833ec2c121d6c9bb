import type { Policy } from "./policies.ts";
import type { Scene } from "./scenes.ts";

export interface Outcome {
  clicks: number;
  /** Clicks expected of the best strategy of each day, less those expected of what was drawn. */
  regret: number;
  /**
   * Receipts after the turn until the strategy that is best from then on served four in five of the
   * last 500; null when it never did.
   */
  takeover: number | null;
}

/** Of the last so many receipts, so many served by the best: it has taken over. */
const WINDOW = 500;
const TAKEN = 0.8 * WINDOW;

/** Lets a policy serve a scene. Whoever looks is the same for every policy: `roll` is theirs alone. */
export function simulate(scene: Scene, policy: Policy, roll: () => number): Outcome {
  const outcome: Outcome = { clicks: 0, regret: 0, takeover: null };
  const winner = bestOf(scene.rates(scene.days - 1));
  /** Whether the winner served, of the last receipts. */
  const window: boolean[] = [];
  let wins = 0;
  let since = 0;
  for (let day = 0; day < scene.days; day++) {
    const rates = scene.rates(day);
    const strategies = Object.keys(rates);
    const best = rates[bestOf(rates)]!;
    for (let n = 0; n < scene.impressions; n++) {
      const strategy = policy.choose(strategies, day);
      const clicked = roll() < rates[strategy]!;
      policy.learn(strategy, clicked, day);
      outcome.clicks += clicked ? 1 : 0;
      outcome.regret += best - rates[strategy]!;
      if (day < scene.turn) continue;
      since += 1;
      window.push(strategy === winner);
      wins += strategy === winner ? 1 : 0;
      if (window.length > WINDOW) wins -= window.shift() ? 1 : 0;
      if (wins >= TAKEN) outcome.takeover ??= since;
    }
  }
  return outcome;
}

const bestOf = (rates: Record<string, number>): string =>
  Object.keys(rates).reduce((best, other) => (rates[other]! > rates[best]! ? other : best));
