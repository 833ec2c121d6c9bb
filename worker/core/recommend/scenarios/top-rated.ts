import type { Card } from "../../catalogue/index.ts";
import { axisLabel } from "../shelf/axes.ts";
import type { Inputs } from "../slots/inputs.ts";
import { wantedAxes } from "../slots/needs.ts";
import type { Page } from "../slots/page.ts";
import { ratedReason } from "../slots/reasons.ts";
import { byLiking, type Satisfaction, satisfactionOf } from "../shelf/satisfaction.ts";
import type { FillSlot } from "./fill-slot.ts";

/** Pieces sold below which an item without stars is not judged by what came back. */
const MIN_SOLD = 5;

/**
 * What buyers are most content with on the wanted axis: by stars, by what was kept and by what was
 * bought again. Without a single star in the shop the latter two speak alone.
 */
export const topRated: FillSlot = (draft, page, inputs) => {
  const [wanted, ...wider] = wantedAxes(draft.want, inputs);
  for (const axis of [wanted!, ...wider]) {
    const judged = judge(page, inputs, axis);
    judged.sort((a, b) => byLiking(a.liking, b.liking) || (a.id < b.id ? -1 : 1));
    for (const { id, card, liking } of judged) {
      if (draft.room <= 0) break;
      const reason = ratedReason(liking, card?.rating?.value);
      draft.choose({
        id,
        contributions: [{ source: "satisfaction", value: liking.score }],
        reason,
      });
    }
    if (draft.own === 0) continue;
    if (axis !== wanted)
      draft.fallback = `nothing rated in ${axisLabel(wanted!)}: the best rated of ${axisLabel(axis)}`;
    return;
  }
  draft.shortfall = "nothing rated, and too little sold to tell what was kept";
};

/** The items of an axis of which there is something to judge by. */
function judge(page: Page, { facts, tops }: Inputs, axis: string): Judged[] {
  const { rated = [], mean = 0 } = facts.get(axis) ?? {};
  const { items = [], outcomes: shop } = tops.get(axis) ?? {};
  const sold = new Map(items.map(({ id, outcomes }) => [id, outcomes]));
  const ids = new Set(rated.map(({ id }) => id));
  for (const [id, outcomes] of sold) if ((outcomes?.sold ?? 0) >= MIN_SOLD) ids.add(id);
  return Array.from(ids, (id) => {
    const card = page.card(id);
    return { id, card, liking: satisfactionOf(card?.rating, mean, sold.get(id), shop) };
  });
}

interface Judged {
  id: string;
  card: Card | undefined;
  liking: Satisfaction;
}
