import { type AxisYield, bestsellerFallback } from "../shelf/bestsellers.ts";
import type { Draft } from "../slots/draft.ts";
import type { Inputs } from "../slots/inputs.ts";
import { wantedAxes } from "../slots/needs.ts";
import { bestsellerReason } from "../slots/reasons.ts";
import type { FillSlot } from "./fill-slot.ts";

/**
 * A page that names its axis gets that axis alone, or the nearest one above it that has something to
 * show: a list headed "Shoes" holds shoes. One that names none is filled from as many as it takes.
 */
export const bestsellers: FillSlot = (draft, _page, inputs) => {
  const [wanted] = wantedAxes(draft.want, inputs);
  const yields = chooseBestsellers(draft, inputs, draft.want.axis !== undefined);
  draft.fallback = bestsellerFallback(wanted!, yields);
};

/**
 * Adds the bestsellers of the wanted axis, then of its parents, until the slot is full.
 *
 * @param oneAxis whether to stop at the first axis that gives anything
 * @returns the axes that gave items, in turn
 */
export function chooseBestsellers(draft: Draft, inputs: Inputs, oneAxis = false): AxisYield[] {
  const yields: AxisYield[] = [];
  for (const axis of wantedAxes(draft.want, inputs)) {
    if (draft.room <= 0) break;
    const before = draft.own;
    for (const { id, score, units, soldOn = axis } of inputs.tops.get(axis)?.items ?? []) {
      if (draft.room <= 0) break;
      const contributions = [{ source: `bestseller of ${axis}`, value: score }];
      draft.choose({ id, contributions, reason: bestsellerReason(units, soldOn) });
    }
    const found = draft.own - before;
    if (found > 0) yields.push({ axis, found });
    if (oneAxis && found > 0) break;
  }
  return yields;
}
