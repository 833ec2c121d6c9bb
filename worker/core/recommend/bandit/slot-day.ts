import type { Posterior, Strategy } from "./posterior.ts";
import { slotKey } from "./slot-posteriors.ts";
import { addTrials, noTrials, type SlotTrials, sumOf, type TrialSums } from "./trials.ts";

/** What came of one slot's strategies on one day (days since the epoch, UTC), by kind of visit. */
export interface SlotDay {
  day: number;
  slot: string;
  scenario: string;
  strategies: Record<Strategy, Record<string, TrialSums>>;
}

/** Adds what a visit of this kind came to, in place. */
export function addToSlotDay(
  { strategies }: SlotDay,
  { strategy, sums }: SlotTrials,
  context: string,
): void {
  const cells = (strategies[strategy] ??= {});
  addTrials((cells[context] ??= noTrials()), sums);
}

/** Days after which a trial counts half: what is better now shall lead, whatever was better once. */
export const HALF_LIFE_DAYS = 14;
/** Past this many days a trial counts for less than 1/200. */
export const MEMORY_DAYS = 8 * HALF_LIFE_DAYS;

/**
 * The posteriors of each slot as of `today`, by `slotKey`: a trial of d days ago counts 2^(−d/14)
 * (discounted Thompson sampling, Raj & Kalyani 2017, "Taming Non-stationary Bandits").
 */
export function slotPosteriors(days: Iterable<SlotDay>, today: number): Map<string, Posterior[]> {
  const slots = new Map<string, Posterior[]>();
  for (const { day, slot, scenario, strategies } of days) {
    const left = 2 ** (-Math.max(0, today - day) / HALF_LIFE_DAYS);
    const key = slotKey(slot, scenario);
    let posteriors = slots.get(key);
    if (posteriors === undefined) slots.set(key, (posteriors = []));
    for (const [strategy, cells] of Object.entries(strategies)) {
      let posterior = posteriors.find((known) => known.strategy === strategy);
      if (posterior === undefined)
        posteriors.push((posterior = { strategy, shown: 0, clicked: 0 }));
      const { shown, clicked } = sumOf(Object.values(cells));
      posterior.shown += left * shown;
      posterior.clicked += left * clicked;
    }
  }
  return slots;
}
