import { pageKey } from "../shelf/page-cards.ts";
import { repeatBuyerReason } from "../slots/reasons.ts";
import type { FillSlot } from "./fill-slot.ts";

/** Pages that the shop has found to go with second orders, for who has ordered exactly once. */
export const repeatBuyerPages: FillSlot = (draft, _page, { orders, rules }) => {
  if (orders !== 1) {
    draft.shortfall = `only for customers with one order, and there ${orders === 0 ? "is none" : `are ${orders}`}`;
    return;
  }
  rules.repeatBuyerPages.forEach(({ link, title }, place) => {
    const contributions = [{ source: "chosen by the shop", value: 1 / (1 + place) }];
    draft.choose({ id: pageKey(link), contributions, reason: repeatBuyerReason(title) });
  });
  if (draft.own === 0) draft.shortfall = "the shop has named no such page";
};
