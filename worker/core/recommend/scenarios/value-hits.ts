import { axisLabel } from "../shelf/axes.ts";
import { ranked } from "../slots/draft.ts";
import { wantedAxes } from "../slots/needs.ts";
import { valueReason } from "../slots/reasons.ts";
import type { FillSlot } from "./fill-slot.ts";

/** Of all that sells on an axis, the share that counts as hot. */
const HOT = 0.2;

/**
 * What sells best and costs no more than the middle price of its axis, the hotter and cheaper the
 * further ahead. Of an axis on which nothing is both, the parent's are shown.
 */
export const valueHits: FillSlot = (draft, page, inputs) => {
  const { tops, facts } = inputs;
  const [wanted, ...wider] = wantedAxes(draft.want, inputs);
  for (const axis of [wanted!, ...wider]) {
    const { median = null, currency: counted = null } = facts.get(axis) ?? {};
    if (median === null) continue;
    const sold = (tops.get(axis)?.items ?? []).filter(
      ({ units, soldOn }) => units > 0 && soldOn === undefined,
    );
    const hot = sold.toSorted((a, b) => b.units - a.units).slice(0, Math.ceil(HOT * sold.length));
    const hits = hot.flatMap(({ id, score, units }) => {
      const { price = null, currency = null } = page.card(id) ?? {};
      if (price === null || currency === null || currency !== counted) return [];
      if (price > median) return [];
      const contributions = [
        { source: `bestseller of ${axis}`, value: score },
        { source: "below its middle price", value: score * (1 - price / median) },
      ];
      const reason = valueReason(units, axis, { price, currency }, median);
      return [{ id, contributions, reason }];
    });
    for (const candidate of ranked(hits)) draft.choose(candidate);
    if (draft.own === 0) continue;
    if (axis !== wanted)
      draft.fallback = `nothing sells well and costs little in ${axisLabel(wanted!)}: good value of ${axisLabel(axis)}`;
    return;
  }
  draft.shortfall = "nothing sells well and costs little";
};
