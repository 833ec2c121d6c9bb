import {
  addToSlotDay,
  chooseStrategy,
  countClicked,
  countShown,
  noTrials,
  posteriorsFor,
  type SlotDay,
  slotPosteriors,
  type SlotPosteriors,
} from "../../../worker/core/recommend/index.ts";

/** Who decides which strategy serves a receipt, and hears what came of it. */
export interface Policy {
  choose(strategies: readonly string[], day: number): string;
  learn(strategy: string, clicked: boolean, day: number): void;
}

/** A shop's edge reads its posteriors once a minute; here once in so many receipts. */
const RECEIPTS_A_READ = 20;

const SLOT = { slot: "side", scenario: "home" };

/** What ships: each receipt is told to the slot's day, and posteriors are read now and then. */
export function thompson(roll: () => number): Policy {
  const days: SlotDay[] = [];
  let read: SlotPosteriors = new Map();
  let propensity = 1;
  let seen = 0;
  return {
    choose(strategies, day) {
      if (seen % RECEIPTS_A_READ === 0) read = slotPosteriors(days, day);
      seen += 1;
      const drawn = chooseStrategy(
        posteriorsFor(read, SLOT, strategies),
        Math.floor(roll() * 2 ** 32),
      );
      ({ propensity } = drawn);
      return drawn.strategy;
    },
    learn(strategy, clicked, day) {
      if (days.at(-1)?.day !== day) days.push({ ...SLOT, day, strategies: {} });
      const sums = noTrials();
      countShown(sums, propensity);
      if (clicked) countClicked(sums, propensity);
      addToSlotDay(days.at(-1)!, { ...SLOT, strategy, sums }, "new desktop");
    },
  };
}

/** Any strategy in a tenth of the receipts, else the one with the best rate of all time. */
export function epsilonGreedy(roll: () => number): Policy {
  const known = new Map<string, { shown: number; clicked: number }>();
  const rateOf = (strategy: string) => {
    const { shown, clicked } = known.get(strategy) ?? { shown: 0, clicked: 0 };
    return shown === 0 ? 1 : clicked / shown;
  };
  return {
    choose(strategies) {
      if (roll() < 0.1) return strategies[Math.floor(roll() * strategies.length)]!;
      return strategies.reduce((best, other) => (rateOf(other) > rateOf(best) ? other : best));
    },
    learn(strategy, clicked) {
      const { shown, clicked: before } = known.get(strategy) ?? { shown: 0, clicked: 0 };
      known.set(strategy, { shown: shown + 1, clicked: before + (clicked ? 1 : 0) });
    },
  };
}

/** Each as often as the others, as an A/B test that never ends. */
export const uniform = (roll: () => number): Policy => ({
  choose: (strategies) => strategies[Math.floor(roll() * strategies.length)]!,
  learn: () => {},
});

/** Knows the rates. */
export const oracle = (rates: (day: number) => Record<string, number>): Policy => ({
  choose: (strategies, day) =>
    strategies.reduce((best, other) => (rates(day)[other]! > rates(day)[best]! ? other : best)),
  learn: () => {},
});
