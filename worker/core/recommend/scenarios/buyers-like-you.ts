import type { FillSlot } from "./fill-slot.ts";
import { seenByBuyers } from "./neighbours.ts";

/** What buyers saw, items and pages, after what this visitor has viewed and before they bought. */
export const buyersLikeYou: FillSlot = (draft, page, { viewed, buyers }) => {
  const seeds = viewed.map(({ id }) => id);
  for (const candidate of seenByBuyers(draft, page, seeds, buyers)) draft.choose(candidate);
  const { own } = draft;
  if (viewed.length === 0) draft.shortfall = "nothing viewed yet";
  else if (draft.room > 0)
    draft.shortfall = `${own === 0 ? "nothing" : `only ${own}`} known of buyers who viewed the same`;
};
