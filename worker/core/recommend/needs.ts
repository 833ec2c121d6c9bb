import type { Want } from "../../wire/batch.ts";
import { ALL, axisChain } from "./axes.ts";
import { RECENT_ITEMS } from "./next-items.ts";
import type { ShelfQuestion } from "./shelf-answer.ts";

/**
 * What the shelf has to be asked before these slots can be filled; empty lists when nothing.
 *
 * @param visitor.viewed item ids, newest first; may repeat
 * @param visitor.browsing axis of the category being browsed
 */
export function needs(
  wants: readonly Want[],
  { viewed, browsing }: { viewed: readonly string[]; browsing: string | null },
): ShelfQuestion {
  // Every scenario may end in bestsellers of the category being browsed.
  const axes = wants.flatMap((want) => axisChain(wantedAxis(want, browsing)));
  const follows = wants.some(({ scenario }) => scenario === "next_item");
  return {
    axes: [...new Set(axes)],
    items: follows ? [...new Set(viewed)].slice(0, RECENT_ITEMS) : [],
  };
}

/** The axis that the bestsellers of a slot come from, first of all. */
export const wantedAxis = (want: Want, browsing: string | null): string =>
  (want.scenario === "bestsellers" ? want.axis : undefined) ?? browsing ?? ALL;
