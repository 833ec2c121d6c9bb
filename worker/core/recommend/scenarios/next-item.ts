import { followsReason, viewedReason } from "../slots/reasons.ts";
import type { FillSlot } from "./fill-slot.ts";
import { neighboursOf } from "./neighbours.ts";

/** What is viewed around what was viewed, and what was viewed itself. */
export const nextItem: FillSlot = (draft, page, { viewed, rows, weights }, now) => {
  const lastViewed = (id: string) => viewed.find((item) => item.id === id)!.last;
  const candidates = neighboursOf(draft, {
    seeds: viewed.map(({ id }) => id),
    rows,
    views: viewed.map(({ views }) => views),
    weights,
    source: "viewed after",
    reason: (because, id) =>
      because === id ? viewedReason(lastViewed(id), now) : followsReason(page.title(because)),
  });
  for (const candidate of candidates) draft.choose(candidate);
  const { own } = draft;
  if (viewed.length === 0) draft.shortfall = "nothing viewed yet";
  else if (own === 0) draft.shortfall = "nothing known to go with what was viewed";
  else if (draft.room > 0) draft.shortfall = `only ${own} known to go with what was viewed`;
};
