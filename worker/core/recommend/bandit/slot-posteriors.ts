import type { Posterior, Strategy } from "./posterior.ts";

/** What is known of a shop's slots: posteriors by `slotKey`. */
export type SlotPosteriors = ReadonlyMap<string, readonly Posterior[]>;

/** A slot's name may stand for different scenarios on different pages. */
export const slotKey = (slot: string, scenario: string): string => `${scenario}/${slot}`;

type ByStrategies = WeakMap<readonly Strategy[], readonly Posterior[]>;
const chosen = new WeakMap<readonly Posterior[], ByStrategies>();
const NOTHING_KNOWN: readonly Posterior[] = [];

/**
 * The posteriors of exactly these strategies in one slot, in their order: a new strategy starts with
 * nothing seen, and one that is no longer offered plays no part. The same two arrays give the same
 * array again, so that `chooseStrategy` works its propensities out once.
 */
export function posteriorsFor(
  slots: SlotPosteriors,
  { slot, scenario }: { slot: string; scenario: string },
  strategies: readonly Strategy[],
): readonly Posterior[] {
  const known = slots.get(slotKey(slot, scenario)) ?? NOTHING_KNOWN;
  let cache = chosen.get(known);
  if (cache === undefined) chosen.set(known, (cache = new WeakMap()));
  let wanted = cache.get(strategies);
  if (wanted === undefined) {
    wanted = strategies.map(
      (strategy) =>
        known.find((posterior) => posterior.strategy === strategy) ?? {
          strategy,
          shown: 0,
          clicked: 0,
        },
    );
    cache.set(strategies, wanted);
  }
  return wanted;
}
