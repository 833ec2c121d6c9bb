import { viewedReason } from "../slots/reasons.ts";
import type { FillSlot } from "./fill-slot.ts";

/** What was viewed, newest first. */
export const recentlyViewed: FillSlot = (draft, _page, { viewed }, now) => {
  viewed.forEach(({ id, last }, age) => {
    const contributions = [{ source: "viewed", value: 1 / (1 + age) }];
    draft.choose({ id, contributions, reason: viewedReason(last, now) });
  });
  if (viewed.length === 0) draft.shortfall = "nothing viewed yet";
  else if (draft.own === 0) draft.shortfall = "nothing else viewed that can be shown";
};
